"""What people have begun lasts: over the end of a session, a part that is away, a dropped line, a second tab."""

import asyncio
from collections.abc import Awaitable, Callable
from secrets import token_hex
from typing import Any

from playwright.async_api import BrowserContext, Page, Route, expect

from danceai.local.layout import DEMO_DOMAIN, DEMO_PASSWORD
from tests.support.openid import openid_provider
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import PASSWORD, accept, signed_in
from tests.web.conftest import Visit

AWAY: dict[str, Any] = {"status": 503, "json": {"code": "unavailable", "title": "A part is away."}}


def _member(running: RunningPlatform, client_of: ClientOf, role: str) -> str:
    """A new user of the demo studio, by e-mail: one whose session may be ended."""
    email = f"lasting.{token_hex(4)}@{DEMO_DOMAIN}"
    client_of("studio.admin").call("POST", "/v1/users", {"email": email, "name": "Lasting", "role": role})
    accept(running, email)
    return email


async def _sign_in_again(page: Page, password: str) -> None:
    window = page.get_by_role("dialog", name="Sign in to go on")
    await expect(window.get_by_label("E-mail")).not_to_have_value("")
    await window.locator("input[type=password]").fill(password)
    await window.get_by_role("button", name="Sign in", exact=True).click()
    await expect(window).to_be_hidden()


async def test_a_session_that_ends_is_begun_anew_over_the_page(
    visit: Visit, running: RunningPlatform, client_of: ClientOf
) -> None:
    """The form keeps what was typed, and the call that met the end is made again."""
    email = _member(running, client_of, "studio_admin")
    invited = f"kept.{token_hex(4)}@{DEMO_DOMAIN}"
    with signed_in(running, email) as client:
        visitor = await visit("interrupted", client=client)
        page = visitor.page
        visitor.expect(401, "/v1/users")
        visitor.expect_end_of_session()
        await visitor.open("/admin/users")
        await page.get_by_role("button", name="Invite").click()
        form = page.get_by_role("dialog", name="Invite a user")
        await form.get_by_label("E-mail").fill(invited)
        await form.get_by_label("Name").fill("Kept Example")
        client.call("POST", "/v1/account/sign-out")
        await form.get_by_role("button", name="Invite").click()
        await expect(page.get_by_role("dialog", name="Sign in to go on")).to_be_visible()
        await visitor.look("session-over", "desk-light", "desk-dark", "phone-light")
        await page.set_viewport_size({"width": 1366, "height": 860})
        await _sign_in_again(page, PASSWORD)
        await expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
        await page.get_by_role("searchbox").fill(invited)
        await expect(page.get_by_role("row")).to_have_count(2)


async def _continue_with_google(page: Page, email: str) -> Page:
    """Sign in and consent at the provider, in a tab of its own; where that ends."""
    window = page.get_by_role("dialog", name="Sign in to go on")
    async with page.context.expect_page() as opened:
        await window.get_by_role("link", name="Continue with Google").click()
    there = await opened.value
    await there.locator("input[name=login]").fill(email)
    await there.locator("input[name=password]").fill("any")
    await there.get_by_role("button").first.click()
    await there.get_by_role("button", name="Continue").click()
    await expect(there.get_by_role("heading", name="Home")).to_be_visible()
    return there


async def test_a_provider_leads_back_to_what_was_typed(
    visit: Visit, running: RunningPlatform, client_of: ClientOf
) -> None:
    """Signing in again elsewhere takes the page away no more than a password does."""
    email = _member(running, client_of, "trainer")
    with openid_provider(running, client_of("platform.admin")), signed_in(running, email) as client:
        visitor = await visit("social", client=client)
        page = visitor.page
        visitor.expect(401, "/v1/account/profile")
        visitor.expect_end_of_session()
        await visitor.open("/profile")
        await page.get_by_label("Name").fill("Half Typed")
        client.call("POST", "/v1/account/sign-out")
        await page.get_by_role("button", name="Save").click()
        await _continue_with_google(page, email)
        # The page has heard of it while the other tab was in front: the call that waited is made.
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.get_by_text("Saved")).to_be_visible()
        await expect(page.get_by_label("Name")).to_have_value("Half Typed")
        await expect(page).to_have_url(f"{visitor.url}/profile")


async def _second_tab(context: BrowserContext, url: str) -> Page:
    tab = await context.new_page()
    await tab.goto(url)
    return tab


