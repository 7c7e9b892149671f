"""Reviewing a dance: playing it, finding a moment, leaving something out, drawing on a frame."""

import time
from typing import Any

import cv2
import numpy as np
from playwright.async_api import Page, expect

from danceai.local.client import Client
from tests.support.cards import read_number
from tests.support.coded import FPS, LATER, ROUND, read_skeleton
from tests.support.figures import FigureBook
from tests.web.conftest import Visit

READY_S = 2.0
YELLOW = (59, 212, 255)
"""Of the pen, BGR"""
FRAME = "Number(document.querySelector('canvas[data-frame]').dataset.frame)"
SHOWN = "() => document.querySelector('video')?.readyState >= 2 && document.querySelector('canvas[data-frame]')"
STANDS_AT = """moment => {
    const player = document.querySelector('video');
    return player.paused && !player.seeking && Math.abs(player.currentTime - moment) < 0.2;
}"""
DRAWN = """() => {
    const canvas = document.querySelector('canvas[data-frame]');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let lead = 0, follow = 0;
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200) data[at + 2] > data[at] ? lead++ : follow++;
    return [lead, follow];
}"""


async def _frame(page: Page) -> int:
    return int(await page.evaluate(f"() => {FRAME}"))


async def test_a_review_from_playing_to_the_report(
    visit: Visit, finished_sample: dict[str, Any], figure: FigureBook
) -> None:
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open("/profile")
    begun = time.perf_counter()
    await page.goto(f"{visitor.url}/analyses/{finished_sample['id']}")
    await page.wait_for_function(SHOWN)
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    await expect(page.get_by_role("heading", name="What to work on")).to_be_visible()
    figure("web.review_ready", time.perf_counter() - begun, "s", f"< {READY_S:g}")

    # Space plays and does not scroll; the joints of both dancers are drawn.
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    assert await page.evaluate("() => window.scrollY") == 0
    await page.keyboard.press("k")
    lead, follow = await page.evaluate(DRAWN)
    assert lead > 100 and follow > 100

    # A frame on, two back, a second on.
    await page.wait_for_function("() => !document.querySelector('video').seeking")
    before = await _frame(page)
    await page.keyboard.press("ArrowRight")
    await page.wait_for_function(f"() => {FRAME} === {before + 1}")
    await page.get_by_role("button", name="One frame back").click()
    await page.get_by_role("button", name="One frame back").click()
    await page.wait_for_function(f"() => {FRAME} === {before - 1}")
    await page.keyboard.press("Shift+ArrowRight")
    await page.wait_for_function(f"() => {FRAME} === {before + 29}")

    # What shows a fault best is played, and stands at its moment.
    moment = finished_sample["result"]["deficits"][0]["moments"][0]
    shown = f"{int(moment // 60)}:{moment % 60:04.1f}"
    await page.get_by_role("button", name=f"Show {shown} in the video").first.click()
    await page.wait_for_function(STANDS_AT, arg=moment)
    await page.wait_for_url(lambda address: "t=" in address and abs(float(address.rsplit("t=", 1)[-1]) - moment) < 0.05)
    await visitor.look("review", "desk-light", "desk-dark", "phone-light", "phone-dark")


async def _select(page: Page, start: float, end: float) -> None:
    """Drag over the lanes between two shares of the video."""
    lanes = page.get_by_test_id("playhead").locator("xpath=..")
    await lanes.scroll_into_view_if_needed()
    box = await lanes.bounding_box()
    assert box is not None
    y = box["y"] + 8
    await page.mouse.move(box["x"] + start * box["width"], y)
    await page.mouse.down()
    for share in np.linspace(start, end, 5):
        await page.mouse.move(box["x"] + float(share) * box["width"], y)
    await page.mouse.up()


