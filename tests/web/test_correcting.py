"""Joints are corrected by every gesture, by fingers, by keys alone, and by two people at once."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import CDPSession, ViewportSize, expect

from danceai.local.client import Client
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf
from tests.training.ready import extracted
from tests.web.conftest import Visit
from tests.web.workbench import CLOSEST, JOINTS, WHOLE, Editing, Point, frames_of, joint_of, loneliest, open_frame

HALF_A_PIXEL = 0.5
ROUNDED = 0.011
TABLET, UPRIGHT = ViewportSize(width=1180, height=820), ViewportSize(width=820, height=1180)
People = list[list[tuple[float, float, int]]]
LEFT, RIGHT = slice(1, None, 2), slice(2, None, 2)


@pytest.fixture(scope="module")
def dataset(trainer: Client, finished_sample: dict[str, Any]) -> Iterator[str]:
    """The sample couple, a frame every second."""
    body = {"name": "At hand", "analyses": [finished_sample["id"]], "selection": WHOLE}
    made = extracted(trainer, trainer.call("POST", "/v1/datasets", body)["id"])
    yield str(made["id"])
    trainer.call("DELETE", f"/v1/datasets/{made['id']}")


def _people(frame: dict[str, Any]) -> People:
    return [[joint_of(frame, joint, who) for joint in range(JOINTS)] for who in (0, 1)]


def _sides_swapped(body: list[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    swapped = list(body)
    swapped[LEFT], swapped[RIGHT] = body[RIGHT], body[LEFT]
    return swapped


def _apart(one: People, other: People) -> float:
    """The farthest that a joint of one is from the other's, pixels; infinite where they are not seen alike."""
    pairs = [(a, b) for body, others in zip(one, other, strict=True) for a, b in zip(body, others, strict=True)]
    if any(a[2] != b[2] for a, b in pairs):
        return float("inf")
    return max(max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in pairs)


@dataclass
class Correcting:
    """A frame that is corrected, and what it should hold by now."""

    editing: Editing
    now: People
    worst: float = 0.0

    async def stored(self) -> None:
        """Save it: what is stored is what was to be expected."""
        found = _people(await self.editing.save())
        self.worst = max(self.worst, _apart(found, self.now))
        assert self.worst <= HALF_A_PIXEL
        self.now = found

    def put(self, joint: int, x: float, y: float, seen: int = 2) -> None:
        """One of his joints should be there."""
        self.now[0][joint] = (x, y, seen)


async def _come_near(editing: Editing, x: float, y: float) -> None:
    """As near as one can, by the wheel: what is under the pointer stays there."""
    exact = await editing.on_screen(x, y)
    place = (round(exact[0]), round(exact[1]))  # a wheel knows whole pixels of the screen
    box = await editing.stage.bounding_box()
    assert box
    share = editing.frame["width"] / box["width"]
    x, y = x + (place[0] - exact[0]) * share, y + (place[1] - exact[1]) * share
    await editing.visitor.page.mouse.move(*place)
    await editing.visitor.page.mouse.wheel(0, -5000)
    await expect(editing.visitor.page.get_by_text("1,200%")).to_be_visible()
    editing.scale = CLOSEST
    under = await editing.on_screen(x, y)
    assert abs(under[0] - place[0]) + abs(under[1] - place[1]) < 2


@pytest.mark.parametrize("scale", [1, CLOSEST])
async def test_joints_and_dancers_go_where_they_are_dragged(
    visit: Visit, trainer: Client, dataset: str, figure: FigureBook, scale: int
) -> None:
    visitor = await visit("trainer")
    page, mouse = visitor.page, visitor.page.mouse
    frame = frames_of(trainer, dataset)[0 if scale == 1 else 5]
    editing = await open_frame(visitor, trainer, frame)
    story = Correcting(editing, _people(frame))
    joint = loneliest(frame)
    x, y, seen = story.now[0][joint]
    if scale > 1:
        await _come_near(editing, x, y)
    by = await editing.drag(await editing.on_screen(x, y), (-40, 24))
    story.put(joint, x + by[0], y + by[1], seen)
    await story.stored()
    x, y, _ = story.now[0][joint]
    await page.keyboard.down("Shift")
    by = await editing.drag(await editing.on_screen(x, y), (30, -16))
    await page.keyboard.up("Shift")
    story.now[0] = [(a + by[0], b + by[1], one) if one else (0, 0, 0) for a, b, one in story.now[0]]
    await story.stored()
    x, y, _ = story.now[0][joint]
    # One that is let go by Escape has not been moved.
    await mouse.move(*await editing.on_screen(x, y))
    await mouse.down()
    await mouse.move(*await editing.on_screen(x + 9 / scale, y + 9 / scale))
    await page.keyboard.press("Escape")
    await mouse.up()
    await expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    await page.keyboard.down("Control")
    await mouse.click(*await editing.on_screen(x, y))
    await page.keyboard.up("Control")
    story.put(joint, 0, 0, 0)
    await story.stored()
    # Its name stands beside the picture by now: chosen there, it is put by a click.
    chip = [other for other in range(JOINTS) if not story.now[0][other][2]].index(joint)
    await page.get_by_role("group", name="Missing joints, Lead").get_by_role("button").nth(chip).click()
    await mouse.click(*await editing.on_screen(x + 12 / scale, y - 8 / scale))
    story.put(joint, x + 12 / scale, y - 8 / scale)
    await story.stored()
    figure(f"web.gesture_error_{scale}", story.worst, "pixels", f"<= {HALF_A_PIXEL}")
    if scale > 1:
        left, top, _ = await editing.view()
        by = await editing.drag(await editing.on_screen(left + 4, top + 4), (40, 30))
        moved = await editing.view()
        assert abs(left - by[0] - moved[0]) + abs(top - by[1] - moved[1]) < 1, "the picture follows the hand"


