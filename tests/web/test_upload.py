"""A recording on its way from a phone: sent in parts, interrupted, taken up, cropped, analysed, opened elsewhere."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import Visitor
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf
from tests.web.conftest import Visit
from tests.web.sending import Line, write_film


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A recording of five parts."""
    return write_film(tmp_path / "waltz.mp4")


async def _interrupted(visitor: Visitor, film: Path) -> Line:
    """Sent from the phone, dropped in the middle, reloaded, chosen again: what is missing is on its way."""
    page = visitor.page
    line = Line(page, 2)
    await line.begin()
    await visitor.open("/new")
    await expect(page.get_by_role("note")).to_contain_text("Record with the camera app first")
    await visitor.look("new-recording", "desk-light", "desk-dark", "phone-light")
    await page.locator("input[type=file]").set_input_files(film)
    await expect(page.get_by_text("Sending:").first).to_be_visible()
    await asyncio.wait_for(line.dropped.wait(), 20)
    await page.wait_for_timeout(500)
    await visitor.look("new-sending", "phone-dark", "phone-light")
    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
    await page.reload()
    await visitor.settled()
    await expect(page.get_by_text("This page was closed while the file was sent")).to_be_visible()
    assert len(line.stored) == 2
    await visitor.look("new-lost", "phone-light")
    line.mended = True
    await page.locator("input[type=file]").first.set_input_files(film)
    await expect(page.get_by_text("This page was closed while the file was sent")).to_be_hidden()
    return line


async def _crop(visitor: Visitor) -> None:
    page = visitor.page
    stage = page.get_by_role("group", name="Region that is kept")
    await expect(stage.get_by_role("img").first).to_be_visible()
    for label, value in (("Width", "900"), ("From the left", "200")):
        await page.get_by_label(label).fill(value)
        await page.keyboard.press("Enter")
    await stage.focus()
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Shift+ArrowRight")
    await expect(page.get_by_label("From the left")).to_have_value("190")
    await expect(page.get_by_label("Width")).to_have_value("910")
    await visitor.look("new-crop", "desk-light", "phone-dark", "phone-light")


async def _details(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="Start the analysis").click()
    await expect(page.get_by_text("Please fill this in.")).to_be_visible()
    await page.get_by_role("combobox", name="Dance").click()
    await page.get_by_role("option", name="Waltz", exact=True).click()
    await page.get_by_label("Notes").fill("Second round, new shoes")
    await page.reload()
    await visitor.settled()
    await page.get_by_role("button", name="Back").click()
    kept = page.get_by_role("group", name="Region that is kept").get_by_role("img").first
    await expect(kept).to_have_js_property("naturalWidth", 960)
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_label("Notes")).to_have_value("Second round, new shoes")
    await visitor.look("new-details", "desk-light", "phone-light")
    await page.get_by_role("button", name="Start the analysis").click()
    await expect(page.get_by_text("The analysis has begun")).to_be_visible()
    await visitor.look("new-begun", "desk-light", "phone-light")


async def test_from_the_phone(visit: Visit, film: Path, figure: FigureBook) -> None:
    """The whole way: interrupted, resumed where it stood, cropped, started; opened from the tray of another page."""
    visitor = await visit("dancer")
    page = visitor.page
    await page.set_viewport_size({"width": 390, "height": 844})
    line = await _interrupted(visitor, film)
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_text("Brightness")).to_be_visible()
    await expect(page.get_by_text("Head to feet")).to_be_visible(timeout=60_000)
    figure("web.resent_kb", line.sent_again / 1024, "KB of stored parts", "= 0")
    assert (sorted(line.stored), line.sent_again) == ([1, 2, 3, 4, 5], 0)
    await visitor.look("new-quality", "desk-light", "phone-dark", "phone-light")
    await page.get_by_role("button", name="Next").click()
    await _crop(visitor)
    await page.get_by_role("button", name="Next").click()
    await _details(visitor)
    await visitor.open("/profile")
    await page.get_by_role("button", name=re.compile("running|result")).click()
    tray = page.get_by_role("region", name="Uploads and analyses")
    await visitor.look("tray", "desk-light", "desk-dark", "phone-light")
    result = tray.get_by_role("link", name="Open the result")
    await expect(result).to_be_visible(timeout=120_000)
    await result.click()
    await page.wait_for_url("**/analyses/*")
    analysis = await _read(page, f"/v1/analyses/{re.findall('[0-9a-f-]{36}', page.url)[0]}")
    session = await _read(page, f"/v1/sessions/{analysis['session_id']}")
    assert session["notes"] == "Second round, new shoes"
    assert session["videos"][0]["crop"] == {"x": 190, "y": 0, "width": 910, "height": 720}
    assert session["videos"][0]["film"]["facts"]["width"] == 910


async def _read(page: Page, path: str) -> dict[str, Any]:
    return dict(await page.evaluate("path => fetch(path).then(answer => answer.json())", path))


async def test_what_is_no_video_is_told_before_it_is_sent(visit: Visit, tmp_path: Path, client_of: ClientOf) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear trainer, " * 100)
    used = client_of("dancer").call("GET", "/v1/usage")
    visitor = await visit("dancer")
    page = visitor.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method != "GET" else None)
    await visitor.open("/new")
    await page.locator("input[type=file]").set_input_files(letter)
    await expect(page.get_by_role("alert")).to_contain_text("letter.txt is not a video")
    await visitor.look("new-no-video", "desk-light", "phone-light")
    assert sent == []
    assert client_of("dancer").call("GET", "/v1/usage") == used


async def test_cancelled_from_the_tray_it_counts_no_more(visit: Visit, film: Path, client_of: ClientOf) -> None:
    """People have gone elsewhere while it is sent; nobody is pulled back, and what they cancel is given back."""
    client = client_of("dancer")
    used = client.call("GET", "/v1/usage")
    visitor = await visit("dancer")
    page = visitor.page
    line = Line(page, 1)
    await line.begin()
    await visitor.open("/new")
    await page.locator("input[type=file]").set_input_files(film)
    await asyncio.wait_for(line.dropped.wait(), 20)
    await page.get_by_role("navigation").get_by_role("link", name="Analyses").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Analyses")
    assert client.call("GET", "/v1/usage")["uploads"] == used["uploads"] + 1
    await page.get_by_role("button", name="Sending").click()
    tray = page.get_by_role("region", name="Uploads and analyses")
    await tray.get_by_role("button", name="Pause").click()
    await expect(tray.get_by_text("Paused at")).to_be_visible()
    await tray.get_by_role("button", name="Cancel upload").click()
    async with asyncio.timeout(10), page.expect_response("**/cancel"):
        await page.get_by_role("dialog").get_by_role("button", name="Cancel upload").click()
    await expect(tray).to_be_hidden()
    assert client.call("GET", "/v1/usage") == used
