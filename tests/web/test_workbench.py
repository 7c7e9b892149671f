"""From an analysis to corrected frames, as a trainer does it: by mouse, and by the keyboard alone."""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Page, expect

from danceai.local.client import Client
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf
from tests.training.ready import annotated, extracted
from tests.web.conftest import Visit
from tests.web.workbench import CLOSEST, WHOLE, frames_of, joint_of, loneliest, open_frame

PATIENCE = 60_000
TILE = re.compile("^Frame at")


@pytest.fixture(scope="module")
def dataset(trainer: Client, finished_sample: dict[str, Any]) -> Iterator[str]:
    """The sample couple, a frame every second."""
    body = {"name": "Corrected", "analyses": [finished_sample["id"]], "selection": WHOLE}
    made = extracted(trainer, trainer.call("POST", "/v1/datasets", body)["id"])
    yield str(made["id"])
    trainer.call("DELETE", f"/v1/datasets/{made['id']}")


async def test_a_dataset_is_made_and_looked_over(
    visit: Visit, trainer: Client, finished_sample: dict[str, Any]
) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    done = trainer.call("GET", "/v1/analyses?state=done&order=newest&limit=50")["analyses"]
    place = [one["id"] for one in done].index(finished_sample["id"])
    await visitor.open("/train/datasets")
    await page.get_by_role("button", name="New dataset").click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Name").fill("Looked over")
    await window.get_by_label("Seconds between two frames").fill("1")
    await window.get_by_label("Leave out pictures that look alike").click()
    await page.get_by_role("option", name="no, take all").click()
    await window.get_by_role("combobox", name="From which analyses").click()
    await page.get_by_role("option").nth(place).click()
    await window.get_by_label("Name").click()
    await visitor.look("dataset-form", "desk-light", "phone-dark")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await window.get_by_role("button", name="Take the frames").click()
    row = page.get_by_role("row").filter(has_text="Looked over")
    await expect(row.get_by_text("ready")).to_be_visible(timeout=PATIENCE)
    await row.get_by_role("button", name="Rename Looked over").click()
    await page.get_by_role("textbox", name="Name").fill("Well looked over")
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name="Well looked over").click()

    tiles = page.get_by_role("link", name=TILE)
    await expect(tiles).not_to_have_count(0)
    made = next(one for one in trainer.call("GET", "/v1/datasets")["datasets"] if one["name"] == "Well looked over")
    first, second = frames_of(trainer, made["id"])[:2]
    await tiles.first.focus()
    await page.keyboard.press("c")
    await expect(page.get_by_role("link", name=TILE).first).to_have_accessible_name(re.compile("confirmed"))
    await page.keyboard.press("ArrowRight")
    await expect(tiles.nth(1)).to_be_focused()
    await page.keyboard.press("u")
    await page.get_by_role("dialog").get_by_role("button", name="blurred").wait_for()
    await page.keyboard.press("2")
    await expect(page.locator("main").get_by_text("blurred")).to_be_visible()
    frames = {one["id"]: one for one in frames_of(trainer, made["id"])}
    assert frames[first["id"]]["state"] == "confirmed"
    assert (frames[second["id"]]["state"], frames[second["id"]]["reason"]) == ("unusable", "blurred")
    await visitor.look("frames", "desk-light", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await tiles.nth(1).focus()
    await page.keyboard.press("z")
    await expect(page.get_by_text("Taken back")).to_be_visible()
    assert frames_of(trainer, made["id"])[1]["state"] == "new"
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("group", name="The picture with both dancers")).to_be_visible()
    trainer.call("DELETE", f"/v1/datasets/{made['id']}")


async def _choose(page: Page, what: str) -> None:
    await page.get_by_role("button", name="What to do with Taken along").click()
    await page.get_by_role("menuitem", name=what).click()


async def test_datasets_are_exported_read_looked_at_and_deleted(
    visit: Visit, trainer: Client, finished_sample: dict[str, Any]
) -> None:
    body = {"name": "Taken along", "analyses": [finished_sample["id"]], "selection": WHOLE}
    made = extracted(trainer, trainer.call("POST", "/v1/datasets", body)["id"])
    visitor = await visit("trainer")
    page = visitor.page
    await visitor.open("/train/datasets")
    await page.get_by_role("checkbox", name="Choose Taken along").check()
    async with page.expect_download() as waited:
        await page.get_by_role("button", name="Export into one file").click()
    file = await (await waited.value).path()
    written = json.loads(await asyncio.to_thread(file.read_text))
    assert len(written["images"]) == made["frames"]
    await _choose(page, "Joints from a file")
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="Read the file").click()
    await expect(page.get_by_role("status").filter(has_text="0 frames have their joints")).to_be_visible()
    await visitor.look("dataset-import", "desk-light", "phone-dark")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    await _choose(page, "Have a model say where the joints are")
    await visitor.look("dataset-annotate", "desk-dark", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_role("button", name="Look at the frames").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    told = await asyncio.to_thread(annotated, trainer, made["id"])
    assert told["annotation"]["done"] == made["frames"]
    await _choose(page, "Delete")
    await expect(page.get_by_role("dialog")).to_contain_text("9 frames go for good")
    await page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_role("link", name="Taken along")).to_have_count(0)
    assert made["id"] not in [one["id"] for one in trainer.call("GET", "/v1/datasets")["datasets"]]


