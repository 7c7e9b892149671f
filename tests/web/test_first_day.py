"""A studio's first day, from the platform admin who creates it to its first couple with a trainer."""

import time
from secrets import token_hex

import pyotp
from playwright.async_api import Page, expect

from tests.support.platform import RunningPlatform
from tests.support.two_studios import PASSWORD, link_token
from tests.web.conftest import Visit

STEP = 30
"""Seconds a code holds"""


async def _accept(page: Page, running: RunningPlatform, email: str) -> None:
    """Choose a password with the link of the invitation."""
    await page.goto(f"{running.layout.url}/set-password#{link_token(running, email)}")
    fields = page.locator("input[type=password]")
    await fields.first.fill(PASSWORD)
    await fields.last.fill(PASSWORD)
    await page.get_by_role("button").last.click()
    await page.locator("a[href='/']").click()


async def _invite(page: Page, email: str, name: str, role: str) -> None:
    await page.get_by_role("link", name="Benutzer").click()
    await page.get_by_role("button", name="Einladen").click()
    window = page.get_by_role("dialog")
    await window.get_by_label("E-Mail", exact=False).first.fill(email)
    await window.get_by_label("Name").fill(name)
    await window.get_by_role("combobox", name="Rolle").click()
    await page.get_by_role("option", name=role).click()
    await expect(window.get_by_role("combobox", name="Sprache")).to_have_value("Deutsch")
    await window.get_by_role("button", name="Einladen").click()
    await expect(window).to_be_hidden()


async def test_the_first_day_of_a_studio(visit: Visit, running: RunningPlatform) -> None:
    """In German: from the first mail on, page and mail speak as the studio does."""
    mark = token_hex(4)
    boss, trainer, dancer = (f"{who}@{mark}.example" for who in ("boss", "trainer", "dancer"))
    platform = await visit("platform.admin")
    await platform.open("/admin/studios")
    await platform.page.get_by_role("button", name="New studio").click()
    window = platform.page.get_by_role("dialog")
    await window.get_by_label("Name", exact=False).first.fill(f"Tanzstudio {mark}")
    await window.get_by_label("Name of the first admin").fill("Berta Boss")
    await window.get_by_label("E-mail of the first admin").fill(boss)
    await window.get_by_role("combobox", name="Language").click()
    await platform.page.get_by_role("option", name="Deutsch").click()
    await window.get_by_role("button", name="New studio").click()
    await expect(window).to_be_hidden()

    mail = running.mailbox.wait_for(boss).get_body(("plain",))
    assert mail is not None and "Passwort" in mail.get_content()
    visitor = await visit("nobody", "de")
    page = visitor.page
    await _accept(page, running, boss)
    await page.locator("input[type=email]").fill(boss)
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator("html")).to_have_attribute("lang", "de")

    # The second factor, and in with it.
    await visitor.open("/profile")
    await page.get_by_role("button", name="Einrichten").click()
    secret = await page.locator("code").first.inner_text()
    await page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    await page.get_by_role("button", name="Einschalten").click()
    await page.get_by_role("button", name="Ich habe sie aufbewahrt").click()
    await page.get_by_role("button", name="Konto").click()
    await page.get_by_role("menuitem", name="Abmelden").click()
    await page.locator("input[type=email]").fill(boss)
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    # A code opens once: the next one is taken, which holds already.
    await page.locator("input[autocomplete=one-time-code]").fill(pyotp.TOTP(secret).at(int(time.time()) + STEP))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Konto")).to_be_visible()

    await _invite(page, trainer, "Theo Trainer", "Trainer")
    await _invite(page, dancer, "Dora Tanz", "Tänzer")
    assert "Passwort" in str(running.mailbox.wait_for(trainer).get_body(("plain",)))
