"""What tests of training runs begin with: drawn couples, and a run whose trainer has ended."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from danceai.common.contracts.training_runs import CurvePoint, Recipe, Split, UsedDataset
from danceai.common.frame.objects import JobObjects
from danceai.common.storage.keys import Kind
from danceai.local.client import Client
from danceai.training.coco import Labelled, document
from danceai.training.runs.train_model import HELD_OUT, order_evaluation
from danceai.training.tables import FrameRow, TrainingRunRow
from tests.support.beside import STUDIO, beside, working_in
from tests.support.platform import RunningPlatform
from tests.training.ready import extracted

BASE = "movenet-multipose-lightning"


def drawn_couples(client: Client, couples: int, per_couple: int, seed: int = 1) -> dict[str, Any]:
    """A dataset of them."""
    rendering = {"couples": couples, "per_couple": per_couple, "seed": seed}
    made = client.call("POST", "/v1/datasets/rendered", {"name": "Drawn", "rendering": rendering})
    dataset = extracted(client, made["id"])
    assert dataset["state"] == "ready", dataset["error_message"]
    return dataset


async def learned(running: RunningPlatform, dataset: UUID, weights: bytes) -> UUID:
    """A run whose trainer has just ended, with these weights: as its job leaves it."""
    async with beside(running, "training") as service:
        run = uuid4()
        row = TrainingRunRow(
            studio_id=STUDIO,
            id=run,
            name="Planted",
            couples=[],
            base_model=BASE,
            recipe=Recipe(),
            used=[UsedDataset(id=dataset, name="Drawn", version="0123456789ab", frames=12)],
            split=Split(train_frames=8, held_out_frames=4, train_couples=2, held_out_couples=1),
            curve=[CurvePoint(step=25 * n, loss=9 - n, oks=0.6 + 0.03 * n) for n in range(5)],
            state="evaluating",
            asked_at=datetime.now(UTC),
        )
        async with working_in(service) as work:
            frames = await work.all(work.visible(FrameRow).where(FrameRow.dataset_id == dataset))
        labelled = [Labelled("x.jpg", one.width, one.height, one.people, {"key": one.picture_key}) for one in frames]
        objects = JobObjects(service, STUDIO)
        await objects.put(row.key("weights.tflite"), Kind.NETWORK, weights, "application/octet-stream")
        await objects.put(row.key(HELD_OUT), Kind.EXPORT, json.dumps(document(labelled)).encode(), "application/json")
        async with working_in(service) as work:
            work.db.add(row)
            await work.db.flush()
            work.enqueue(order_evaluation(row))
        return run
