"""An upload and a review that somebody has begun last, whatever happens meanwhile: nothing typed is lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from danceai.local.layout import DEMO_PASSWORD
from tests.support.browser import Visitor
from tests.support.platform import ClientOf
from tests.web.conftest import Visit
from tests.web.sending import PARTS, Line, write_film

AWAY: dict[str, Any] = {"status": 503, "json": {"code": "unavailable", "title": "A part is away."}}
LONG = 30_000
"""Milliseconds: a part that did not arrive is sent again after up to fifteen seconds"""
TRAY = "Uploads and analyses"
SHOWN = "() => document.querySelector('video')?.readyState >= 2"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A recording of five parts."""
    return write_film(tmp_path / "tango.mp4")


async def _sign_in_again(page: Page) -> None:
    window = page.get_by_role("dialog", name="Sign in to go on")
    await expect(window).to_be_visible()
    await window.locator("input[type=password]").fill(DEMO_PASSWORD)
    await window.get_by_role("button", name="Sign in", exact=True).click()
    await expect(window).to_be_hidden()


async def _answer_is_lost(page: Page, pattern: str, method: str) -> list[int]:
    """The next call is done, but whoever made it is told that a part is away; the statuses of what was answered."""
    answered: list[int] = []

    async def answer(route: Route) -> None:
        if route.request.method != method:
            await route.fallback()
            return
        done = await route.fetch()
        answered.append(done.status)
        await (route.fulfill(**AWAY) if len(answered) == 1 else route.fulfill(response=done))

    await page.route(pattern, answer)
    return answered


async def _other_tab(visitor: Visitor) -> Page:
    tab = await visitor.page.context.new_page()
    await tab.goto(visitor.page.url)
    return tab


async def _begun(visitor: Visitor, couple: str, film: Path) -> tuple[Line, str]:
    """Couple and dance come with the address; the first part is sent, then the line is cut. The id of the video."""
    page = visitor.page
    line = Line(page, 1)
    await line.begin()
    await visitor.open(f"/new?couple={couple}&dance=tango")
    await expect(page.get_by_role("combobox", name="Couple")).not_to_have_value("")
    async with page.expect_response("**/v1/videos") as admitted:
        await page.locator("input[type=file]").set_input_files(film)
    video = (await (await admitted.value).json())["video_id"]
    for _ in range(3):
        await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_role("combobox", name="Dance")).to_have_value("Tango")
    await page.get_by_label("Notes").fill("Second round")
    return line, video


async def _seen_in_two_tabs(page: Page, other: Page) -> None:
    """What is typed, and what is stopped, in one is so in the other; the one that sends is not disturbed."""
    notes = page.get_by_label("Notes")
    await expect(other.get_by_label("Notes")).to_have_value("Second round")
    await other.get_by_label("Notes").fill("Second round, new shoes")
    await expect(notes).to_have_value("Second round, new shoes")
    await other.get_by_role("button", name="Sending").click()
    tray = other.get_by_role("region", name=TRAY)
    await tray.get_by_role("button", name="Pause").click()
    await page.get_by_role("button", name="A recording waits").click()
    await expect(page.get_by_role("region", name=TRAY).get_by_text("Paused at")).to_be_visible()
    await tray.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("region", name=TRAY).get_by_text("Sending:")).to_be_visible()
    await page.get_by_role("button", name="Make it small").click()


