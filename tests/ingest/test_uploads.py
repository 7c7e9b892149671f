"""Uploads hold exactly what was announced, can be resumed until they are whole, and leave nothing behind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import httpx

from danceai.auth.seeding import known_id
from danceai.ingest.uploads import PART
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import process_of
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.platform import RunningPlatform
from tests.support.store import collected, everything_stored, sql
from tests.support.two_studios import refusal

VIDEOS = f"{known_id(DEMO_STUDIO)}/videos/"
Ticket = dict[str, Any]


def _start(client: Client, session: str, size: int, seconds: float = 0) -> Ticket:
    body = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": size, "seconds": seconds}
    return client.call("POST", "/v1/videos", body)


def _session(client: Client) -> str:
    return str(client.open_session(client.first_couple(), "waltz")["id"])


def _put(part: dict[str, Any], data: Any, **options: Any) -> int:
    return httpx.put(part["url"], content=data, trust_env=False, timeout=60, **options).status_code


def _send(part: dict[str, Any], data: bytes) -> dict[str, Any]:
    answer = httpx.put(part["url"], content=data[part["offset"] :][: part["size"]], trust_env=False)
    assert answer.status_code == 200, answer.text
    return {"number": part["number"], "etag": answer.headers["etag"].strip('"')}


def _pieces(count: int) -> Iterator[bytes]:
    yield from (b"x" * 65536 for _ in range(count))


async def _forget_about(running: RunningPlatform, video: str) -> None:
    """A day passes."""
    await sql(
        running.layout,
        "update ingest.objects set due_at = now() where owner_id = $1 and due_at is not null",
        UUID(video),
    )


async def test_more_bytes_than_announced_are_refused_by_the_store_and_nothing_is_left(
    trainer: Client, running: RunningPlatform, figure: FigureBook
) -> None:
    await collected(running.layout, "ingest")
    before = everything_stored(running.layout, VIDEOS)
    session, refused = _session(trainer), 0
    for _ in range(10):
        [part] = _start(trainer, session, 100)["parts"]
        for data in (b"x" * 101, b"x" * 99, b"x" * (8 << 20), _pieces(2)):
            refused += _put(part, data) == 403
        smuggled = {"x-amz-decoded-content-length": "100", "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER"}
        refused += _put(part, _pieces(2), headers=smuggled) == 403
        assert _put(part, b"x" * 100) == 200
    assert refused == 50
    kept = sum(everything_stored(running.layout, VIDEOS).values()) - sum(before.values())
    assert kept <= 10 * 100, "no more than was announced"
    [video] = await sql(running.layout, "select id from ingest.videos where session_id = $1", UUID(session))
    await _forget_about(running, str(video["id"]))
    assert await collected(running.layout, "ingest") >= 10
    assert everything_stored(running.layout, VIDEOS) == before, "store size before = after"
    assert _put(part, b"x" * 100) == 404, "its upload has ended"
    figure("ingest.left_behind", len(everything_stored(running.layout, VIDEOS)) - len(before), "objects", "= 0")


async def test_a_completion_that_is_not_whole_can_be_resumed(trainer: Client, running: RunningPlatform) -> None:
    data = SAMPLE.read_bytes() + b"\0" * PART  # in two parts; what follows the film is ignored
    ticket = _start(trainer, _session(trainer), len(data))
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    first, second = ticket["parts"]
    sent = [_send(first, data)]
    refused = refusal(trainer, "POST", complete, {"parts": sent})
    assert (refused.code, refused.status) == ("parts_missing", 409)
    assert "1 of 2 have arrived" in str(refused)
    made_up = [*sent, {"number": 2, "etag": "0" * 32}]
    assert refusal(trainer, "POST", complete, {"parts": made_up}).code == "parts_missing"
    again = trainer.call("POST", f"/v1/videos/{ticket['video_id']}/resume")
    sent.append(_send(again["parts"][1], data))
    altered = [sent[0], {"number": 2, "etag": "0" * 32}]
    assert refusal(trainer, "POST", complete, {"parts": altered}).code == "parts_missing", "it arrived otherwise"
    assert trainer.call("POST", complete, {"parts": sent})["state"] == "checking"
    assert trainer.call("POST", complete, {"parts": sent})["state"] in ("checking", "ready"), "asking twice is harmless"
    assert _put(second, data[second["offset"] :]) == 404, "nothing can be added any more"


async def test_an_upload_that_was_collected_can_be_resumed_from_its_beginning(
    trainer: Client, running: RunningPlatform
) -> None:
    data = SAMPLE.read_bytes()
    ticket = _start(trainer, _session(trainer), len(data))
    _send(ticket["parts"][0], data)
    await _forget_about(running, ticket["video_id"])
    assert await collected(running.layout, "ingest") >= 1
    assert _put(ticket["parts"][0], data) == 404
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    etag = {"number": 1, "etag": "0" * 32}
    assert refusal(trainer, "POST", complete, {"parts": [etag]}).code == "parts_missing"
    again = trainer.call("POST", f"/v1/videos/{ticket['video_id']}/resume")
    assert trainer.call("POST", complete, {"parts": [_send(again["parts"][0], data)]})["state"] == "checking"


async def test_a_completion_that_was_killed_half_way_is_taken_up(trainer: Client, running: RunningPlatform) -> None:
    """The parts have become one object, but the row does not say so."""
    data = SAMPLE.read_bytes()
    ticket = _start(trainer, _session(trainer), len(data))
    sent = [_send(ticket["parts"][0], data)]
    key = f"{VIDEOS}{ticket['video_id']}/original"
    async with process_of(running.layout, "ingest") as process:
        [noted] = await sql(running.layout, "select upload_id from ingest.objects where key = $1", key)
        parts = await process.storage.parts(key, noted["upload_id"])
        await process.storage.complete_multipart(key, noted["upload_id"], parts)
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    assert trainer.call("POST", complete, {"parts": sent})["state"] == "checking"
    [line] = await sql(running.layout, "select due_at, upload_id from ingest.objects where key = $1", key)
    assert (line["due_at"], line["upload_id"]) == (None, None), "a row wants it"


async def test_one_camera_started_by_many_at_once_has_one_video(trainer: Client, running: RunningPlatform) -> None:
    session, used = _session(trainer), trainer.call("GET", "/v1/usage")["uploads"]
    body = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": 1000}
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: trainer.http.post("/v1/videos", json=body).status_code, range(8)))
    assert set(statuses) == {201}, "each replaces the one before"
    [video] = await sql(running.layout, "select id from ingest.videos where session_id = $1", UUID(session))
    assert trainer.call("GET", "/v1/usage")["uploads"] == used + 1
    await collected(running.layout, "ingest")
    wanted = f"{VIDEOS}{video['id']}/original"
    lines = await sql(
        running.layout,
        "select key from ingest.objects o where kind = 'original' and due_at <= now() and not exists "
        "(select 1 from ingest.videos v where v.id = o.owner_id)",
    )
    assert lines == []
    assert [key.split("?")[0] for key in everything_stored(running.layout, wanted)] == [wanted]
