"""The jobs of training runs: a model's file is lent, and what has become of it is judged and registered."""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.dialects.postgresql import insert

from danceai.common.contracts.pose_models import PoseModelStats
from danceai.common.contracts.tuned_models import (
    LendModel,
    ModelLent,
    RegisterTunedModel,
    TunedModelRegistered,
    TuningRefused,
)
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread, keep_going
from danceai.common.storage.keys import Kind
from danceai.pose.evaluation.confidences import Assurance, calibrate
from danceai.pose.evaluation.held_out import HeldOut, Judge, Labelled
from danceai.pose.models.backends import locate
from danceai.pose.models.entry import ModelEntry, ModelMissing
from danceai.pose.models.loading import load_network
from danceai.pose.models.store import describe, find_model_in_use
from danceai.pose.models.tuned_files import bring_files, name_source, put_there, store
from danceai.pose.networks.calibration import AS_SAID
from danceai.pose.networks.network import DetectorNetwork
from danceai.pose.settings import PoseSettings
from danceai.pose.tables import ModelRow


def _ask_how_sure(shown: Sequence[Labelled], entry: ModelEntry, settings: PoseSettings, gathered: Assurance) -> None:
    """The network itself looks, without another one that finds people for it."""
    network = load_network(entry, settings)
    assert not isinstance(network, DetectorNetwork), "only what finds joints goes on learning"
    for one in shown:
        keep_going()
        gathered.look(network, one.picture, one.truth, one.boxes)


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
    described = replace(base.entry, name=message.name, source=source, version="", default=False)
    result = replace(base, entry=replace(described, calibration=AS_SAID))
    held_out = HeldOut(json.loads(await context.storage.get(message.held_out_key)), context.storage)
    sure = Assurance(), Assurance()
    async for part in held_out.parts():
        for gathered, model in zip(sure, (base, result), strict=True):
            await in_thread(_ask_how_sure, part, model.entry, settings, gathered)
    # What it says is read on the scale of its base from here on.
    entry = replace(result.entry, calibration=calibrate(sure[1], sure[0]))
    result = replace(result, entry=entry)
    judges = Judge(), Judge()
    async for part in held_out.parts():
        for judge, model in zip(judges, (base, result), strict=True):
            await in_thread(judge.look, part, model, settings)
    before, after = (judge.told for judge in judges)
    stats = PoseModelStats(oks_mean=after.oks, phantom_rate=after.phantom_rate, frames=after.frames)
    async with context.conclude() as work:
        await store(work.db, source, data)
        facts = describe(entry) | {"version": "", "stats": stats.model_dump()}
        row = insert(ModelRow).values(name=entry.name, built_in=False, active=True, is_default=False, **facts)
        await work.db.execute(row.on_conflict_do_update(index_elements=["name"], set_=facts))
        work.announce(TunedModelRegistered(run_id=message.run_id, name=entry.name, base=before, result=after))
