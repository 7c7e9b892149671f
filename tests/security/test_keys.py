"""API keys: mistyped, expired, revoked, and what a partner sees."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from danceai.common.identity import Scope
from danceai.local.client import Client
from tests.support.platform import RunningPlatform
from tests.support.store import sql
from tests.support.two_studios import World, refusal


def _program(running: RunningPlatform, key: str) -> Client:
    return Client(running.layout.url, {"Authorization": f"Bearer {key}"})


def _made(world: World, **body: Any) -> dict[str, Any]:
    return world.admin.call("POST", "/v1/keys", {"name": "test", "scopes": ["couples:read"], **body})


def test_a_key_is_shown_once(world: World) -> None:
    made = _made(world)
    mark, prefix, secret = made["key"].split("_")
    assert (mark, prefix, len(secret)) == ("danceai", made["info"]["prefix"], 48)
    assert made["key"] not in str(world.admin.call("GET", "/v1/keys"))
    assert secret not in str(world.admin.call("GET", "/v1/audit"))


@pytest.mark.parametrize(
    "change", [lambda k: k[:-1] + ("0" if k[-1] != "0" else "1"), lambda k: k.upper(), lambda k: "x", lambda k: k + "é"]
)
def test_a_mistyped_key_opens_nothing(world: World, running: RunningPlatform, change: Any) -> None:
    key = change(_made(world)["key"])
    with Client(running.layout.url) as client:
        answer = client.http.get("/v1/couples", headers={b"Authorization": f"Bearer {key}".encode()})
    assert answer.status_code == 401


def test_the_right_prefix_with_another_secret_opens_nothing(world: World, running: RunningPlatform) -> None:
    from danceai.auth.signing_in.tokens import _checksum, new_api_key

    prefix = _made(world)["info"]["prefix"]
    body = "_".join(["danceai", prefix, new_api_key()[0].split("_")[2][:40]])
    with _program(running, body + _checksum(body)) as client:
        assert refusal(client, "GET", "/v1/couples").status == 401


def test_a_revoked_key_opens_nothing(world: World, running: RunningPlatform) -> None:
    made = _made(world)
    with _program(running, made["key"]) as client:
        assert client.call("GET", "/v1/couples")["couples"]
        listed = next(key for key in world.admin.call("GET", "/v1/keys")["keys"] if key["id"] == made["info"]["id"])
        assert listed["last_used_at"]
        world.admin.call("DELETE", f"/v1/keys/{made['info']['id']}")
        assert refusal(client, "GET", "/v1/couples").status == 401


def test_no_key_reaches_frames_that_people_correct(world: World, running: RunningPlatform) -> None:
    made = _made(world, scopes=[scope.value for scope in Scope])
    dataset, frame = world.ids["dataset"], world.ids["frame"]
    ways = [("GET", path) for path in ("datasets", f"datasets/{dataset}/frames", f"live/dataset/{dataset}")]
    ways += [("GET", f"frames/{frame}"), ("GET", f"frames/{frame}/neighbours"), ("POST", f"frames/{frame}/hold")]
    with _program(running, made["key"]) as client:
        assert {refusal(client, method, f"/v1/{path}").status for method, path in ways} == {403}
        world.admin.call("DELETE", f"/v1/keys/{made['info']['id']}")
        assert {refusal(client, method, f"/v1/{path}").status for method, path in ways} == {401}


async def test_an_expired_key_opens_nothing(world: World, running: RunningPlatform) -> None:
    past = {"name": "late", "scopes": ["couples:read"], "expires_at": "2020-01-01T00:00:00Z"}
    assert refusal(world.admin, "POST", "/v1/keys", past).status == 422
    made = _made(world, expires_at=(datetime.now(UTC) + timedelta(hours=1)).isoformat())
    with _program(running, made["key"]) as client:
        await sql(running.layout, "update auth.api_keys set expires_at = now() where id = $1", made["info"]["id"])
        assert refusal(client, "GET", "/v1/couples").status == 401


def test_a_partner_sees_couples_while_they_consent(world: World, running: RunningPlatform) -> None:
    couple = world.admin.call("POST", "/v1/couples", {"lead": "Consenting", "follow": "Couple"})["id"]
    key = _made(world, partner="Passing Federation")["key"]
    with _program(running, key) as partner:
        assert partner.call("GET", "/v1/couples")["couples"] == []
        consent = {"partner": "Passing Federation", "given": True}
        told = world.admin.call("PUT", f"/v1/couples/{couple}/consents", consent)
        assert told["partners"] == ["Passing Federation"]
        assert [c["id"] for c in partner.call("GET", "/v1/couples")["couples"]] == [couple]
        assert partner.call("GET", f"/v1/couples/{couple}")["lead"] == "Consenting"
        world.admin.call("PUT", f"/v1/couples/{couple}/consents", {**consent, "given": False})
        assert refusal(partner, "GET", f"/v1/couples/{couple}").status == 403


def test_a_key_needs_no_page_of_ours(world: World, running: RunningPlatform) -> None:
    """Keys are not sent by browsers on their own: no cross-site check stands in their way."""
    key = _made(world, scopes=["uploads:write"])["key"]
    with _program(running, key) as program:
        body = {"couple_id": str(world.ids["couple"]), "dance": "tango"}
        answer = program.http.post("/v1/sessions", json=body, headers={"origin": "https://partner.example"})
        assert answer.status_code == 201
