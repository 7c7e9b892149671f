"""What people do, one thing after another."""

import re
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

import pyotp
from playwright.async_api import expect

from danceai.local.layout import DEMO_DOMAIN, DEMO_PASSWORD
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import accept, link_token, signed_in
from tests.web.conftest import Visit

FIRST_LOAD = 300 * 1024


async def test_signing_in_and_out(visit: Visit) -> None:
    visitor = await visit("nobody")
    page = visitor.page
    visitor.expect(401, "/v1/account/sign-in")
    await visitor.open("/")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_text("This is not an e-mail address.")).to_be_visible()
    await expect(page.get_by_text("Please fill this in.")).to_be_visible()
    await page.get_by_label("E-mail").fill(f"dancer@{DEMO_DOMAIN}")
    await page.locator("input[type=password]").fill("wrong, but long enough")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await visitor.look("sign-in-refused", "desk-light", "phone-light")
    await page.locator("input[type=password]").fill(DEMO_PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Home")).to_be_visible()
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_role("button", name="Account").click()
    await visitor.look("account-menu", "desk-light", "desk-dark")
    await page.get_by_role("menuitem", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_the_first_load_is_small(visit: Visit, figure: FigureBook) -> None:
    """What comes over the wire for sign-in and the first page after it; editors and charts come when opened."""
    visitor = await visit("nobody")
    wire = await visitor.page.context.new_cdp_session(visitor.page)
    asked: dict[str, str] = {}
    arrived: dict[str, float] = {}
    wire.on("Network.requestWillBeSent", lambda told: asked.update({told["requestId"]: told["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda told: arrived.update({told["requestId"]: told["encodedDataLength"]}))
    await wire.send("Network.enable")
    await visitor.open("/")
    await visitor.page.get_by_label("E-mail").fill(f"dancer@{DEMO_DOMAIN}")
    await visitor.page.locator("input[type=password]").fill(DEMO_PASSWORD)
    await visitor.page.get_by_role("button", name="Sign in").click()
    await expect(visitor.page.get_by_role("button", name="Account")).to_be_visible()
    await visitor.settled()
    assert len(arrived) > 10
    size = sum(arrived.values())
    figure("web.first_load_kb", size / 1024, "KB", "< 300")
    largest = sorted(((bytes_, asked.get(request)) for request, bytes_ in arrived.items()), reverse=True, key=str)
    assert size < FIRST_LOAD, largest


async def test_dark_is_kept(visit: Visit) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    await visitor.open("/")
    await page.get_by_role("button", name="Account").click()
    await page.get_by_role("menuitemradio", name="Dark").click()
    await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    await visitor.open("/")
    await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


async def test_the_app_speaks_the_language_of_the_profile(visit: Visit, client_of: ClientOf) -> None:
    client = client_of("dancer")
    visitor = await visit("dancer", client=client)
    page = visitor.page
    await visitor.open("/profile")
    try:
        await page.get_by_role("combobox", name="Language").click()
        await page.get_by_role("option", name="Deutsch").click()
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Mein Profil")
        await expect(page.get_by_role("link", name="Neue Analyse")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "de")
    finally:
        client.call("PATCH", "/v1/account/profile", {"language": "en"})


async def test_columns_are_chosen_and_kept_in_the_address(visit: Visit) -> None:
    visitor = await visit("studio.admin")
    page = visitor.page
    await visitor.open("/admin/users")
    await page.get_by_role("button", name="Columns and order").click()
    await page.get_by_role("menuitemcheckbox", name="Second factor").click()
    await expect(page.get_by_role("columnheader", name="Second factor")).to_have_count(0)
    await visitor.look("columns", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.reload()
    await visitor.settled()
    await expect(page.get_by_role("columnheader", name="Role")).to_be_visible()
    await expect(page.get_by_role("columnheader", name="Second factor")).to_have_count(0)


async def test_the_phone_has_its_places_at_the_foot(visit: Visit) -> None:
    visitor = await visit("studio.admin")
    page = visitor.page
    await page.set_viewport_size({"width": 390, "height": 844})
    await visitor.open("/")
    bar = page.get_by_role("navigation", name="Navigation")
    await expect(bar.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
    await bar.get_by_role("link", name="New analysis").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("New analysis")
    await bar.get_by_role("button", name="More").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await visitor.look("more", "phone-light")
    await page.get_by_role("dialog").get_by_role("link", name="API keys").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("API keys")
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_inviting_a_user_and_going_back(
    visit: Visit, running: RunningPlatform, finished_sample: dict[str, Any]
) -> None:
    """Opening a user read the couples in another shape than the list of analyses, and broke it."""
    visitor = await visit("studio.admin")
    page = visitor.page
    email = f"anna.{token_hex(4)}@{DEMO_DOMAIN}"
    await visitor.open("/analyses")
    await page.get_by_role("link", name="Users").click()
    await page.get_by_role("button", name="Invite", exact=True).click()
    window = page.get_by_role("dialog")
    await window.get_by_role("button", name="Invite").click()
    await expect(window.get_by_text("This is not an e-mail address.")).to_be_visible()
    await visitor.look("invite", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await window.get_by_label("E-mail").fill(email)
    await window.get_by_label("Name").fill("Anna Example")
    await window.get_by_role("button", name="Invite").click()
    await expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
    assert link_token(running, email)

    await page.get_by_role("searchbox").fill(email)
    await expect(page.get_by_role("row")).to_have_count(2)
    assert "?q=anna." in page.url
    await page.get_by_role("button", name="Anna Example").click()
    await expect(page.get_by_role("dialog", name=email)).to_be_visible()
    await visitor.look("user", "desk-light", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Analyses")
    await expect(page.get_by_role("table")).to_contain_text("Max Sample & Anna Sample")
    await page.go_forward()
    await expect(page.get_by_role("row")).to_have_count(2)


async def test_the_studio_asks_for_a_second_factor(visit: Visit, client_of: ClientOf, running: RunningPlatform) -> None:
    """A studio of its own: whoever asks has one; whoever is invited afterwards sets theirs up before anything else."""
    email, invited = (f"{name}@{token_hex(4)}.example" for name in ("admin", "trainer"))
    told = {"name": f"Strict Studio {token_hex(4)}", "admin_email": email, "admin_name": "Strict Admin"}
    client_of("platform.admin").call("POST", "/v1/studios", told)
    accept(running, email)
    with signed_in(running, email) as admin:
        secret = admin.call("POST", "/v1/account/totp")["secret"]
        admin.call("POST", "/v1/account/totp/confirm", {"code": pyotp.TOTP(secret).at(datetime.now(UTC))})
        admin.call("PATCH", "/v1/setup", {"totp_required": True})
        admin.call("POST", "/v1/users", {"email": invited, "name": "Late Trainer", "role": "trainer"})
    accept(running, invited)
    with signed_in(running, invited) as client:
        visitor = await visit("enrolling", client=client)
        page = visitor.page
        await visitor.open("/new")
        assert await visitor.heading() == "Set up the second factor"
        await page.get_by_role("button", name="Set up").click()
        await expect(page.get_by_alt_text("QR code")).to_be_visible()
        await visitor.look("enrol", "desk-light", "desk-dark", "phone-light")


async def test_a_key_is_shown_once_and_revoked_after_a_question(visit: Visit) -> None:
    visitor = await visit("studio.admin")
    page = visitor.page
    name = f"Scoreboard {token_hex(4)}"
    await visitor.open("/admin/keys")
    await page.get_by_role("button", name="Make a key").first.click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Name").fill(name)
    await window.get_by_label("May").click(force=True)  # its box lies over the field
    await page.get_by_role("option", name="read couples").click()
    await page.keyboard.press("Escape")
    await window.get_by_role("button", name="Make a key").click()
    await expect(window.get_by_text(re.compile("^danceai_"))).to_be_visible()
    await visitor.look("key-once", "desk-light", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await window.get_by_role("button", name="Close").last.click()
    row = page.get_by_role("row", name=name)
    await row.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_role("dialog")).to_contain_text("A revoked key cannot be brought back.")
    await visitor.look("key-revoke", "desk-light", "desk-dark")
    await page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    await expect(row).to_contain_text("revoked")
