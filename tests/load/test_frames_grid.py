"""Five thousand frames in the grid: how evenly they scroll, and how long the last of them is away."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest

from danceai.common.frame.objects import JobObjects
from danceai.common.storage.keys import Kind
from danceai.local.client import Client
from danceai.training.tables import DatasetRow, FrameRow
from tests.support.beside import STUDIO, beside, working_in
from tests.support.browser import arrive, chromium
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.training.ready import extracted

FRAMES = 5000
AT_ONCE = 16
WATCH = """() => {
    window.frameTimes = [];
    let last = performance.now();
    const next = now => { window.frameTimes.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
}"""
WHEEL, TURNS = 500, 160


@pytest.fixture
async def many(running: RunningPlatform, trainer: Client, finished_sample: dict[str, Any]) -> UUID:
    """A dataset of the sample's frames, again and again."""
    body = {"name": "Many", "analyses": [finished_sample["id"]], "selection": {"every_seconds": 1.0, "alike_bits": 0}}
    made = UUID(extracted(trainer, trainer.call("POST", "/v1/datasets", body)["id"])["id"])
    async with beside(running, "training") as training:
        storage = JobObjects(training, STUDIO)
        async with working_in(training) as work:
            there = await work.all(work.visible(FrameRow).where(FrameRow.dataset_id == made))
            await work.find(DatasetRow, made)
        pictures = [await storage.get(row.thumbnail_key) for row in there]
        columns = [column.key for column in FrameRow.__table__.columns]
        rows = []
        for number in range(len(there), FRAMES):
            like = there[number % len(there)]
            facts = {name: getattr(like, name) for name in columns} | {"id": uuid4(), "number": 1000 + number}
            rows.append((FrameRow(**facts), pictures[number % len(there)]))
        room = asyncio.Semaphore(AT_ONCE)

        async def put(row: FrameRow, picture: bytes) -> None:
            async with room:
                await storage.put(row.thumbnail_key, Kind.FRAME, picture, "image/jpeg")

        await asyncio.gather(*(put(*one) for one in rows))
        async with working_in(training) as work:
            for row, _ in rows:
                await work.keep(row.thumbnail_key)
                work.db.add(row)
    return made


async def test_five_thousand_frames_scroll(
    running: RunningPlatform, trainer: Client, many: UUID, figure: FigureBook
) -> None:
    async with chromium() as browser:
        visitor, context = await arrive(browser, running.layout.url, "trainer", trainer)
        await visitor.open(f"/train/datasets/{many}")
        page = visitor.page
        await page.get_by_role("link", name="Frame at").first.wait_for()
        await page.mouse.move(600, 600)
        await page.evaluate(WATCH)
        for _ in range(TURNS):
            await page.mouse.wheel(0, WHEEL)
            await page.wait_for_timeout(50)
        times = np.array(await page.evaluate("() => window.frameTimes"))
        figure("web.grid_frame_median", float(np.median(times)), "ms", "<= 34")
        figure("web.grid_frame_p95", float(np.quantile(times, 0.95)), "ms", "<= 67")
        figure("web.grid_frame_longest", float(times.max()), "ms", "<= 400")
        figure("web.grid_seen", await page.evaluate("() => window.scrollY"), "pixels", ">= 60000")
        figure(
            "web.grid_nodes", await page.evaluate("() => document.querySelectorAll('*').length"), "elements", "<= 3000"
        )
        visitor.check()
        await context.close()