async def test_leaving_out_and_scoring_again(visit: Visit, trainer: Client, finished_sample: dict[str, Any]) -> None:
    """What is dragged over the lanes repeats, or is left out; the new run says what that has changed."""
    visitor = await visit("trainer")
    page = visitor.page
    await visitor.open(f"/analyses/{finished_sample['id']}?tab=segments")
    await page.wait_for_function(SHOWN)
    await _select(page, 0.2, 0.4)
    bar = page.get_by_role("group", name="Selected span")
    await bar.get_by_role("button", name="Repeat").click()
    await page.wait_for_function(
        "() => !document.querySelector('video').paused && document.querySelector('video').currentTime > 3"
    )
    await page.wait_for_function("() => document.querySelector('video').currentTime < 2.5")
    await page.keyboard.press("k")
    await page.get_by_role("button", name="Stop repeating").click()

    # A tap while nothing plays is refused; an end before the start too.
    await page.get_by_role("button", name="Tap: one").click()
    await expect(page.get_by_text("Play the video first")).to_be_visible()
    await page.get_by_role("button", name="Ends here").click()
    await expect(page.get_by_text("Mark the start first.")).to_be_visible()

    await bar.get_by_role("button", name="Leave out").click()
    await expect(page.get_by_test_id("excluded")).to_have_count(1)
    await _select(page, 0.35, 0.5)
    await page.get_by_role("group", name="Selected span").get_by_role("button", name="Leave out").click()
    await expect(page.get_by_test_id("excluded")).to_have_count(1)  # the two overlap
    end = page.get_by_role("textbox", name="End of the span")
    await end.fill("0:04.2")
    await end.press("Enter")
    await visitor.look("left-out", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_role("button", name="Score again").click()
    await page.wait_for_url(lambda address: finished_sample["id"] not in address)
    again = trainer.finished(page.url.rsplit("/", 1)[-1].split("?")[0])
    (span,) = again["configuration"]["exclusions"]
    assert abs(span["start"] - 1.8) < 0.1 and span["end"] == 4.2
    await visitor.open(f"/analyses/{again['id']}")
    changed = page.get_by_role("table", name="What has changed")
    await expect(changed).to_be_visible()
    assert await changed.get_by_role("row").count() == 5
    await visitor.look("changed", "desk-light", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})


