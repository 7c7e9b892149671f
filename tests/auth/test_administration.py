"""Administration: users and couples, the two logs, setup that running jobs do not feel."""

import csv
import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from danceai.auth.members.levels import level_of
from danceai.common.contracts.analyses import AnalysisFinished
from danceai.common.identity import Role
from danceai.common.messaging.envelope import Envelope
from danceai.local.client import Client
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import World, fresh_client, refusal, signed_in


def _audit(client: Client, subject: object, action: str) -> dict[str, Any]:
    """The newest entry about something; it is written a moment after the change."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = client.call("GET", f"/v1/audit?subject_id={subject}&action={action}")["changes"]
        if found:
            return dict(found[0])
        time.sleep(0.05)
    raise AssertionError(f"no {action} of {subject} in the audit log")


def test_every_administrative_change_is_in_the_audit_log(world: World, client_of: ClientOf) -> None:
    admin, platform = world.admin, client_of("platform.admin")
    user_id, _ = world.member("dancer", "audited")
    admin.call("PATCH", f"/v1/users/{user_id}", {"quota_uploads": 7})
    change = _audit(admin, user_id, "user.edit")
    assert change["details"] == {"before": {"quota_uploads": None}, "after": {"quota_uploads": 7}}
    assert change["by"]["name"] == "Studio Admin"
    told = admin.call("PATCH", f"/v1/users/{user_id}", {"quota_minutes": 30, "unlimited": True})
    assert (told["quota_uploads"], told["quota_minutes"]) == (None, 30), "what is not given is taken away"
    couple = admin.call("POST", "/v1/couples", {"lead": "Audited", "follow": "Couple"})["id"]
    admin.call(
        "PATCH", f"/v1/couples/{couple}", {"tier": "A", "level": "S", "profile_urls": ["https://wdsf.example/x"]}
    )
    assert _audit(admin, couple, "couple.edit")["details"]["after"]["tier"] == "A"
    admin.call("PUT", f"/v1/couples/{couple}/trainers/{world.ids['trainer']}", {})
    assert _audit(admin, couple, "couple.assign")["details"]["assigned"] is True
    admin.call("PUT", f"/v1/couples/{couple}/consents", {"partner": "P", "given": True})
    _audit(admin, couple, "couple.consent")
    key = admin.call("POST", "/v1/keys", {"name": "audited", "scopes": ["files:read"]})["info"]["id"]
    admin.call("DELETE", f"/v1/keys/{key}")
    _audit(admin, key, "key.create")
    _audit(admin, key, "key.revoke")
    # Another service's change comes over the bus.
    platform.call(
        "POST",
        "/v1/pose-models",
        {"name": "audited", "backend": "triton", "adapter": "rtmo", "source": "audited", "width": 640, "height": 640},
    )
    _audit(platform, "audited", "pose_model.register")
    platform.call("PATCH", "/v1/pose-models", {"name": "audited", "licence": "Apache-2.0"})
    assert _audit(platform, "audited", "pose_model.edit")["details"] == {"licence": "Apache-2.0"}


def test_the_login_log_tells_who_when_how_and_why(world: World, running: RunningPlatform) -> None:
    _, email = world.member("dancer", "logged")
    with fresh_client(running) as client:
        client.http.headers["user-agent"] = "=cmd|' /C calc'!A0"
        assert (
            client.http.post("/v1/account/sign-in", json={"email": email, "password": "wrong one"}).status_code == 401
        )
    signed_in(running, email).__exit__()
    rows = world.admin.call("GET", f"/v1/logins?search={email}")["logins"]
    assert [(row["outcome"], row["reason"]) for row in rows] == [("ok", ""), ("refused", "wrong password")]
    assert all(row["address"].startswith("203.0.") for row in rows)
    second = world.admin.call("GET", f"/v1/logins?search={email}&before={rows[0]['at'].replace('+', '%2B')}")["logins"]
    assert second == rows[1:]
    part = email.split("@", maxsplit=1)[0].upper()
    assert world.admin.call("GET", f"/v1/logins?search={part}")["logins"] == rows, "a part, in capitals or not"
    assert world.admin.call("GET", f"/v1/logins?search={part}%25")["logins"] == [], "a sign of patterns means itself"
    file = world.admin.http.get(f"/v1/logins.csv?search={part}&outcome=refused")
    assert [row["outcome"] for row in csv.DictReader(io.StringIO(file.text))] == ["refused"], "the filters hold"
    file = world.admin.http.get("/v1/logins.csv")
    assert file.headers["content-type"].startswith("text/csv")
    table = [row for row in csv.DictReader(io.StringIO(file.text)) if row["email"] == email]
    assert [row["outcome"] for row in table] == ["ok", "refused"]
    assert table[1]["agent"] == "'=cmd|' /C calc'!A0", "a spreadsheet must not run it"
    assert "user.invite" in world.admin.http.get("/v1/audit.csv").text
    invited = list(csv.DictReader(io.StringIO(world.admin.http.get(f"/v1/audit.csv?search={part}").text)))
    assert [row["action"] for row in invited] == ["user.invite"], "found by what its details say"


def test_setup_holds_for_new_analyses_and_running_ones_keep_theirs(world: World, tmp_path: Any) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("not a video " * 20)
    admin = world.admin

    def configuration() -> dict[str, Any]:
        session = admin.open_session(str(world.ids["couple"]), "waltz")
        admin.upload(session["id"], "A", letter)
        started = admin.start(session["id"])
        return {"id": started["id"], **started["configuration"]}

    before = configuration()
    admin.call("PATCH", "/v1/setup", {"pose_model": "movenet-thunder", "track_hands": False, "debug_overlay": True})
    try:
        after = configuration()
    finally:
        admin.call("PATCH", "/v1/setup", {"pose_model": "", "track_hands": True, "debug_overlay": False})
    assert (after["pose_model"], after["pose"]["A"]["hands"], after["debug_overlay"]) == (
        "movenet-thunder",
        False,
        True,
    )
    assert (before["pose_model"], before["pose"]["A"]["hands"], before["debug_overlay"]) == ("", True, False)
    kept = admin.call("GET", f"/v1/analyses/{before['id']}")["configuration"]
    assert kept == {name: value for name, value in before.items() if name != "id"}
    assert "no active pose model" in str(refusal(admin, "PATCH", "/v1/setup", {"pose_model": "no-such-model"}))


def test_two_who_change_the_setup_at_once_both_have_it(world: World) -> None:
    flags = ("track_face", "track_hands", "debug_overlay")
    kept = world.admin.call("GET", "/v1/setup")
    try:
        with ThreadPoolExecutor(len(flags)) as at_once:
            for wanted in (False, True, False, True, False):
                list(at_once.map(lambda flag, w=wanted: world.admin.call("PATCH", "/v1/setup", {flag: w}), flags))
                told = world.admin.call("GET", "/v1/setup")
                assert {flag: told[flag] for flag in flags} == dict.fromkeys(flags, wanted)
    finally:
        world.admin.call("PATCH", "/v1/setup", {flag: kept[flag] for flag in flags})


def test_a_trainer_sees_the_couples_that_are_assigned(world: World, running: RunningPlatform) -> None:
    trainer_id, email = world.member("trainer", "assigned")
    dancer_id, dancer_email = world.member("dancer", "coached")
    couple = world.admin.call("POST", "/v1/couples", {"lead": "A", "follow": "B", "follow_user_id": str(dancer_id)})[
        "id"
    ]
    with signed_in(running, email) as trainer, signed_in(running, dancer_email) as dancer:
        assert refusal(trainer, "GET", f"/v1/couples/{couple}").status == 403
        world.admin.call("PUT", f"/v1/couples/{couple}/trainers/{trainer_id}", {})
        told = [{"id": str(trainer_id), "name": "assigned"}]
        assert trainer.call("GET", f"/v1/couples/{couple}")["trainers"] == told
        assert [c["id"] for c in dancer.call("GET", "/v1/couples")["couples"]] == [couple]
        assert [t["id"] for t in dancer.call("GET", "/v1/account/profile")["trainers"]] == [str(trainer_id)]
        world.admin.call("PUT", f"/v1/couples/{couple}/trainers/{trainer_id}", {"assigned": False})
        assert refusal(trainer, "GET", f"/v1/couples/{couple}").status == 403
    wrong = refusal(world.admin, "PUT", f"/v1/couples/{couple}/trainers/{dancer_id}", {})
    assert (wrong.status, str(wrong)) == (422, "coached is not a trainer.")


def test_an_email_has_one_account(world: World) -> None:
    body = {"email": "TRAINER@second.example", "name": "Twice", "role": "trainer"}
    assert refusal(world.admin, "POST", "/v1/users", body).status == 409


def test_an_email_has_one_account_even_when_many_invite_at_once(client_of: ClientOf, world: World) -> None:
    admins = [client_of("studio.admin"), client_of("studio.admin", other=True)]
    for _ in range(5):
        body = {"email": f"wanted.{world.fresh()}@both.example", "name": "Wanted", "role": "dancer"}
        with ThreadPoolExecutor(8) as pool:
            answers = pool.map(
                lambda n, body=body: admins[n % 2].http.post("/v1/users", json=body).status_code, range(8)
            )
            assert sorted(answers) == [201] + [409] * 7


def _level(client: Client, couple_id: object, fits: Callable[[str], bool]) -> str:
    """The couple's computed level once it fits; it is written a moment after an analysis is finished."""
    deadline = time.monotonic() + 20
    while not fits(level := str(client.call("GET", f"/v1/couples/{couple_id}")["computed_level"])):
        assert time.monotonic() < deadline, f"the level is still {level!r}"
        time.sleep(0.05)
    return level


