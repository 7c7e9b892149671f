"""A run in the browser: how it learned, what it is worth, into use and back."""

import asyncio
from pathlib import Path
from uuid import UUID

from danceai.local.client import Client
from danceai.pose.evaluation.against_truth import find_built_in
from tests.support.platform import ClientOf, RunningPlatform
from tests.training.planted import BASE, drawn_couples, learned
from tests.training.ready import ended
from tests.web.conftest import Visit


def _default(client: Client) -> str:
    models = client.call("GET", "/v1/pose-models")["models"]
    return next(str(one["name"]) for one in models if one["default"] and one["backend"] == "litert")


async def test_a_model_is_looked_at_promoted_and_taken_back(
    running: RunningPlatform, visit: Visit, client_of: ClientOf, models_folder: Path
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
    await visitor.open("/train/runs")
    await page.get_by_role("button", name="New training run").click()
    await page.get_by_role("dialog").get_by_role("button", name="For those who know networks").click()
    await page.get_by_role("dialog").get_by_label("Seed").scroll_into_view_if_needed()
    await visitor.look("train-new", "desk-light", "phone-light", axe=False)
    visitor.check()
