"""The jobs of training runs: a model's file is lent, and what has become of it is judged and registered."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

import cv2
import numpy as np
from sqlalchemy.dialects.postgresql import insert

from danceai.common.contracts.pose_models import PoseModelStats
from danceai.common.contracts.tuned_models import (
    JointGroup,
    LendModel,
    ModelLent,
    PoseQuality,
    RegisterTunedModel,
    TunedModelRegistered,
    TuningRefused,
)
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread, keep_going
from danceai.common.skeleton import ANKLES, BODY_COUNT, BODY_JOINTS, ELBOWS, HEAD, KNEES, TRUNK, WRISTS
from danceai.common.storage.keys import Kind
from danceai.pose.body.oks import AREA_OF_BOX
from danceai.pose.evaluation import quality
from danceai.pose.models.backends import locate
from danceai.pose.models.entry import ModelInUse, ModelMissing
from danceai.pose.models.loading import find_in_picture
from danceai.pose.models.store import find_model_in_use
from danceai.pose.models.tuned_files import bring_files, name_source, put_there, store
from danceai.pose.settings import PoseSettings
from danceai.pose.tables import ModelRow

AT_ONCE = 16
"""Pictures held in memory"""
JOINTS_OF: dict[JointGroup, tuple[int, ...]] = {
    "head": tuple(range(BODY_COUNT)[HEAD]),
    "arms": (*ELBOWS, *WRISTS),
    "trunk": TRUNK,
    "legs": (*KNEES, *ANKLES),
}


class Judge:
    """Gathers how right a model is, about whole bodies and groups of joints."""

    def __init__(self) -> None:
        self._whole = quality.PoseQuality()
        self._groups = {group: quality.PoseQuality() for group in get_args(JointGroup)}

    def look(self, pictures: Sequence[bytes], labels: Sequence[Any], model: ModelInUse, settings: PoseSettings) -> None:
        """JPEGs and the COCO annotations of each, as the product looks at pictures that follow nothing."""
        for data, people in zip(pictures, labels, strict=True):
            keep_going()
            picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
            if picture is None or not people:
                continue
            bodies, _ = find_in_picture(np.asarray(picture, np.uint8), model, settings)
            truth = np.array([one["keypoints"] for one in people], np.float64).reshape(-1, BODY_COUNT, 3)
            areas = np.array([AREA_OF_BOX * one["bbox"][2] * one["bbox"][3] for one in people])
            found = bodies.keypoints.joints(BODY_JOINTS)
            self._whole.add(truth, areas, found, bodies.scores)
            for group, gathered in self._groups.items():
                some = truth.copy()
                some[:, [k for k in range(BODY_COUNT) if k not in JOINTS_OF[group]], 2] = 0
                gathered.add(some, areas, found, bodies.scores)

    @property
    def told(self) -> PoseQuality:
        """What was found."""
        return PoseQuality(
            frames=self._whole.pictures,
            people=len(self._whole.oks),
            oks=round(self._whole.mean_oks, 4),
            average_precision=round(self._whole.average_precision, 4),
            by_group={group: round(gathered.mean_oks, 4) for group, gathered in self._groups.items()},
            phantom_rate=round(self._whole.phantom_rate, 4),
        )


async def tuning_refused(message: LendModel | RegisterTunedModel, error: ProductError, work: UnitOfWork) -> None:
    """Tell why."""
    work.announce(TuningRefused(run_id=message.run_id, message=error.message))


@job(LendModel, failed=tuning_refused)
async def lend_model(message: LendModel, context: JobContext) -> None:
    """The file as an object that nobody keeps: it is gone after a day. Raises ModelMissing."""
    settings = PoseSettings.of(context)
    async with context.transaction() as work:
        model = await find_model_in_use(work.db, message.model, settings.backend)
    await bring_files(context, model)
    path = locate(model.entry.source, settings)
    if path is None:
        raise ModelMissing(f"The file of pose model {model.entry.name} is missing.")
    key = f"{context.studio_id}/poses/{message.run_id}/base.tflite"
    await context.storage.put_file(key, Kind.NETWORK, path, "application/octet-stream")
    context.storage.written.discard(key)
    async with context.conclude() as work:
        work.announce(ModelLent(run_id=message.run_id, key=key))


@job(RegisterTunedModel, failed=tuning_refused)
async def register_tuned_model(message: RegisterTunedModel, context: JobContext) -> None:
    """Both models on the same pictures, then the new one's entry and file. Raises ModelMissing, NotFound."""
    settings = PoseSettings.of(context)
    async with context.transaction() as work:
        base = await find_model_in_use(work.db, message.base_model, settings.backend)
    await bring_files(context, base)
    data = await context.storage.get(message.weights_key)
    source = name_source(data)
    await in_thread(put_there, source, data)
    result = replace(base, entry=replace(base.entry, name=message.name, source=source, version="", default=False))
    judges = [Judge(), Judge()]
    coco = json.loads(await context.storage.get(message.held_out_key))
    labels: dict[int, list[Any]] = {image["id"]: [] for image in coco["images"]}
    for one in coco["annotations"]:
        labels[one["image_id"]].append(one)
    for begin in range(0, len(coco["images"]), AT_ONCE):
        part = coco["images"][begin : begin + AT_ONCE]
        pictures = [await context.storage.get(image["key"]) for image in part]
        of_each = [labels[image["id"]] for image in part]
        for judge, model in zip(judges, (base, result), strict=True):
            await in_thread(judge.look, pictures, of_each, model, settings)
    before, after = (judge.told for judge in judges)
    stats = PoseModelStats(oks_mean=after.oks, phantom_rate=after.phantom_rate, frames=after.frames)
    async with context.conclude() as work:
        await store(work.db, source, data)
        entry = result.entry
        facts = {
            "backend": entry.backend,
            "adapter": entry.adapter,
            "source": source,
            "version": "",
            "width": entry.width,
            "height": entry.height,
            "keypoints": entry.keypoints,
            "licence": entry.licence,
            "detector": entry.detector,
            "stats": stats.model_dump(),
        }
        row = insert(ModelRow).values(name=entry.name, built_in=False, active=True, is_default=False, **facts)
        await work.db.execute(row.on_conflict_do_update(index_elements=["name"], set_=facts))
        work.announce(TunedModelRegistered(run_id=message.run_id, name=entry.name, base=before, result=after))
