"""The second factor: set up, asked for, and attacked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from danceai.local.client import Client, Refused
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import PASSWORD, World, fresh_client, refusal, signed_in


def _code(secret: str, steps: int = 0) -> str:
    """The code of now, or of some steps of 30 seconds later."""
    return pyotp.TOTP(secret).at(int(datetime.now(UTC).timestamp()) + 30 * steps)


def _enrolled(client: Client) -> tuple[str, list[str]]:
    """(secret, recovery codes) after switching it on with the code of the step before."""
    secret = client.call("POST", "/v1/account/totp")["secret"]
    return secret, client.call("POST", "/v1/account/totp/confirm", {"code": _code(secret, -1)})["codes"]


def _half(running: RunningPlatform, email: str) -> Client:
    """Signed in as far as the password goes."""
    client = fresh_client(running)
    assert client.sign_in(email, PASSWORD)["missing"] == "code"
    return client


def test_set_up_by_picture_or_by_hand(world: World, running: RunningPlatform) -> None:
    _, email = world.member("trainer", "secured")
    with signed_in(running, email) as client:
        told = client.call("POST", "/v1/account/totp")
        uri = urlsplit(told["uri"])
        assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
        assert parse_qs(uri.query) == {"secret": [told["secret"]], "issuer": ["Dance AI"]}
        assert told["svg"].startswith("<svg")
        assert client.call("GET", "/v1/account/profile")["totp"] is False, "not before a code has confirmed it"
        assert refusal(client, "POST", "/v1/account/totp/confirm", {"code": "000000"}).code == "wrong_code"
        codes = client.call("POST", "/v1/account/totp/confirm", {"code": _code(told["secret"])})["codes"]
        assert len(set(codes)) == 10
        assert refusal(client, "POST", "/v1/account/totp").status == 409, "a thief of the session cannot replace it"
        assert (
            refusal(client, "POST", "/v1/account/totp/disable", {"password": "not this one"}).code == "wrong_password"
        )
        client.call("POST", "/v1/account/totp/disable", {"password": PASSWORD})
        assert client.call("GET", "/v1/account/profile")["totp"] is False
    signed_in(running, email).__exit__()


def test_the_password_alone_opens_nothing(world: World, running: RunningPlatform) -> None:
    _, email = world.member("trainer", "halfway")
    with signed_in(running, email) as client:
        secret, _ = _enrolled(client)
    with _half(running, email) as half:
        pending = half.http.cookies["danceai_session"]
        for path in ("/v1/account", "/v1/account/profile", "/v1/couples"):
            assert refusal(half, "GET", path).code == "code_needed"
        assert half.call("POST", "/v1/account/sign-in/code", {"code": _code(secret)})["missing"] == "nothing"
        assert half.http.cookies["danceai_session"] != pending, "the half session is not promoted, it is replaced"
        assert half.call("GET", "/v1/account/profile")["totp"] is True
        answer = half.http.get("/v1/account", headers={"cookie": f"danceai_session={pending}"})
        assert answer.status_code == 401


def test_a_code_opens_once(world: World, running: RunningPlatform) -> None:
    _, email = world.member("trainer", "replayed")
    with signed_in(running, email) as client:
        secret, _ = _enrolled(client)
    code = _code(secret)

    def use(_: int) -> int:
        with _half(running, email) as thief:
            return thief.http.post("/v1/account/sign-in/code", json={"code": code}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(use, range(4)))
    assert sorted(statuses) == [200, 401, 401, 401]
    assert use(0) == 401, "nor later"


def test_codes_cannot_be_guessed(world: World, running: RunningPlatform) -> None:
    _, email = world.member("trainer", "besieged")
    with signed_in(running, email) as client:
        secret, _ = _enrolled(client)
    statuses = []
    with _half(running, email) as attacker:
        for guess in range(10):
            wrong = f"{(int(_code(secret)) + 1 + guess) % 1_000_000:06d}"
            statuses.append(attacker.http.post("/v1/account/sign-in/code", json={"code": wrong}).status_code)
    assert statuses[:5] == [401] * 5
    assert statuses[5] == 429
    assert set(statuses[6:]) == {401}, "the half session is gone"
    with _half(running, email) as attacker:
        answer = attacker.http.post("/v1/account/sign-in/code", json={"code": _code(secret)})
        assert answer.status_code == 429, "not even the right one, for a while"


def test_recovery_codes_open_once_each(world: World, running: RunningPlatform) -> None:
    _, email = world.member("trainer", "forgot.phone")
    with signed_in(running, email) as client:
        _, codes = _enrolled(client)
    with _half(running, email) as client:
        client.call("POST", "/v1/account/sign-in/code", {"code": codes[3].lower()})
        assert client.call("GET", "/v1/account/profile")["recovery_codes_left"] == 9
    with _half(running, email) as client, pytest.raises(Refused) as refused:
        client.call("POST", "/v1/account/sign-in/code", {"code": codes[3]})
    assert refused.value.status == 401
    log = world.admin.call("GET", f"/v1/logins?search={email}")["logins"]
    assert "recovery" in {row["method"] for row in log}


def test_an_admin_resets_a_lost_one(world: World, running: RunningPlatform) -> None:
    user_id, email = world.member("dancer", "lost.phone")
    with signed_in(running, email) as client:
        _enrolled(client)
        assert world.admin.call("DELETE", f"/v1/users/{user_id}/totp")["totp"] is False
        assert refusal(client, "GET", "/v1/account").status == 401
    signed_in(running, email).__exit__()


def test_a_studio_may_require_it(running: RunningPlatform, client_of: ClientOf) -> None:
    admin = client_of("studio.admin", other=True)
    email = "required@second.example"
    from tests.support.two_studios import accept

    admin.call("POST", "/v1/users", {"email": email, "name": "Required", "role": "trainer"})
    accept(running, email)
    first = refusal(admin, "PATCH", "/v1/setup", {"totp_required": True})
    assert (first.status, first.code) == (409, "own_second_factor_first"), "nobody shuts themselves out"
    _enrolled(admin)
    with signed_in(running, email) as client:
        admin.call("PATCH", "/v1/setup", {"totp_required": True})
        try:
            assert client.call("GET", "/v1/account")["missing"] == "second_factor"
            refused = refusal(client, "GET", "/v1/couples")
            assert (refused.status, refused.code) == (403, "second_factor_needed")
            _enrolled(client)
            assert client.call("GET", "/v1/couples")["couples"] == []
        finally:
            admin.call("PATCH", "/v1/setup", {"totp_required": False})
            admin.call("POST", "/v1/account/totp/disable", {"password": "demo-dance-2026"})