async def test_drawing_on_a_frame_and_fetching_the_report(visit: Visit, finished_sample: dict[str, Any]) -> None:
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open(f"/analyses/{finished_sample['id']}?t=2")
    await page.wait_for_function(SHOWN)
    await page.get_by_role("button", name="Draw on this frame").click()
    window = page.get_by_role("dialog")
    sheet = window.get_by_role("img", name="Draw on the frame")
    box = await sheet.bounding_box()
    assert box is not None
    for x, y in ((0.3, 0.3), (0.5, 0.6)):
        await page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        await page.mouse.down()
        await page.mouse.move(box["x"] + (x + 0.2) * box["width"], box["y"] + (y + 0.1) * box["height"], steps=3)
        await page.mouse.up()
    await expect(sheet.locator("path")).to_have_count(2)
    await window.get_by_role("button", name="Undo").click()
    await expect(sheet.locator("path")).to_have_count(1)
    await visitor.look("drawing", "desk-light", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    async with page.expect_download() as saved:
        await window.get_by_role("button", name="Save as picture").click()
    picture = cv2.imread(str(await (await saved.value).path()))
    assert picture is not None and picture.shape[:2] == (720, 1280)
    assert picture.std() > 20, "the frame is in it"
    assert (np.abs(picture.astype(int) - YELLOW).max(-1) < 30).sum() > 500, "and the arrow"
    await page.keyboard.press("Escape")

    await page.get_by_role("tab", name="Files").click()
    address = await page.get_by_role("link", name="Report (PDF)").first.get_attribute("href")
    answer = await page.request.get(f"{visitor.url}{address}")
    assert (await answer.body())[:5] == b"%PDF-"


async def _look(page: Page, camera: int = 0) -> tuple[int, int]:
    """The number of the frame that is seen, and of the one whose skeleton is; read from one picture of the screen."""
    taken = await page.locator("video").nth(camera).screenshot(type="png")
    decoded = cv2.imdecode(np.frombuffer(taken, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    picture = cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB)
    skeleton = read_skeleton(np.asarray(picture, np.uint8))
    assert skeleton is not None, "no skeleton is drawn"
    return read_number(np.asarray(picture, np.uint8)), skeleton


async def _pause(page: Page) -> None:
    """Stop what plays, until the last frame that was on its way is told and every camera stands at it."""
    standing = "() => [...document.querySelectorAll('video')].every(one => one.paused && !one.seeking)"
    await page.keyboard.press("k")
    await page.wait_for_function(standing)
    await page.wait_for_timeout(300)
    await page.wait_for_function(standing)


def _apart(card: int, skeleton: int) -> int:
    off = (card - skeleton) % ROUND
    return min(off, ROUND - off)


async def test_skeletons_lie_on_their_own_frame(visit: Visit, coded_sample: dict[str, Any], figure: FigureBook) -> None:
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open(f"/analyses/{coded_sample['id']}")
    await page.wait_for_function(SHOWN)
    apart, numbers = [], []
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('video').currentTime > 0.5")
    for _ in range(10):
        card, skeleton = await _look(page)
        apart.append(_apart(card, skeleton))
        numbers.append(card)
    await _pause(page)
    assert len(set(numbers)) > 5, "it plays while it is looked at"
    figure("web.overlay_frames_apart_playing", max(apart), "frames", "<= 1")
    for wanted in ("ArrowRight", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "ArrowRight", "Shift+ArrowLeft"):
        before = await page.evaluate(f"() => {FRAME}")
        await page.keyboard.press(wanted)
        by = (30 if "Shift" in wanted else 1) * (1 if "Right" in wanted else -1)
        await page.wait_for_function(f"() => {FRAME} === {before + by}")
        card, skeleton = await _look(page)
        assert card == before + by, "the frame that was asked for is the one that is seen"
        apart.append(_apart(card, skeleton))
    figure("web.overlay_frames_apart", max(apart), "frames", "<= 1")
    assert max(apart) <= 1


async def test_two_cameras_show_the_same_moment(visit: Visit, coded_pair: dict[str, Any]) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    await visitor.open(f"/analyses/{coded_pair['id']}?t=3")
    await page.wait_for_function("() => [...document.querySelectorAll('video')].every(one => one.readyState >= 2)")
    apart = round(LATER * FPS)
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "ArrowLeft"):
        await page.keyboard.press(key)
        await page.wait_for_function("() => [...document.querySelectorAll('video')].every(one => !one.seeking)")
        (first, _), (other, skeleton) = await _look(page, 0), await _look(page, 1)
        assert first - other == apart
        assert _apart(other, skeleton) <= 1
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('video').currentTime > 6")
    await _pause(page)
    (first, _), (other, _) = await _look(page, 0), await _look(page, 1)
    assert abs(first - other - apart) <= 1
    await visitor.look("two-cameras", "desk-light", "phone-light")


async def test_saying_who_leads(visit: Visit, trainer: Client, doubtful_sample: dict[str, Any]) -> None:
    """What must be known stands above the scores; one click swaps the two, and the question is gone."""
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open(f"/analyses/{doubtful_sample['id']}")
    question = page.get_by_role("alert").filter(has_text="We are not sure who leads.")
    await expect(question).to_be_visible()
    await expect(page.get_by_role("alert").filter(has_text="put together of 2 shots")).to_be_visible()
    await visitor.look("notices", "desk-light", "desk-dark", "phone-light", "phone-dark")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await question.get_by_role("button", name="No, swap lead and follow").click()
    await page.wait_for_url(lambda address: doubtful_sample["id"] not in address)
    again = trainer.finished(page.url.rsplit("/", 1)[-1])
    assert again["configuration"]["swapped"] == {"A": True}
    await visitor.open(f"/analyses/{again['id']}")
    await expect(page.get_by_role("alert").filter(has_text="put together of 2 shots")).to_be_visible()
    await expect(question).to_have_count(0)


async def test_a_photograph_is_told_in_one_sentence(visit: Visit, still_sample: dict[str, Any]) -> None:
    visitor = await visit("trainer")
    await visitor.open(f"/analyses/{still_sample['id']}")
    await expect(visitor.page.get_by_role("alert").filter(has_text="Nobody moves in this video")).to_have_count(1)
    await expect(visitor.page.get_by_text("Nobody moves in this video")).to_have_count(1)
    await visitor.look("nobody-moves", "desk-light", "desk-dark", "phone-light", "phone-dark")