async def test_what_is_done_to_whole_dancers(visit: Visit, trainer: Client, dataset: str) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    before, frame = frames_of(trainer, dataset)[1:3]
    story = Correcting(await open_frame(visitor, trainer, frame), _people(frame))
    lead, follow = (page.get_by_role("region", name=name) for name in ("Lead", "Follow"))
    await follow.get_by_role("button", name="Swap left and right").click()
    await page.get_by_role("button", name="Swap the dancers").click()
    story.now = [_sides_swapped(story.now[1]), story.now[0]]
    await story.stored()
    await lead.get_by_role("button", name="Mirror").click()
    places = [a for a, _, seen in story.now[0] if seen]
    both = min(places) + max(places)
    story.now[0] = _sides_swapped([(both - a, b, seen) if seen else (0, 0, 0) for a, b, seen in story.now[0]])
    await story.stored()
    await follow.get_by_role("button", name="Remove").click()
    await follow.get_by_role("button", name="Make from the other one").click()
    aside = 0.04 * frame["width"]
    story.now[1] = [(a + aside, b, seen) if seen else (0, 0, 0) for a, b, seen in story.now[0]]
    await story.stored()
    kept = story.now
    await page.get_by_role("button", name="Take from the frame before").click()
    story.now = _people(before)
    await story.stored()
    await page.get_by_role("button", name="Undo").click()
    story.now = kept
    await story.stored()
    await page.get_by_role("button", name="Redo").click()
    story.now = _people(before)
    await story.stored()


async def test_joints_are_put_right_by_keys_alone(visit: Visit, trainer: Client, dataset: str) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    frames = frames_of(trainer, dataset)
    frame = frames[3]
    await visitor.open(f"/train/datasets/{dataset}")
    await page.get_by_role("link", name=re.compile("^Frame at")).first.focus()
    for _ in range(3):
        await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    editing = Editing(visitor, trainer, frame)
    await expect(editing.stage).to_be_visible()
    await editing.stage.focus()
    now = _people(frame)

    async def press(*keys: str) -> People:
        for key in keys:
            await page.keyboard.press(key)
            if key == "b":  # asked of the service first
                await expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
        await editing.kept(lambda: page.keyboard.press("Control+s"))
        return _people(editing.stored())

    x, y, _ = now[0][0]
    now[0][0] = (x + 11.9, y - 1, 1)
    nudged = await press("1", "Shift+ArrowRight", "ArrowRight", "ArrowRight", "Alt+ArrowLeft", "ArrowUp", "v")
    assert _apart(nudged, now) < ROUNDED
    assert (await press("2", "Delete"))[1][0] == (0, 0, 0)
    # It is put into the middle of what is in view, and lies there until it is moved.
    await page.keyboard.press("f")
    left, top, scale = await editing.view()
    missing = [joint for joint in range(1, JOINTS) if not now[1][joint][2]]
    joint = (*missing, 0)[0]
    put = (await press("2", "g", "Enter"))[1][joint]
    middle = (left + frame["width"] / scale / 2, top + frame["height"] / scale / 2)
    assert (abs(put[0] - middle[0]) < HALF_A_PIXEL, abs(put[1] - middle[1]) < HALF_A_PIXEL, put[2]) == (True, True, 2)
    now[1][0] = (0, 0, 0)
    now[1][joint] = put
    assert _apart(await press("1", "x", "p"), [now[1], _sides_swapped(now[0])]) < ROUNDED
    assert _apart(await press("Control+z", "Control+z"), now) < ROUNDED
    assert _apart(await press("Control+y", "Control+z"), now) < ROUNDED
    assert _apart(await press("b"), _people(frames[2])) < ROUNDED
    assert _apart(await press("Control+z"), now) < ROUNDED