def test_the_sample_couple_has_a_level(world: World, finished_sample: dict[str, Any]) -> None:
    assert _level(world.admin, finished_sample["couple_id"], bool)


def test_the_level_follows_the_latest_score(world: World) -> None:
    couple = world.admin.call("POST", "/v1/couples", {"lead": "Levelled", "follow": "Couple"})
    admin = next(caller.actor for caller in world.callers if caller.name == Role.STUDIO_ADMIN)

    async def tell(score: float) -> None:
        event = AnalysisFinished(analysis_id=uuid4(), session_id=uuid4(), couple_id=UUID(couple["id"]), score=score)
        headers, body = Envelope.of(event, world.running.vouched(admin)).headers(), event.model_dump_json().encode()
        await world.bus.js.publish(event.subject, body, headers=world.bus.sealed(event.subject, headers, body))

    assert couple["computed_level"] == ""
    for score in (7.6, 6.1, 8.3):
        world.running.call(tell(score))
        assert _level(world.admin, couple["id"], level_of(score).__eq__)


@pytest.mark.parametrize(
    ("score", "level"), [(9.4, "world_open_final"), (7.5, "world_open_semi_final"), (6.4, "A"), (5.9, "B"), (1.0, "D")]
)
def test_levels(score: float, level: str) -> None:
    assert level_of(score) == level


def test_text_that_no_database_keeps_is_refused(world: World, client_of: ClientOf) -> None:
    founder = {"name": "S", "admin_email": "nul@demo.example", "admin_name": "A\u0000"}
    for refused in (
        refusal(world.admin, "POST", "/v1/couples", {"lead": "A\u0000", "follow": "B"}),
        refusal(client_of("platform.admin"), "POST", "/v1/studios", founder),
    ):
        assert refused.status == 422
        assert "NUL" in str(refused)
