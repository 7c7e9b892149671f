"""What people may do with the registry: see it, register, edit, switch off, choose defaults."""

from sqlalchemy import select, update

from danceai.common.contracts.pose_models import (
    EditPoseModel,
    ListPoseModels,
    PoseModel,
    PoseModels,
    PoseModelStats,
    RegisterPoseModel,
)
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.pose.models.loading import DETECTORS, ONE_STAGE, TOP_DOWN
from danceai.pose.networks.adapters.layouts import SOURCES
from danceai.pose.settings import PoseSettings
from danceai.pose.tables import ModelRow


def _to_reply(row: ModelRow, work: UnitOfWork) -> PoseModel:
    settings = PoseSettings.of(work)
    served = row.backend == "triton"
    return PoseModel(
        name=row.name,
        backend=row.backend,
        adapter=row.adapter,
        source=row.source,
        width=row.width,
        height=row.height,
        keypoints=row.keypoints,
        licence=row.licence,
        version=row.version,
        detector=row.detector,
        built_in=row.built_in,
        active=row.active,
        default=row.is_default,
        available=bool(settings.triton_url) if served else (settings.models_dir / row.source).is_file(),
        stats=PoseModelStats.model_validate(row.stats) if row.stats else None,
    )


async def list_pose_models(request: ListPoseModels, work: UnitOfWork) -> PoseModels:
    """The registry, with what is really on this machine."""
    rows = await work.db.scalars(select(ModelRow).order_by(ModelRow.backend, ModelRow.name))
    return PoseModels(models=[_to_reply(row, work) for row in rows])


async def register_pose_model(request: RegisterPoseModel, work: UnitOfWork) -> PoseModel:
    """Add a model. Raises Conflict when the name is taken, Invalid when its parts do not fit together."""
    if await work.db.get(ModelRow, request.name) is not None:
        raise Conflict(f"There already is a pose model called {request.name}.")
    if (request.adapter in DETECTORS) != (request.keypoints == "boxes"):
        raise Invalid("Detectors find boxes, and only they do: choose the keypoints `boxes` for them.")
    if request.keypoints != "boxes" and request.keypoints not in SOURCES:
        raise Invalid(f"Keypoints must be one of {', '.join(SOURCES)}.")
    if request.adapter in TOP_DOWN:
        people = await work.db.get(ModelRow, request.detector or "")
        if people is None or people.adapter in TOP_DOWN:
            raise Invalid("A network for one person needs a registered model that finds people: name one.")
        if people.adapter in ONE_STAGE and request.keypoints == "coco_17":
            raise Invalid(f"{people.name} finds these joints itself. Name a detector, which finds boxes.")
    row = ModelRow(**request.model_dump(), built_in=False, active=True, is_default=False)
    work.db.add(row)
    await work.db.flush()
    work.record("pose_model.register", "pose_model", row.name, source=row.source, backend=row.backend)
    return _to_reply(row, work)


async def edit_pose_model(request: EditPoseModel, work: UnitOfWork) -> PoseModel:
    """Change what is given. Raises NotFound; Conflict for changes that would leave a backend without its default."""
    row = await work.db.get(ModelRow, request.name, with_for_update=True)
    if row is None:
        raise NotFound("This pose model does not exist.")
    if request.default and not row.is_default:
        if row.keypoints == "boxes":
            raise Conflict("A detector cannot be the default: it finds no joints.")
        await work.db.execute(
            update(ModelRow).where(ModelRow.backend == row.backend, ModelRow.is_default).values(is_default=False)
        )
        row.is_default = True
    if request.active is not None:
        row.active = request.active
    if row.is_default and (not row.active or request.default is False):
        raise Conflict("This is the default of its backend. Choose another default first.")
    for field in ("source", "version", "licence", "stats"):
        value = getattr(request, field)
        if value is not None:
            setattr(row, field, value.model_dump(mode="json") if field == "stats" else value)
    await work.db.flush()
    changed = request.model_dump(mode="json", exclude={"name"}, exclude_none=True)
    work.record("pose_model.edit", "pose_model", row.name, **changed)
    return _to_reply(row, work)