async def test_frames_are_gone_through_by_keys_alone(visit: Visit, trainer: Client, dataset: str) -> None:
    visitor = await visit("trainer")
    page = visitor.page
    frames = frames_of(trainer, dataset)
    stage = (await open_frame(visitor, trainer, frames[3])).stage
    await page.keyboard.press("c")
    await expect(page.locator("main").get_by_text("confirmed", exact=True)).to_be_visible()

    async def shown(key: str, second: float) -> None:
        await page.keyboard.press(key)
        await expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f":0{round(second)}"))
        await expect(stage).to_be_visible()

    await shown("n", frames[4]["second"])
    await shown("Shift+N", frames[3]["second"])
    worst = trainer.call("GET", f"/v1/datasets/{dataset}/frames?order=worst&state=new&limit=1")["frames"][0]
    await shown("w", worst["second"])
    await page.keyboard.press("u")
    await page.get_by_role("dialog").wait_for()
    await page.keyboard.press("3")
    await expect(page.locator("main").get_by_role("button", name="Take back")).to_be_visible()
    assert trainer.call("GET", f"/v1/frames/{worst['id']}")["state"] == "unusable"
    await page.keyboard.press("Shift+?")
    await expect(page.get_by_role("dialog")).to_contain_text("Next joint the network was not sure of")


class Fingers:
    """What touches the screen."""

    def __init__(self, line: CDPSession) -> None:
        self._line = line

    async def go(self, *ways: tuple[Point, Point], steps: int = 6) -> None:
        """Each finger its way, all at once."""
        for step in range(steps + 1):
            points = [
                {"x": a[0] + (b[0] - a[0]) * step / steps, "y": a[1] + (b[1] - a[1]) * step / steps, "id": number}
                for number, (a, b) in enumerate(ways)
            ]
            kind = "touchMove" if step else "touchStart"
            await self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        await self._line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def test_fingers_do_what_a_mouse_does(visit: Visit, trainer: Client, dataset: str, figure: FigureBook) -> None:
    visitor = await visit("trainer", touch=True)
    page = visitor.page
    await page.set_viewport_size(TABLET)
    frame = frames_of(trainer, dataset)[6]
    editing = await open_frame(visitor, trainer, frame)
    fingers = Fingers(await page.context.new_cdp_session(page))
    joint = loneliest(frame)
    x, y, seen = joint_of(frame, joint)
    errors: list[float] = []

    async def drag(right: float, down: float) -> None:
        """A joint, by pixels of the screen."""
        nonlocal x, y
        start = await editing.on_screen(x, y)
        box = await editing.stage.bounding_box()
        assert box
        share = frame["width"] / box["width"] / (await editing.view())[2]
        await fingers.go((start, (start[0] + right, start[1] + down)))
        found = joint_of(await editing.save(), joint)
        errors.extend((abs(found[0] - x - right * share), abs(found[1] - y - down * share)))
        assert found[2] == seen
        x, y, _ = found

    await drag(-36, 22)
    # Two fingers part around it: it comes nearer and stays between them.
    a, b = await editing.on_screen(x, y)
    await fingers.go(((a - 30, b), (a - 150, b)), ((a + 30, b), (a + 150, b)))
    *_, scale = await editing.view()
    assert 3 < scale <= CLOSEST
    near = await editing.on_screen(x, y)
    assert abs(near[0] - a) + abs(near[1] - b) < 6
    # Together they take the picture along.
    await fingers.go(((a - 60, b), (a - 100, b - 50)), ((a + 60, b), (a + 20, b - 50)))
    moved, panned = await editing.on_screen(x, y), await editing.view()
    assert abs(panned[2] - scale) < 0.1 * scale
    assert abs(moved[0] - (near[0] - 40)) + abs(moved[1] - (near[1] - 50)) < 8
    assert joint_of(editing.stored(), joint)[:2] == (x, y), "two fingers move no joint"
    await drag(28, 35)
    figure("web.finger_error", max(errors), "pixels", f"<= {HALF_A_PIXEL}")
    assert max(errors) <= HALF_A_PIXEL
    await page.set_viewport_size(UPRIGHT)
    await page.screenshot(path="build/screenshots/frame-tablet.png")


async def test_two_people_at_one_frame(visit: Visit, trainer: Client, client_of: ClientOf, dataset: str) -> None:
    """The other sees at once who has it, sees what is saved, and has it as soon as it is free."""
    first, second = await visit("trainer"), await visit("studio.admin")
    frame = frames_of(trainer, dataset)[7]
    path = f"/train/datasets/{dataset}/frames/{frame['id']}"
    await second.open(f"/train/datasets/{dataset}")
    editing = await open_frame(first, trainer, frame)
    await expect(second.page.get_by_role("link", name=re.compile("^Frame at 0:07.*Trainer"))).to_have_count(1)
    await second.look("frames-held", "desk-light")
    await second.open(path)
    await expect(second.page.get_by_text("Trainer is working on this frame")).to_be_visible()
    await expect(second.page.get_by_role("button", name="Confirm")).to_be_disabled()
    await first.page.get_by_role("button", name="Swap the dancers").click()
    saved = _people(await editing.save())
    assert saved == _people(frame)[::-1]
    await first.page.get_by_role("link", name="All frames").click()
    await expect(second.page.get_by_role("button", name="Confirm")).to_be_enabled()
    await expect(first.page.get_by_role("link", name=re.compile("^Frame at 0:07.*Admin"))).to_have_count(1)
    await second.page.keyboard.press("c")
    await expect(second.page.locator("main").get_by_text("confirmed", exact=True)).to_be_visible()
    kept = await asyncio.to_thread(editing.stored)
    assert (_people(kept), kept["state"]) == (saved, "confirmed")