async def test_an_upload_with_notes(visit: Visit, film: Path, client_of: ClientOf) -> None:
    """Back and forth, two tabs, a session that ends, no line, an answer that is lost: one analysis, all notes."""
    client = client_of("dancer")
    visitor = await visit("lasting-upload", client=client)
    page = visitor.page
    line, video = await _begun(visitor, client.first_couple(), film)
    notes = page.get_by_label("Notes")
    await page.go_back()
    await expect(page.get_by_role("button", name="Start the analysis")).to_be_hidden()
    await page.go_forward()
    await expect(notes).to_have_value("Second round")
    await page.get_by_role("navigation").get_by_role("link", name="Analyses").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Analyses")
    await page.go_back()
    other = await _other_tab(visitor)
    await _seen_in_two_tabs(page, other)

    visitor.expect(401, f"/v1/videos/{video}/resume")
    visitor.expect(401, f"/v1/videos/{video}/complete")
    visitor.expect_end_of_session()
    client.call("POST", "/v1/account/sign-out")
    line.mended = True
    await _sign_in_again(page)
    await expect(notes).to_have_value("Second round, new shoes")
    await expect(other.get_by_role("dialog", name="Sign in to go on")).to_be_hidden()

    visitor.expect(503, "/v1/analyses")
    begun = await _answer_is_lost(page, "**/v1/analyses", "POST")
    await page.context.set_offline(True)
    await notes.press_sequentially(", shy")
    await page.get_by_role("button", name="Start the analysis").click()
    await expect(page.get_by_role("heading", name="It starts when the recording is there")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_role("heading", name="The analysis has begun")).to_be_visible(timeout=LONG)
    await expect(other.get_by_role("heading", name="The analysis has begun")).to_be_visible(timeout=LONG)
    assert (begun, len(line.stored), line.sent_again) == ([201], PARTS, 0)
    trainer = client_of("trainer")
    session = trainer.call("GET", f"/v1/videos/{video}")["session_id"]
    told = trainer.call("GET", f"/v1/sessions/{session}")
    assert (told["notes"], told["dance"]) == ("Second round, new shoes, shy", "tango")
    (analysis,) = trainer.call("GET", f"/v1/analyses?session_id={session}")["analyses"]
    client_of("dancer").call("POST", f"/v1/analyses/{analysis['id']}/cancel")


async def test_a_window_that_is_closed_leaves_its_upload_to_the_others(
    visit: Visit, film: Path, client_of: ClientOf
) -> None:
    client = client_of("dancer")
    visitor = await visit("lasting-window", client=client)
    line, _ = await _begun(visitor, client.first_couple(), film)
    other = await _other_tab(visitor)
    await expect(other.get_by_label("Notes")).to_have_value("Second round")
    await visitor.page.close()
    await other.get_by_role("button", name="An upload needs you").click()
    await other.get_by_role("button", name=re.compile("Recording$")).first.click()
    rest = Line(other, PARTS)
    await rest.begin()
    await other.locator("input[type=file]").first.set_input_files(film)
    await expect(other.get_by_text(re.compile("^(All of it is there|Checked$)")).first).to_be_visible(timeout=LONG)
    # What was on its way when the window closed may have arrived unseen.
    assert set(rest.stored).isdisjoint(line.stored) and line.stored and rest.stored
    await other.get_by_role("region", name=TRAY).get_by_role("button", name="Cancel upload").click()
    await other.get_by_role("dialog").get_by_role("button", name="Cancel upload").click()
    await expect(other.get_by_role("region", name=TRAY)).to_be_hidden()


