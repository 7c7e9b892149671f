"""Quotas over 30 days: refused before a byte is sent, given back for what was unusable, never overrun."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from danceai.local.client import Client, Refused
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start
from tests.support.store import sql
from tests.support.two_studios import World, accept, fresh_client, refusal, signed_in


def _uploader(world: World, running: RunningPlatform, **quota: Any) -> Client:
    """A trainer with quotas and a couple."""
    email = f"uploader.{world.fresh()}@demo.example"
    world.admin.call("POST", "/v1/users", {"email": email, "name": "Uploader", "role": "trainer", **quota})
    accept(running, email)
    client = signed_in(running, email)
    client.call("POST", "/v1/couples", {"lead": "Quota", "follow": "Couple"})
    return signed_in(running, email)


def _start(client: Client, session: str, seconds: float = 0) -> int:
    body = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": 1000, "seconds": seconds}
    return client.http.post("/v1/videos", json=body).status_code


def test_fifty_uploads_at_once_against_a_quota_of_ten(
    world: World, running: RunningPlatform, figure: FigureBook
) -> None:
    client = _uploader(world, running, quota_uploads=10)
    couple = client.first_couple()
    sessions = [client.open_session(couple, "waltz")["id"] for _ in range(50)]
    with ThreadPoolExecutor(25) as pool:
        statuses = list(pool.map(lambda session: _start(client, session), sessions))
    admitted = statuses.count(201)
    figure("quota.admitted", admitted, "of 50", "= 10")
    assert sorted(set(statuses)) == [201, 403]
    assert admitted == 10
    used = client.call("GET", "/v1/usage")
    assert (used["uploads"], used["upload_limit"]) == (10, 10)
    one_more = {"session_id": sessions[0], "camera": "B", "file_name": "b.mp4", "size_bytes": 9}
    refused = refusal(client, "POST", "/v1/videos", one_more)
    assert refused.code == "uploads_used_up"
    assert "10 uploads in 30 days" in str(refused)
    assert client.http.post("/v1/videos", json=one_more).json()["most"] == 10, "for other languages"


def test_minutes_count_as_declared_and_then_as_measured(world: World, running: RunningPlatform) -> None:
    client = _uploader(world, running, quota_minutes=1)
    couple = client.first_couple()
    assert _start(client, client.open_session(couple, "waltz")["id"], seconds=61) == 403, "longer than what is left"
    analysis = client.finished(upload_and_start(client, SAMPLE)["id"])  # declares nothing; 9 seconds are measured
    assert analysis["state"] == "done"
    assert client.call("GET", "/v1/usage")["minutes"] == pytest.approx(9 / 60, abs=0.05)
    assert _start(client, client.open_session(couple, "waltz")["id"], seconds=55) == 403
    assert _start(client, client.open_session(couple, "waltz")["id"], seconds=45) == 201


def test_the_longest_is_set_aside_until_it_is_measured(
    world: World, running: RunningPlatform, figure: FigureBook
) -> None:
    """A file that cannot be as short as is said counts as long as it may be: 15 minutes."""
    client = _uploader(world, running, quota_minutes=20)
    couple = client.first_couple()
    sessions = [client.open_session(couple, "waltz")["id"] for _ in range(8)]
    large = {"camera": "A", "file_name": "a.mp4", "size_bytes": 500_000_000, "seconds": 1}
    with ThreadPoolExecutor(8) as pool:
        asked = (large | {"session_id": session} for session in sessions)
        statuses = list(pool.map(lambda body: client.http.post("/v1/videos", json=body).status_code, asked))
    figure("quota.admitted_minutes", 15 * statuses.count(201), "of 20", "<= 20")
    assert sorted(statuses) == [201] + [403] * 7
    assert client.call("GET", "/v1/usage")["minutes"] == 15


def test_what_turns_out_longer_than_declared_needs_room(world: World, running: RunningPlatform) -> None:
    client = _uploader(world, running, quota_minutes=1)
    couple = client.first_couple()
    assert _start(client, client.open_session(couple, "waltz")["id"], seconds=55) == 201
    session = client.open_session(couple, "waltz")["id"]
    data = SAMPLE.read_bytes()
    body = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": len(data), "seconds": 2}
    ticket = client.call("POST", "/v1/videos", body)
    [part] = ticket["parts"]
    answer = client.store.put(part["url"], content=data)
    sent = [{"number": 1, "etag": answer.headers["etag"].strip('"')}]
    client.call("POST", f"/v1/videos/{ticket['video_id']}/complete", {"parts": sent})
    analysis = client.finished(client.start(session)["id"])
    assert analysis["state"] == "failed"
    assert "1 minutes in 30 days is used up" in analysis["error_message"]
    assert client.call("GET", "/v1/usage")["minutes"] == pytest.approx(55 / 60, abs=0.05), "it was given back"


def test_what_was_unusable_or_replaced_does_not_count(world: World, running: RunningPlatform, tmp_path: Path) -> None:
    client = _uploader(world, running, quota_uploads=1)
    letter = tmp_path / "letter.mp4"
    letter.write_text("not a video " * 20)
    assert client.finished(upload_and_start(client, letter)["id"])["state"] == "failed"
    session = client.open_session(client.first_couple(), "waltz")["id"]
    assert _start(client, session) == 201, "the letter was given back"
    assert _start(client, session) == 201, "replacing the unfinished upload costs nothing"
    assert _start(client, client.open_session(client.first_couple(), "waltz")["id"]) == 403


async def test_thirty_days_later_it_is_free_again(world: World, running: RunningPlatform) -> None:
    client = _uploader(world, running, quota_uploads=1)
    couple = client.first_couple()
    assert _start(client, client.open_session(couple, "waltz")["id"]) == 201
    assert _start(client, client.open_session(couple, "waltz")["id"]) == 403
    user = client.call("GET", "/v1/account/profile")["id"]
    await sql(running.layout, "update ingest.usage set at = now() - interval '31 days' where user_id = $1", user)
    assert _start(client, client.open_session(couple, "waltz")["id"]) == 201


def test_the_studios_limits_hold_for_all_its_users(running: RunningPlatform, client_of: ClientOf, world: World) -> None:
    platform = client_of("platform.admin")
    email = f"founder.{world.fresh()}@limited.example"
    limits = {"users": 2, "uploads": 2}
    body = {"name": "Limited", "admin_email": email, "admin_name": "Founder", "limits": limits}
    platform.call("POST", "/v1/studios", body)
    accept(running, email)
    with signed_in(running, email) as founder:
        trainer = f"trainer.{world.fresh()}@limited.example"
        founder.call("POST", "/v1/users", {"email": trainer, "name": "Trainer", "role": "trainer"})
        one_more = {"email": "third@limited.example", "name": "Third", "role": "dancer"}
        assert "2 users" in str(refusal(founder, "POST", "/v1/users", one_more))
        accept(running, trainer)
        couple = founder.call("POST", "/v1/couples", {"lead": "A", "follow": "B"})["id"]
        trainer_id = next(u["id"] for u in founder.call("GET", "/v1/users")["users"] if u["email"] == trainer)
        founder.call("PUT", f"/v1/couples/{couple}/trainers/{trainer_id}", {})
        with signed_in(running, trainer) as other:
            assert _start(founder, founder.open_session(couple, "waltz")["id"]) == 201
            assert _start(other, other.open_session(couple, "waltz")["id"]) == 201
            with pytest.raises(Refused, match="studio's limit of 2 uploads"):
                other.call(
                    "POST",
                    "/v1/videos",
                    {
                        "session_id": other.open_session(couple, "waltz")["id"],
                        "camera": "A",
                        "file_name": "a.mp4",
                        "size_bytes": 9,
                    },
                )
            assert other.call("GET", "/v1/usage")["studio_uploads"] == 2


def test_nothing_is_asked_of_strangers(running: RunningPlatform) -> None:
    with fresh_client(running) as nobody:
        assert refusal(nobody, "GET", "/v1/usage").status == 401
