"""Attacks on signing in and on sessions; each must fail."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import httpx
import pytest

from danceai.gateway.app import create_app
from danceai.gateway.settings import GatewaySettings
from danceai.local.client import Client, Refused
from tests.support.platform import RunningPlatform
from tests.support.store import sql
from tests.support.two_studios import PASSWORD, World, fresh_client, link_token, refusal, signed_in, stranger_address

WRONG = "quite the wrong one"


def _attempt(client: Client, email: str, password: str = WRONG) -> Refused | None:
    try:
        client.sign_in(email, password)
    except Refused as refused:
        return refused
    return None


def _token(client: Client) -> str:
    return str(client.http.cookies["danceai_session"])


def _account(client: Client, token: str) -> int:
    """Status of asking who one is with some token."""
    with httpx.Client(base_url=client.http.base_url, trust_env=False) as bare:
        return bare.get("/v1/account", headers={"cookie": f"danceai_session={token}"}).status_code


async def _as_owner(running: RunningPlatform, statement: str, *values: Any) -> Any:
    found = await sql(running.layout, statement, *values)
    return found[0][0] if found else None


def test_neither_text_nor_time_tells_whether_an_account_exists(running: RunningPlatform) -> None:
    said: dict[str, set[tuple[int, str, str]]] = {"known": set(), "unknown": set()}
    taken: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(9):
        for kind, email in (("known", "dancer@second.example"), ("unknown", f"nobody.{number}@second.example")):
            with fresh_client(running) as client:
                began = time.perf_counter()
                refused = _attempt(client, email)
                taken[kind].append(time.perf_counter() - began)
            assert refused is not None
            said[kind].add((refused.status, refused.code, str(refused)))
    assert said["known"] == said["unknown"] == {(401, "sign_in_refused", "E-mail or password is wrong.")}
    # Without a hash to verify the unknown would be answered ten times as fast.
    assert 0.6 < median(taken["unknown"]) / median(taken["known"]) < 1.7


def test_forgotten_passwords_tell_nothing_either(running: RunningPlatform) -> None:
    answers = set()
    for email in ("trainer@second.example", "nobody@second.example"):
        with fresh_client(running) as client:
            answer = client.http.post("/v1/account/password/forgotten", json={"email": email})
            answers.add((answer.status_code, answer.text))
    assert len(answers) == 1
    running.mailbox.wait_for("trainer@second.example", "password")
    assert not [mail for mail in running.mailbox.mails if mail["To"] == "nobody@second.example"]


def test_ten_wrong_passwords_lock_the_account_for_a_while(world: World, running: RunningPlatform) -> None:
    _, email = world.member("dancer", "guessed")
    for _ in range(10):
        with fresh_client(running) as attacker:  # each from another address
            refused = _attempt(attacker, email)
            assert refused is not None
            assert refused.status == 401
    with fresh_client(running) as attacker:
        refused = _attempt(attacker, email, PASSWORD)
        assert refused is not None
        assert (refused.status, refused.code) == (429, "too_many_attempts")
    log = world.admin.call("GET", f"/v1/logins?search={email}&outcome=refused")["logins"]
    assert [row["reason"] for row in log] == ["too many attempts"] + ["wrong password"] * 10
    # A link to the account's own e-mail opens it again.
    with fresh_client(running) as owner:
        owner.call("POST", "/v1/account/password/forgotten", {"email": email})
        token = link_token(running, email, "password")
        owner.call("POST", "/v1/account/password/set", {"token": token, "password": "another fox jumps 2027"})
    signed_in(running, email, "another fox jumps 2027").__exit__()


def test_guesses_beside_each_other_are_counted_too(world: World, running: RunningPlatform) -> None:
    _, email = world.member("dancer", "rushed")

    def guess(number: int) -> int:
        with fresh_client(running) as attacker:
            refused = _attempt(attacker, email, f"guess number {number}")
            return refused.status if refused else 200

    with ThreadPoolExecutor(15) as pool:
        statuses = list(pool.map(guess, range(30)))
    assert sorted(set(statuses)) == [401, 429]
    assert statuses.count(401) == 10


def test_one_address_cannot_try_everybody(running: RunningPlatform) -> None:
    with fresh_client(running) as attacker:
        with ThreadPoolExecutor(8) as pool:
            statuses = list(pool.map(lambda n: _attempt(attacker, f"victim.{n}@second.example"), range(115)))
        assert any(refused is not None and refused.status == 429 for refused in statuses)


def test_a_session_brought_along_is_never_taken_over(running: RunningPlatform) -> None:
    with fresh_client(running) as client:
        planted = "planted-by-an-attacker-0123456789abcdef"
        client.http.cookies.set("danceai_session", planted, domain="127.0.0.1")
        client.sign_in("trainer@second.example", "demo-dance-2026")
        tokens = [cookie.value for cookie in client.http.cookies.jar if cookie.name == "danceai_session"]
        assert any(token != planted for token in tokens)
        assert _account(client, planted) == 401


async def test_tokens_are_not_kept(running: RunningPlatform) -> None:
    with signed_in(running, "trainer@second.example", "demo-dance-2026") as client:
        token = _token(client)
    for guess in (token.encode(), hashlib.sha256(token.encode()).digest()):
        count = await _as_owner(running, "select count(*) from auth.web_sessions where token_mac = $1", guess)
        assert count == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_websites_page_cannot_act(running: RunningPlatform, headers: dict[str, str]) -> None:
    with signed_in(running, "trainer@second.example", "demo-dance-2026") as client:
        for path, body in (
            ("/v1/couples", {"lead": "A", "follow": "B"}),
            ("/v1/account/sign-out", None),
            ("/v1/account/sign-in", {"email": "trainer@second.example", "password": "demo-dance-2026"}),
            ("/v1/account/password/forgotten", {"email": "trainer@second.example"}),
        ):
            answer = client.http.post(path, json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path
        own = {"origin": running.layout.url, "sec-fetch-site": "same-origin"}
        assert client.http.patch("/v1/account/profile", json={"language": "en"}, headers=own).status_code == 200


def test_a_new_password_ends_every_other_session(world: World, running: RunningPlatform) -> None:
    _, email = world.member("dancer", "changing")
    with signed_in(running, email) as here, signed_in(running, email) as elsewhere:
        assert (
            refusal(here, "POST", "/v1/account/password", {"current": WRONG, "password": "a new password 1"}).code
            == "wrong_password"
        )
        assert refusal(here, "POST", "/v1/account/password", {"current": PASSWORD, "password": "short"}).status == 422
        here.call("POST", "/v1/account/password", {"current": PASSWORD, "password": "a much newer password"})
        assert here.call("GET", "/v1/account")["missing"] == "nothing"
        assert refusal(elsewhere, "GET", "/v1/account").status == 401
        assert len(here.call("GET", "/v1/account/sessions")["sessions"]) == 1


def test_sessions_are_listed_and_ended_one_by_one(world: World, running: RunningPlatform) -> None:
    _, email = world.member("dancer", "many")
    with signed_in(running, email) as here, signed_in(running, email) as lost:
        found = here.call("GET", "/v1/account/sessions")["sessions"]
        assert len(found) == 2
        assert all(session["address"].startswith("203.0.") for session in found)
        mine = here.call("GET", "/v1/account")["session_id"]
        other = next(session["id"] for session in found if session["id"] != mine)
        with signed_in(running, "trainer@second.example", "demo-dance-2026") as stranger:
            assert refusal(stranger, "DELETE", f"/v1/account/sessions/{other}").status == 404
        here.call("DELETE", f"/v1/account/sessions/{other}")
        assert refusal(lost, "GET", "/v1/account").status == 401
        token = _token(here)
        here.call("POST", "/v1/account/sign-out")
        assert _account(here, token) == 401


@pytest.mark.parametrize("change", ["seen_at = now() - interval '4 days'", "expires_at = now() - interval '1 second'"])
async def test_sessions_end_when_idle_and_after_all(running: RunningPlatform, change: str) -> None:
    with signed_in(running, "dancer@second.example", "demo-dance-2026") as client:
        # Of this very session, before it was ever used: for some seconds a gateway would know it.
        newest = "(select id from auth.web_sessions order by created_at desc limit 1)"
        await _as_owner(running, f"update auth.web_sessions set {change} where id = {newest}")
        assert refusal(client, "GET", "/v1/account").status == 401


def test_the_deactivated_are_out_at_once(world: World, running: RunningPlatform) -> None:
    user_id, email = world.member("trainer", "leaving")
    with signed_in(running, email) as client:
        world.admin.call("PATCH", f"/v1/users/{user_id}", {"active": False})
        assert refusal(client, "GET", "/v1/account").status == 401
        again = _attempt(client, email, PASSWORD)
        assert again is not None
        assert "not active" in str(again)
    world.admin.call("PATCH", f"/v1/users/{user_id}", {"active": True})
    signed_in(running, email).__exit__()


def test_admins_cannot_lock_themselves_out_or_rise(world: World) -> None:
    me = world.admin.call("GET", "/v1/account/profile")["id"]
    for change in ({"active": False}, {"role": "dancer"}):
        assert refusal(world.admin, "PATCH", f"/v1/users/{me}", change).status == 403
    invited = {"email": "riser@demo.example", "name": "Riser", "role": "platform_admin"}
    assert refusal(world.admin, "POST", "/v1/users", invited).status == 403
    assert refusal(world.admin, "PATCH", f"/v1/users/{world.ids['spare']}", {"role": "platform_admin"}).status == 403


def test_a_suspended_studio_is_out_and_back_with_everything(running: RunningPlatform, world: World) -> None:
    platform = next(c for c in world.callers if c.name == "platform_admin").client
    email = f"founder.{world.fresh()}@third.example"
    studio = platform.call("POST", "/v1/studios", {"name": "Third", "admin_email": email, "admin_name": "Founder"})
    token = link_token(running, email)
    with fresh_client(running) as founder:
        founder.call("POST", "/v1/account/password/set", {"token": token, "password": PASSWORD})
        founder.sign_in(email, PASSWORD)
        couple = founder.call("POST", "/v1/couples", {"lead": "A", "follow": "B"})
        key = founder.call("POST", "/v1/keys", {"name": "k", "scopes": ["couples:read"]})["key"]
        program = Client(running.layout.url, {"Authorization": f"Bearer {key}"})
        assert len(program.call("GET", "/v1/couples")["couples"]) == 1
        platform.call("PATCH", f"/v1/studios/{studio['id']}", {"suspended": True})
        assert refusal(founder, "GET", "/v1/couples").status == 401
        assert refusal(program, "GET", "/v1/couples").status == 401
        assert _attempt(founder, email, PASSWORD) is not None
        platform.call("PATCH", f"/v1/studios/{studio['id']}", {"suspended": False})
        founder.sign_in(email, PASSWORD)
        assert founder.call("GET", "/v1/couples")["couples"] == [couple]
        program.__exit__()
    own = world.ids["studio"]
    assert refusal(platform, "PATCH", f"/v1/studios/{own}", {"suspended": True}).status == 403


async def test_a_link_opens_once_and_not_for_ever(world: World, running: RunningPlatform) -> None:
    _, email = world.member("dancer", "forgetful")
    with fresh_client(running) as client, signed_in(running, email) as before:
        client.call("POST", "/v1/account/password/forgotten", {"email": email.upper()})
        token = link_token(running, email, "password")
        weak = refusal(client, "POST", "/v1/account/password/set", {"token": token, "password": "forgetful-1"})
        assert weak.status == 422
        client.call("POST", "/v1/account/password/set", {"token": token, "password": "another long phrase"})
        assert (
            refusal(client, "POST", "/v1/account/password/set", {"token": token, "password": PASSWORD}).code
            == "link_expired"
        )
        assert refusal(before, "GET", "/v1/account").status == 401
        mails = len(running.mailbox.mails)
        client.call("POST", "/v1/account/password/forgotten", {"email": email})
        token = link_token(running, email, "password", mails)
        await _as_owner(running, "update auth.one_time_tokens set expires_at = now() - interval '1 second'")
        late = refusal(client, "POST", "/v1/account/password/set", {"token": token, "password": PASSWORD})
        assert (late.status, late.code) == (410, "link_expired")


async def test_behind_tls_the_cookie_is_bound_to_host_and_tls(running: RunningPlatform) -> None:
    settings = GatewaySettings(public_url="https://dance.example")
    app = create_app(settings, lambda: running.connect("gateway"))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="https://dance.example", headers=stranger_address()
        ) as client:
            body = {"email": "trainer@second.example", "password": "demo-dance-2026"}
            answer = await client.post("/v1/account/sign-in", json=body)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-danceai_session=")
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