async def test_recordings_chosen_together_start_by_themselves(
    visit: Visit, film: Path, client_of: ClientOf, tmp_path: Path
) -> None:
    """One form for all: one is sent after the other, and each becomes an analysis with these answers."""
    client = client_of("dancer")
    visitor = await visit("together", client=client)
    page = visitor.page
    line = Line(page, 2)
    await line.begin()
    second = write_film(tmp_path / "second.mp4")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear trainer")
    await visitor.open(f"/new?couple={client.first_couple()}&dance=waltz")
    admitted: list[str] = []
    page.on("request", lambda one: admitted.append(one.url) if one.url.endswith("/v1/videos") else None)
    await page.locator("input[type=file]").set_input_files([film, second, letter])
    await expect(page.get_by_role("alert")).to_contain_text("letter.txt is not a video", timeout=LONG)
    together = page.get_by_role("note").filter(has_text="More recordings")
    await expect(together).to_contain_text("second.mp4")
    await expect(together).to_contain_text("Waits to be sent")
    await line.dropped.wait()
    assert len(admitted) == 1
    await visitor.look("new-together", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    for _ in range(3):
        await page.get_by_role("button", name="Next").click()
    await page.get_by_label("Notes").fill("Final")
    await page.get_by_role("button", name="Start the analysis").click()
    line.mended = True
    await expect(page.get_by_role("heading", name="The analysis has begun")).to_be_visible(timeout=LONG)
    await page.get_by_role("button", name=re.compile("Sending|running|result")).click()
    tray = page.get_by_role("region", name=TRAY)
    await expect(tray.get_by_role("link", name=re.compile("Follow the analysis|Open the result"))).to_have_count(
        2, timeout=LONG
    )
    assert len(admitted) == 2
    links = await tray.get_by_role("link", name=re.compile("Follow the analysis|Open the result")).all()
    for link in links:
        analysis = client.call("GET", f"/v1{await link.get_attribute('href')}")
        session = client.call("GET", f"/v1/sessions/{analysis['session_id']}")
        assert (session["dance"], session["notes"]) == ("waltz", "Final")
        client.call("POST", f"/v1/analyses/{analysis['id']}/cancel")


async def _drafted(page: Page) -> None:
    """Something is left out, the dance is another, and the music is tapped."""
    await page.wait_for_function(SHOWN)
    for key in ("i", "Shift+ArrowRight", "Shift+ArrowRight", "o", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        await page.keyboard.press(key)
        await page.wait_for_function("() => !document.querySelector('video').seeking")
    await page.get_by_role("group", name="Selected span").get_by_role("button", name="Leave out").click()
    await page.get_by_role("combobox", name="Dance").click()
    await page.get_by_role("option", name="Tango", exact=True).click()
    await page.keyboard.press("k")
    await page.get_by_role("button", name="Play", exact=True).click()
    tap = page.get_by_role("button", name="Tap: one")
    for _ in range(4):
        await tap.click()
        await page.wait_for_timeout(1000)
    await page.keyboard.press("k")


async def _stands(page: Page) -> None:
    await expect(page.get_by_test_id("excluded")).to_have_count(1)
    await expect(page.get_by_role("combobox", name="Dance")).to_have_value("Tango")
    await expect(page.get_by_text("beats a minute")).to_be_visible()


async def test_a_review_that_is_not_scored_yet(
    visit: Visit, finished_sample: dict[str, Any], client_of: ClientOf
) -> None:
    """What is left out, tapped and corrected lasts over tabs, reloads, windows and sign-ins, until it is scored."""
    client = client_of("trainer")
    visitor = await visit("lasting-review", client=client)
    page = visitor.page
    address = f"/analyses/{finished_sample['id']}?tab=segments"
    await visitor.open(address)
    await _drafted(page)
    await _stands(page)
    await page.get_by_role("tab", name="Scores").click()
    await page.get_by_role("tab", name="Segments").click()
    await _stands(page)
    await page.reload()
    await page.get_by_role("navigation").get_by_role("link", name="Analyses").click()
    await page.go_back()
    await _stands(page)
    other = await _other_tab(visitor)
    await _stands(other)
    await other.get_by_label("Confirmed delay").fill("-20")
    await expect(page.get_by_label("Confirmed delay")).to_have_value("-20 ms")

    rescore = f"/v1/analyses/{finished_sample['id']}/rescore"
    visitor.expect_end_of_session()
    for status in (401, 503):
        visitor.expect(status, rescore)
    client.call("POST", "/v1/account/sign-out")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Score again").click()
    await page.context.set_offline(False)
    await expect(page.get_by_role("dialog", name="Sign in to go on")).to_be_visible()
    await page.route(f"**{rescore}", lambda route: route.fulfill(**AWAY), times=1)
    await _sign_in_again(page)
    await expect(page.get_by_role("alert").filter(has_text="A part is away.")).to_be_visible()
    await _stands(page)
    await page.get_by_role("button", name="Score again").click()
    await page.wait_for_url(lambda url: finished_sample["id"] not in url)
    run = page.url.rsplit("/", 1)[-1].split("?")[0]
    again = client_of("trainer").finished(run)
    assert (len(again["configuration"]["exclusions"]), again["dance"]) == (1, "tango")
    assert again["configuration"]["latency_ms"] == -20
    assert again["configuration"]["music"]["beats_per_minute"] > 0
    # What has become a run is no draft any more.
    await visitor.open(address)
    await expect(page.get_by_role("combobox", name="Dance")).to_have_value("Waltz")
    await expect(page.get_by_test_id("excluded")).to_have_count(0)
