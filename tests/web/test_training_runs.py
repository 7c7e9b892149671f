"""A run in the browser: how it learned, what it is worth, into use and back."""

import asyncio
import re
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.async_api import Page, expect

from danceai.local.client import Client
from danceai.pose.evaluation.against_truth import find_built_in
from tests.support.browser import Visitor
from tests.support.platform import ClientOf, RunningPlatform
from tests.training.planted import BASE, drawn_couples, learned
from tests.training.ready import ended
from tests.web.conftest import Visit


def _default(client: Client) -> str:
    models = client.call("GET", "/v1/pose-models")["models"]
    return next(str(one["name"]) for one in models if one["default"] and one["backend"] == "litert")


async def _try_on(visitor: Visitor, admin: Client, model: str) -> None:
    """A recording through the result, beside what it was before: the same film in step, told apart by its network."""
    page = visitor.page
    await page.get_by_role("button", name="Try on a recording").click()
    window = page.get_by_role("dialog")
    await window.get_by_role("combobox", name="Recording").click()
    await page.get_by_role("option").filter(has_text="waltz.mp4").first.click()
    await visitor.look("train-try", "desk-light", "phone-light", axe=False)
    await page.set_viewport_size({"width": 1366, "height": 860})
    await window.get_by_role("button", name="Analyse and compare").click()
    await page.wait_for_url("**/beside/*")
    before, now = re.findall("[0-9a-f-]{36}", page.url)
    done = await asyncio.to_thread(admin.finished, now)
    assert done["state"] == "done", done["error_message"]
    assert done["configuration"]["pose_model"] == model
    assert done["session_id"] == admin.call("GET", f"/v1/analyses/{before}")["session_id"]
    assert done["networks"]["A"].startswith(model)
    assert await visitor.heading() == "Two runs side by side"
    table = page.get_by_role("table", name="What differs")
    await expect(table.get_by_role("row").filter(has_text="TQ")).to_be_visible()
    # It learned nothing: every interval meets.
    await expect(page.get_by_text("Nothing differs by more than its uncertainty")).to_be_visible()
    await expect(page.get_by_text(model)).to_be_visible()
    await _goes_in_step(page)
    await visitor.look("beside", "desk-light", "desk-dark", "phone-light")


async def _goes_in_step(page: Page) -> None:
    """Both skeletons are of the frame that was asked for."""
    for _ in range(3):
        await page.get_by_role("button", name="One frame on").click()
    for canvas in await page.locator("canvas[data-frame]").all():
        await expect(canvas).to_have_attribute("data-frame", "3")


async def test_a_model_is_looked_at_promoted_and_taken_back(
    running: RunningPlatform, visit: Visit, client_of: ClientOf, models_folder: Path, finished_sample: dict[str, Any]
) -> None:
    admin = client_of("platform.admin")
    dataset = await asyncio.to_thread(drawn_couples, admin, 3, 4)
    weights = (models_folder / find_built_in(BASE).entry.source).read_bytes()
    run = await learned(running, UUID(dataset["id"]), weights)
    done = await asyncio.to_thread(ended, admin, str(run))
    assert done["state"] == "done", done["error_message"]
    before = _default(admin)
    visitor = await visit("platform.admin", client=admin)
    page = visitor.page
    await visitor.open("/train/runs")
    await visitor.look("train-runs", "desk-light", "phone-light", axe=False)
    await page.get_by_role("link", name="Planted").click()
    await page.get_by_text("Judged on the held-out frames").wait_for()
    await visitor.settled()
    await visitor.look("train-run", "desk-light", "desk-dark", "phone-light", axe=False)
    try:
        await page.get_by_role("button", name="Use for new analyses").click()
        await page.get_by_role("dialog").get_by_role("button", name="Use for new analyses").click()
        await page.get_by_role("button", name="Take back").wait_for()
        assert _default(admin) == done["model"]
        await page.get_by_role("button", name="Take back").click()
        await page.get_by_role("dialog").get_by_role("button", name="Take back").click()
        await page.get_by_role("button", name="Use for new analyses").wait_for()
        assert _default(admin) == before
    finally:
        if _default(admin) != before:
            admin.call("PATCH", "/v1/pose-models", {"name": before, "default": True})
    await _try_on(visitor, admin, done["model"])
    await visitor.open("/train/runs")
    await page.get_by_role("button", name="New training run").click()
    await page.get_by_role("dialog").get_by_role("button", name="For those who know networks").click()
    await page.get_by_role("dialog").get_by_label("Seed").scroll_into_view_if_needed()
    await visitor.look("train-new", "desk-light", "phone-light", axe=False)
    visitor.check()