async def test_two_tabs_are_of_one_mind(visit: Visit, running: RunningPlatform, client_of: ClientOf) -> None:
    """Signed out in one, the other asks at once and keeps its page; signed in in one, the other goes on."""
    email = _member(running, client_of, "trainer")
    with signed_in(running, email) as client:
        visitor = await visit("two-tabs", client=client)
        page = visitor.page
        visitor.expect_end_of_session()
        await visitor.open("/profile")
        await page.get_by_label("Name").fill("Half Typed")
        other = await _second_tab(page.context, f"{running.layout.url}/")
        await other.get_by_role("button", name="Account").click()
        await other.get_by_role("menuitem", name="Sign out").click()
        await expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
        await expect(page.get_by_role("dialog", name="Sign in to go on")).to_be_visible()
        await other.get_by_label("E-mail").fill(email)
        await other.locator("input[type=password]").fill(PASSWORD)
        await other.get_by_role("button", name="Sign in", exact=True).click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(page.get_by_label("Name")).to_have_value("Half Typed")
        # Somebody else in the other tab: nothing of the first one's page is left.
        await other.get_by_role("button", name="Account").click()
        await other.get_by_role("menuitem", name="Sign out").click()
        await other.get_by_label("E-mail").fill(f"dancer@{DEMO_DOMAIN}")
        await other.locator("input[type=password]").fill(DEMO_PASSWORD)
        await other.get_by_role("button", name="Sign in", exact=True).click()
        await expect(page.get_by_role("button", name="Account")).to_contain_text("Dancer")
        await expect(page).to_have_url(f"{running.layout.url}/")


def _times(count: int) -> Callable[[Route], Awaitable[None]]:
    """Answers so many calls as if a part were away."""
    left = count

    async def answer(route: Route) -> None:
        nonlocal left
        left -= 1
        await (route.fulfill(**AWAY) if left >= 0 else route.fallback())

    return answer


async def test_a_part_that_is_away_takes_no_page_away(visit: Visit, running: RunningPlatform) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    visitor.expect(503, "/v1/account/session")
    visitor.expect(503, "/v1/account/profile")
    await page.route("**/v1/account/session", _times(2))
    await page.goto(f"{running.layout.url}/profile")
    await expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    await visitor.look("unreachable", "desk-light", "phone-light")
    await expect(page.get_by_role("heading", name="My profile")).to_be_visible()

    # A form that cannot be sent says so, and is sent when it can.
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_label("Name").fill("Trainer")
    await page.route("**/v1/account/profile", _times(1))
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert")).to_contain_text("A part is away.")
    await expect(page.get_by_label("Name")).to_have_value("Trainer")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved")).to_be_visible()

    # While a list is asked for again, it is said above the page; then it is there by itself.
    await page.route("**/v1/couples*", _times(2))
    visitor.expect(503, "/v1/couples")
    visitor.expect(503, "/v1/analyses")
    await page.route("**/v1/analyses*", _times(2))
    await page.get_by_role("link", name="Analyses").first.click()
    await expect(page.get_by_role("status").filter(has_text="A part of the platform does not answer")).to_be_visible()
    await expect(page.get_by_role("status").filter(has_text="A part of the platform")).to_be_hidden()


async def test_offline_is_said_and_ends_by_itself(visit: Visit, client_of: ClientOf) -> None:
    client = client_of("trainer")
    visitor = await visit("trainer", client=client)
    page = visitor.page
    await visitor.open("/profile")
    await page.get_by_label("Name").fill("Trainer Offline")
    await page.context.set_offline(True)
    try:
        # What is not loaded yet (the bar of a phone, a page) is waited for, and the open page stays.
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.set_viewport_size({"width": 1366, "height": 860})
        await expect(page.get_by_text("You are offline.")).to_be_visible()
        await visitor.look("offline", "desk-light", "desk-dark")
        await page.get_by_role("button", name="Save").click()
        await asyncio.sleep(0.5)
        assert client.call("GET", "/v1/account/profile")["name"] != "Trainer Offline"
        await page.context.set_offline(False)
        await expect(page.get_by_text("You are offline.")).to_be_hidden()
        await expect(page.get_by_text("Saved")).to_be_visible()
        assert client.call("GET", "/v1/account/profile")["name"] == "Trainer Offline"
    finally:
        await page.context.set_offline(False)
        client.call("PATCH", "/v1/account/profile", {"name": "Trainer"})


async def test_back_keeps_what_was_searched(visit: Visit) -> None:
    visitor = await visit("studio.admin")
    page = visitor.page
    await visitor.open("/admin/logs")
    await page.get_by_role("searchbox").fill("dancer@")
    await page.wait_for_url("**/admin/logs?q=*")
    await page.get_by_role("link", name="Users").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Users")
    await page.go_back()
    await expect(page.get_by_role("searchbox")).to_have_value("dancer@")
