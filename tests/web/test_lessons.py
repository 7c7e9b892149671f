"""From a teaching film to a phrase that can be quoted, as a trainer does it."""

from pathlib import Path
from typing import Any

import av
from playwright.async_api import Page, expect

from tests.support.browser import Visitor
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf
from tests.web.conftest import Visit

PATIENCE = 60_000
SEEN = "() => document.querySelector('video')?.videoWidth > 0"
FOLLOWED = (
    "() => Math.abs(document.querySelector('video').currentTime - document.querySelector('audio').currentTime) < 0.6"
)


def _film(spoken: Path, target: Path) -> Path:
    """Somebody speaks beside the couple of the sample."""
    with av.open(str(SAMPLE)) as seen, av.open(str(spoken)) as heard, av.open(str(target), "w") as film:
        (track,) = seen.streams.video
        picture = film.add_stream_from_template(track)
        sound: Any = film.add_stream("aac", rate=heard.streams.audio[0].rate, layout="mono")
        for packet in seen.demux(track):
            if packet.dts is not None:
                packet.stream = picture
                film.mux(packet)
        for block in heard.decode(audio=0):
            film.mux(sound.encode(block))
        film.mux(sound.encode(None))
    return target


async def _watch(page: Page) -> None:
    """The picture goes where the sound is, and plays with it."""
    await page.wait_for_function(SEEN)
    await page.wait_for_function(FOLLOWED)
    picture = page.get_by_label("Picture of the lesson")
    await picture.click()
    await page.wait_for_function("() => !document.querySelector('audio').paused")
    await picture.click()
    await page.wait_for_function("() => document.querySelector('audio').paused")


async def _bring_back(visitor: Visitor) -> None:
    """Somebody spoils the text and saves it; what was is looked at and brought back."""
    page = visitor.page
    await page.get_by_label("Name").fill("Lesson of another name")
    await page.get_by_role("button", name="Edit the passage").first.click()
    field = page.get_by_label("Text at")
    await field.fill("Nothing of what was said.")
    await field.press("Enter")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("heading", name="Lesson of another name")).to_be_visible()
    await page.get_by_role("button", name="Versions").click()
    await expect(page.get_by_text("1 passage changed")).to_be_visible()
    await visitor.look("transcript-versions", "desk-light", "phone-light")
    await page.get_by_role("button", name="Look at version 1").click()
    await expect(page.locator("mark").first).to_contain_text("Always keep your frame wide.")
    await visitor.look("transcript-version", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_role("button", name="Bring back").click()
    await page.get_by_role("dialog", name="Bring back version 1?").get_by_role("button", name="Bring back").click()
    await expect(page.get_by_role("heading", name="Lesson with frame")).to_be_visible()


async def test_a_lesson_becomes_text_and_phrases(
    visit: Visit, client_of: ClientOf, shared: Path, tmp_path: Path
) -> None:
    # Another studio than the other tests work in: its matrix is red until something is said.
    client = client_of("trainer", other=True)
    visitor = await visit("trainer", client=client)
    page = visitor.page
    await visitor.open("/knowledge/phrases")
    red = page.get_by_role("button", name="Frame, Slow Foxtrot: 0 phrases")
    await expect(red).to_be_visible()
    await visitor.look("phrases-none", "desk-light", "desk-dark", "phone-light")

    await visitor.open("/knowledge/transcribe")
    await page.locator("input[type=file]").set_input_files(
        _film(shared / "speech" / "flite_en.wav", tmp_path / "lesson.mp4")
    )
    text = page.get_by_label("Text", exact=True)
    await expect(text).to_contain_text("left foot", timeout=PATIENCE)
    save = page.get_by_role("button", name="Save to the library")
    await expect(save).to_be_visible(timeout=PATIENCE)
    await expect(page.get_by_text("English")).not_to_have_count(0)

    await page.get_by_role("button", name="keep").click()
    assert await page.locator("audio").evaluate("sound => sound.currentTime") > 4
    await expect(page.locator("button[class*=said]")).to_have_text("keep")
    await _watch(page)
    await visitor.look("transcript-editor", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})

    await page.get_by_role("button", name="Find and replace").click()
    await page.get_by_label("Find", exact=True).fill("walls")
    await page.get_by_label("Replace by").fill("waltz")
    if await page.get_by_role("button", name="Replace all").is_enabled():
        await page.get_by_role("button", name="Replace all").click()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Edit the passage").first.click()
    field = page.get_by_label("Text at")
    await field.fill("In the slow waltz, step forward with the left foot on one. Always keep your frame wide.")
    await field.press("Enter")
    await page.get_by_label("Name").fill("Lesson with frame")
    await page.get_by_text("Slow Foxtrot", exact=True).click()
    await save.click()
    await expect(page.get_by_role("heading", name="Lesson with frame")).to_be_visible()

    await _bring_back(visitor)

    await visitor.open("/knowledge/library?q=frames")
    hit = page.get_by_role("link", name="Always keep your frame wide")
    for recording in client.call("GET", "/v1/transcriptions")["transcriptions"]:
        client.call("DELETE", f"/v1/transcriptions/{recording['id']}")
    await hit.click()
    await expect(page.get_by_role("heading", name="Lesson with frame")).to_be_visible()
    await expect(page.get_by_text("There is no recording to listen to")).to_be_visible()

    cell = page.get_by_role("button", name="Frame, Slow Foxtrot: 1 phrase")
    for _ in range(20):
        await visitor.open("/knowledge/phrases")
        if await cell.count():
            break
    await cell.click()
    await expect(page.get_by_text("Always keep your frame wide.")).to_be_visible()
    await page.get_by_role("button", name="Accept: Always keep your frame wide.").click()
    await expect(page.get_by_text("accepted", exact=True)).not_to_have_count(0)
    await visitor.look("phrases-found", "desk-light", "desk-dark", "phone-light", "phone-dark")
