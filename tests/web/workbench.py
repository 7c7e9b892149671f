"""The editor of frames as somebody has it open: where joints are on the screen, and what is stored of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import hypot
from typing import Any

from playwright.async_api import Locator, expect

from danceai.local.client import Client
from tests.support.browser import Visitor

WHOLE = {"every_seconds": 1.0, "alike_bits": 0, "close_hold": 0}
"""The selection: every second of a video"""
CLOSEST = 12
JOINTS = 17
Point = tuple[float, float]


def frames_of(client: Client, dataset: str) -> list[dict[str, Any]]:
    return list(client.call("GET", f"/v1/datasets/{dataset}/frames")["frames"])


def joint_of(frame: dict[str, Any], joint: int, who: int = 0) -> tuple[float, float, int]:
    """As it is stored."""
    x, y, seen = frame["people"][who]["keypoints"][3 * joint : 3 * joint + 3]
    return x, y, seen


def loneliest(frame: dict[str, Any]) -> int:
    """His joint that is farthest from all others."""
    places = [
        (who, joint, *person["keypoints"][3 * joint : 3 * joint + 3])
        for who, person in enumerate(frame["people"])
        for joint in range(JOINTS)
    ]

    def alone(place: tuple[int, int, float, float, int]) -> float:
        return min(hypot(place[2] - one[2], place[3] - one[3]) for one in places if one[:2] != place[:2] and one[4])

    return int(max((place for place in places if place[0] == 0 and place[4]), key=alone)[1])


@dataclass
class Editing:
    """A frame that is open in the editor."""

    visitor: Visitor
    client: Client
    frame: dict[str, Any]
    scale: float = 1.0

    @property
    def stage(self) -> Locator:
        """The picture."""
        return self.visitor.page.get_by_role("group", name="The picture with both dancers")

    def stored(self) -> dict[str, Any]:
        """The frame as it is now."""
        return dict(self.client.call("GET", f"/v1/frames/{self.frame['id']}"))

    async def whole(self) -> None:
        """Look at the whole picture."""
        await self.visitor.page.get_by_role("button", name="The whole picture").click()
        self.scale = 1.0

    async def view(self) -> tuple[float, float, float]:
        """What is in view: its left and upper edge in pixels of the picture, and how many times it is enlarged."""
        box = await self.stage.locator("svg").get_attribute("viewBox")
        assert box
        x, y, width, _ = map(float, box.split())
        return x, y, self.frame["width"] / width

    async def on_screen(self, x: float, y: float) -> Point:
        """Where on the screen a place of the picture is, as it is in view now."""
        left, top, scale = await self.view()
        box = await self.stage.bounding_box()
        assert box
        share = box["width"] / self.frame["width"] * scale
        return box["x"] + (x - left) * share, box["y"] + (y - top) * share

    async def at(self, x: float, y: float) -> tuple[float, float]:
        """Where on the screen a place of the whole picture is."""
        box = await self.stage.bounding_box()
        assert box
        share = box["width"] / self.frame["width"]
        return box["x"] + x * share, box["y"] + y * share

    async def drag(self, start: tuple[float, float], by: tuple[int, int]) -> tuple[float, float]:
        """Drag by pixels of the screen; how far that is in the picture."""
        mouse = self.visitor.page.mouse
        await mouse.move(*start)
        await mouse.down()
        for step in range(1, 5):
            await mouse.move(start[0] + by[0] * step / 4, start[1] + by[1] * step / 4)
        await mouse.up()
        box = await self.stage.bounding_box()
        assert box
        share = self.frame["width"] / box["width"] / self.scale
        return by[0] * share, by[1] * share

    async def save(self) -> dict[str, Any]:
        """Keep it, and what was stored."""
        await self.kept(self.visitor.page.get_by_role("button", name="Save", exact=True).click)
        return self.stored()

    async def kept(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do what has it saved, and wait until it is."""
        async with self.visitor.page.expect_response(lambda answer: answer.request.method == "PUT"):
            await act()
        await expect(self.visitor.page.get_by_role("button", name="Save", exact=True)).to_be_disabled()


async def open_frame(visitor: Visitor, client: Client, frame: dict[str, Any]) -> Editing:
    """Open a frame and look at the whole of it."""
    await visitor.open(f"/train/datasets/{frame['dataset_id']}/frames/{frame['id']}")
    editing = Editing(visitor, client, frame)
    await expect(editing.stage).to_be_visible()
    await editing.whole()
    return editing
