"""Social login against a certified OpenID provider that demands PKCE, and what a forger tries."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.support.openid import BEGIN, openid_provider
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import World, fresh_client, refusal


@pytest.fixture(scope="module")
def provider(running: RunningPlatform, client_of: ClientOf) -> Iterator[None]:
    """The provider is up, and the platform is set up for it as an admin does it."""
    with openid_provider(running, client_of("platform.admin")):
        yield


def _begin(client: httpx.Client) -> str:
    answer = client.get(BEGIN, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def _at_the_provider(url: str, login: str) -> str:
    """Sign in and consent there, as a browser does; the address it sends the browser back to."""
    with httpx.Client(trust_env=False) as browser:
        answer = browser.get(url)
        for _ in range(8):
            while answer.is_redirect:
                target = str(httpx.URL(str(answer.url)).join(answer.headers["location"]))
                if BEGIN in target:
                    return target
                answer = browser.get(target)
            form = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
            assert form, answer.text[:500]
            prompt = "login" if 'name="login"' in answer.text else "consent"
            body = {"prompt": prompt, **({"login": login, "password": "any"} if prompt == "login" else {})}
            answer = browser.post(str(httpx.URL(str(answer.url)).join(form[1])), data=body)
    raise AssertionError("the provider never sent the browser back")


def _arrive(client: httpx.Client, url: str) -> str:
    """Come back to our callback; where that leads."""
    answer = client.get(url, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_the_button_appears_only_when_configured(running: RunningPlatform, provider: None) -> None:
    with fresh_client(running) as client:
        assert client.call("GET", "/v1/account/social")["providers"] == [{"name": "google", "label": "Google"}]
        assert refusal(client, "GET", "/v1/account/social/facebook").status == 404


def test_an_account_with_that_verified_email_is_opened(running: RunningPlatform, provider: None, world: World) -> None:
    with fresh_client(running) as client:
        url = _begin(client.http)
        asked = parse_qs(urlsplit(url).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert len(asked["state"][0]) > 30
        assert len(asked["nonce"][0]) > 30
        assert _arrive(client.http, _at_the_provider(url, "trainer@demo.example")) == "/"
        me = client.call("GET", "/v1/account")
        assert (me["email"], me["missing"]) == ("trainer@demo.example", "nothing")
    log = world.admin.call("GET", "/v1/logins?search=trainer@demo.example&limit=5")["logins"]
    assert (log[0]["method"], log[0]["outcome"]) == ("google", "ok")


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("unverified:trainer@demo.example", "social_e_mail_not_verified"),
        ("nobody@elsewhere.example", "social_no_such_account"),
    ],
)
def test_others_are_refused_and_never_created(running: RunningPlatform, provider: None, login: str, code: str) -> None:
    with fresh_client(running) as client:
        assert _arrive(client.http, _at_the_provider(_begin(client.http), login)) == f"/?refused={code}"
        assert refusal(client, "GET", "/v1/account").status == 401


def _changed(url: str, **new: str) -> str:
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | new
    return parts._replace(query=urlencode(query)).geturl()


def test_a_forged_state_is_refused(running: RunningPlatform, provider: None) -> None:
    with fresh_client(running) as client:
        back = _at_the_provider(_begin(client.http), "trainer@demo.example")
        assert _arrive(client.http, _changed(back, state="forged")) == "/?refused=social_wrong_state"
        assert _arrive(client.http, back) == "/?refused=social_unknown_flow", "the flow ended with its first use"
        assert refusal(client, "GET", "/v1/account").status == 401


def test_a_forged_nonce_is_refused(running: RunningPlatform, provider: None) -> None:
    """The token is genuine and was issued to us, but for another sign-in."""
    with fresh_client(running) as client:
        back = _at_the_provider(_changed(_begin(client.http), nonce="of-another-sign-in"), "trainer@demo.example")
        assert _arrive(client.http, back) == "/?refused=social_token_not_accepted"
        assert refusal(client, "GET", "/v1/account").status == 401


def test_a_stolen_code_is_useless(running: RunningPlatform, provider: None) -> None:
    """An attacker's browser has a flow of its own: its verifier does not fit the victim's code (PKCE)."""
    with fresh_client(running) as victim, fresh_client(running) as attacker:
        stolen = parse_qs(urlsplit(_at_the_provider(_begin(victim.http), "trainer@demo.example")).query)["code"][0]
        own = parse_qs(urlsplit(_begin(attacker.http)).query)["state"][0]
        callback = f"{BEGIN}/callback?{urlencode({'state': own, 'code': stolen})}"
        assert _arrive(attacker.http, callback) == "/?refused=social_token_not_accepted"


def test_a_victim_cannot_be_signed_in_as_somebody_else(running: RunningPlatform, provider: None) -> None:
    """Login CSRF: the attacker's answer in a browser that never set out."""
    with fresh_client(running) as attacker, fresh_client(running) as victim:
        back = _at_the_provider(_begin(attacker.http), "trainer@demo.example")
        assert _arrive(victim.http, back) == "/?refused=social_unknown_flow"


@pytest.mark.parametrize("evil", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_redirect_leads_elsewhere(running: RunningPlatform, provider: None, evil: str) -> None:
    with fresh_client(running) as client:
        query = urlencode(dict.fromkeys(("next", "redirect", "redirect_uri", "return_to", "state", "code"), evil))
        assert _arrive(client.http, f"{BEGIN}/callback?{query}").startswith("/?refused=social_")
        asked = parse_qs(urlsplit(str(client.http.get(f"{BEGIN}?{query}").headers["location"])).query)
        assert asked["redirect_uri"] == [f"{running.layout.url}{BEGIN}/callback"]
