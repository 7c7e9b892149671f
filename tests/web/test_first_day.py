"""A studio's first day, from the platform admin who creates it to its first couple with a trainer."""

import time
from secrets import token_hex

import pyotp
from playwright.async_api import Page, expect

from tests.support.browser import Visitor
from tests.support.platform import RunningPlatform
from tests.support.two_studios import PASSWORD, accept, link_token, signed_in
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


async def _create_studio(page: Page, name: str, admin: str) -> None:
    await page.get_by_role("button", name="New studio").click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Name", exact=False).first.fill(name)
    await window.get_by_label("Name of the first admin").fill("Berta Boss")
    await window.get_by_label("E-mail of the first admin").fill(admin)
    await window.get_by_role("combobox", name="Language").click()
    await page.get_by_role("option", name="Deutsch").click()
    await window.get_by_role("button", name="New studio").click()
    await expect(window).to_be_hidden()


async def _second_factor(visitor: Visitor, email: str) -> None:
    """Set up, and used to get in."""
    page = visitor.page
    await visitor.open("/profile")
    await page.get_by_role("button", name="Einrichten").click()
    secret = await page.locator("code").first.inner_text()
    await page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    await page.get_by_role("button", name="Einschalten").click()
    await page.get_by_role("button", name="Ich habe sie aufbewahrt").click()
    await page.get_by_role("button", name="Konto").click()
    await page.get_by_role("menuitem", name="Abmelden").click()
    await page.locator("input[type=email]").fill(email)
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    # A code opens once: the next one is taken, which holds already.
    await page.locator("input[autocomplete=one-time-code]").fill(pyotp.TOTP(secret).at(int(time.time()) + STEP))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Konto")).to_be_visible()


async def _register_couple(page: Page) -> None:
    """With a trainer, and with an account for one of the two."""
    await page.get_by_role("link", name="Paare", exact=True).click()
    await page.get_by_role("button", name="Paar erfassen").first.click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Führende Person").fill("Max Erster")
    await window.get_by_label("Folgende Person").fill("Dora Tanz")
    await window.get_by_role("button", name="Paar erfassen").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Max Erster & Dora Tanz")
    await page.get_by_role("button", name="Betreuung und Konten").click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Trainerinnen und Trainer").click(force=True)  # its box lies over the field
    await page.get_by_role("option", name="Theo Trainer").click()
    await page.keyboard.press("Escape")
    await window.get_by_label("Konto von Dora Tanz").click()
    await page.get_by_role("option", name="Dora Tanz").click()
    await window.get_by_role("button", name="Speichern").click()
    await expect(window).to_be_hidden()


async def test_the_first_day_of_a_studio(visit: Visit, running: RunningPlatform) -> None:
    """In German: from the first mail on, page and mail speak as the studio does."""
    mark = token_hex(4)
    boss, trainer, dancer = (f"{who}@{mark}.example" for who in ("boss", "trainer", "dancer"))
    platform = await visit("platform.admin")
    await platform.open("/admin/studios")
    await _create_studio(platform.page, f"Tanzstudio {mark}", boss)
    mail = running.mailbox.wait_for(boss).get_body(("plain",))
    assert mail is not None and "Passwort" in mail.get_content()
    visitor = await visit("nobody", "de")
    page = visitor.page
    await _accept(page, running, boss)
    await page.locator("input[type=email]").fill(boss)
    await page.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Konto")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "de")

    await _second_factor(visitor, boss)
    await _invite(page, trainer, "Theo Trainer", "Trainer")
    await _invite(page, dancer, "Dora Tanz", "Tänzer")
    assert "Passwort" in str(running.mailbox.wait_for(trainer).get_body(("plain",)))

    await _register_couple(page)
    # Whom it was given to sees it, and nobody has to be told where.
    accept(running, trainer)
    with signed_in(running, trainer) as client:
        visitor = await visit("first-trainer", client=client)
        await visitor.open("/couples")
        await expect(visitor.page.get_by_text("Max Erster").first).to_be_visible()
        await expect(visitor.page.locator("html")).to_have_attribute("lang", "de")