async def test_joints_lie_where_they_were_put(
    visit: Visit, trainer: Client, client_of: ClientOf, dataset: str, figure: FigureBook
) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    frame = frames_of(trainer, dataset)[3]
    joint = loneliest(frame)
    x, y, _ = joint_of(frame, joint)
    editing = await open_frame(visitor, trainer, frame)
    errors = []

    by = await editing.drag(await editing.at(x, y), (-40, 24))
    stored = joint_of(await editing.save(), joint)
    errors += [abs(stored[0] - x - by[0]), abs(stored[1] - y - by[1])]
    await page.keyboard.press("Control+z")
    assert joint_of(await editing.save(), joint) == joint_of(frame, joint)

    await page.mouse.move(*await editing.at(x, y))
    await page.mouse.wheel(0, -5000)
    await expect(page.get_by_text("1,200%")).to_be_visible()
    editing.scale = CLOSEST
    by = await editing.drag(await editing.at(x, y), (60, 35))
    stored = joint_of(await editing.save(), joint)
    errors += [abs(stored[0] - x - by[0]), abs(stored[1] - y - by[1])]
    await visitor.look("frame-near", "desk-light")
    await page.get_by_role("button", name="Undo").click()
    await page.get_by_role("button", name="The whole picture").click()
    editing.scale = 1

    await editing.stage.focus()
    await page.keyboard.press("Escape")
    for _ in range(joint + 1):
        await page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowDown", "Alt+ArrowLeft", "v", "c"):
        await page.keyboard.press(key)
    await expect(page.locator("main").get_by_text("confirmed", exact=True)).to_be_visible()
    kept = editing.stored()
    stored = joint_of(kept, joint)
    errors += [abs(stored[0] - x - 2.9), abs(stored[1] - y - 10)]
    assert (kept["state"], stored[2]) == ("confirmed", 1)
    figure("web.joint_error", max(errors), "pixels", "<= 0.5")
    assert max(errors) <= 0.5


async def test_what_is_said_of_a_frame(visit: Visit, trainer: Client, client_of: ClientOf, dataset: str) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    frame, other = frames_of(trainer, dataset)[4:6]
    editing = await open_frame(visitor, trainer, frame)
    await page.keyboard.press("u")
    await page.get_by_role("dialog").wait_for()
    await page.keyboard.press("1")
    await expect(page.locator("main").get_by_text("partly out of the picture")).to_be_visible()
    assert editing.stored()["reason"] == "cut_off"
    await page.get_by_role("button", name="Take back").click()
    await expect(page.get_by_role("button", name="Take back")).to_have_count(0)
    assert editing.stored()["state"] == "new"

    # Somebody else has saved it: nothing is lost, and one is asked.
    now = editing.stored()
    told = {name: now[name] for name in ("version", "people", "state", "reason")}
    trainer.call("PUT", f"/v1/frames/{frame['id']}", {**told, "people": now["people"][::-1]})
    visitor.expect(409, f"/v1/frames/{frame['id']}")
    await page.keyboard.press("x")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_role("dialog")).to_contain_text("Two versions")
    await visitor.look("frame-versions", "desk-light", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})
    await page.get_by_role("button", name="Keep yours").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    left, right = now["people"][0]["keypoints"][15:18], now["people"][0]["keypoints"][18:21]
    assert editing.stored()["people"][0]["keypoints"][15:21] == [*right, *left]

    await page.get_by_role("button", name="Write to the couple").click()
    await page.get_by_label("Your feedback").fill("Her left arm is too low here.")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    threads = trainer.call("GET", f"/v1/conversations?analysis_id={frame['analysis_id']}&kind=feedback")["threads"]
    posts = [trainer.call("GET", f"/v1/conversations/{one['id']}/posts")["posts"][0] for one in threads]
    assert any(post["attachments"] and "too low" in post["text"] for post in posts)
    await visitor.look("frame", "desk-light", "desk-dark", "phone-light")

    client_of("studio.admin").call("POST", f"/v1/frames/{other['id']}/hold")
    await visitor.open(f"/train/datasets/{dataset}/frames/{other['id']}")
    await expect(page.get_by_text("is working on this frame")).to_be_visible()
    await expect(page.get_by_role("button", name="Confirm")).to_be_disabled()
    client_of("studio.admin").call("DELETE", f"/v1/frames/{other['id']}/hold")
