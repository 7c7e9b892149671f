"""What people may do with the registry: see it, register, edit, switch off, choose defaults."""

from sqlalchemy import select, update

from danceai.common.contracts.pose_models import (
    EditPoseModel,
    ListPoseModels,
    PoseAdapter,
    PoseKeypoints,
    PoseModel,
    PoseModels,
    PoseModelStats,
    RegisterPoseModel,
)
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.pose.models.backends import BACKENDS
from danceai.pose.models.entry import find_adapter
from danceai.pose.networks.adapter import Adapter
from danceai.pose.networks.adapters import find_adapters
from danceai.pose.settings import PoseSettings
from danceai.pose.tables import ModelRow


def _tell_model(row: ModelRow, work: UnitOfWork) -> PoseModel:
    kind = find_adapter(row.adapter)
    return PoseModel(
        name=row.name,
        backend=row.backend,
        adapter=row.adapter,
        looks_at=kind.looks_at,
        finds=kind.finds,
        needs=list(kind.needs(row.keypoints)),
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
        available=BACKENDS[row.backend].has(row.source, PoseSettings.of(work)),
        stats=PoseModelStats.model_validate(row.stats) if row.stats else None,
        calibration=[(said, meant) for said, meant in row.calibration],
    )


def _tell_adapter(kind: Adapter) -> PoseAdapter:
    keypoints = [PoseKeypoints(name=name, needs=list(kind.needs(name))) for name in kind.keypoints]
    return PoseAdapter(name=kind.name, looks_at=kind.looks_at, finds=kind.finds, keypoints=keypoints)


async def list_pose_models(request: ListPoseModels, work: UnitOfWork) -> PoseModels:
    """The registry, with what is really on this machine."""
    page = await find_page(work, select(ModelRow), Order(ModelRow.backend, ModelRow.name), request)
    models, following = page.fit([_tell_model(row, work) for row in page.rows])
    adapters = [_tell_adapter(kind) for kind in find_adapters().values()]
    return PoseModels(models=models, adapters=adapters, next_cursor=following)


async def _check(request: RegisterPoseModel, work: UnitOfWork) -> None:
    """Raises Invalid when the parts of a new model do not fit together."""
    kind = find_adapters().get(request.adapter)
    if kind is None:
        raise Invalid(f"The adapter must be one of {', '.join(find_adapters())}.")
    if request.keypoints not in kind.keypoints:
        raise Invalid(f"The keypoints of {kind.name} must be one of {', '.join(kind.keypoints)}.")
    needed = kind.needs(request.keypoints)
    if not needed:
        return
    people = await work.db.get(ModelRow, request.detector or "")
    found = find_adapter(people.adapter) if people is not None else None
    if people is None or found is None or found.needs(people.keypoints):
        raise Invalid(
            "Such a network needs a registered model that finds people by itself: name one.", code="detector_needed"
        )
    if found.finds not in needed and found.finds == "boxes":
        raise Invalid(
            f"{people.name} finds boxes only. Name a model that finds joints.",
            code="finds_no_joints",
            details={"name": people.name},
        )
    if found.finds not in needed:
        raise Invalid(
            f"{people.name} finds these joints itself. Name a detector, which finds boxes.",
            code="not_a_detector",
            details={"name": people.name},
        )


async def register_pose_model(request: RegisterPoseModel, work: UnitOfWork) -> PoseModel:
    """Add a model. Raises Conflict when the name is taken, Invalid when its parts do not fit together."""
    if await work.db.get(ModelRow, request.name) is not None:
        raise Conflict(
            f"There already is a pose model called {request.name}.",
            code="model_name_taken",
            details={"name": request.name},
        )
    await _check(request, work)
    row = ModelRow(**request.model_dump(), built_in=False, active=True, is_default=False)
    work.db.add(row)
    await work.db.flush()
    work.record("pose_model.register", "pose_model", row.name, source=row.source, backend=row.backend)
    return _tell_model(row, work)


async def edit_pose_model(request: EditPoseModel, work: UnitOfWork) -> PoseModel:
    """Change what is given. Raises NotFound; Conflict for changes that would leave a backend without its default."""
    row = await work.db.get(ModelRow, request.name, with_for_update=True)
    if row is None:
        raise NotFound("This pose model does not exist.")
    if request.default and not row.is_default:
        if find_adapter(row.adapter).finds == "boxes":
            raise Conflict("A detector cannot be the default: it finds no joints.", code="no_default_detector")
        await work.db.execute(
            update(ModelRow).where(ModelRow.backend == row.backend, ModelRow.is_default).values(is_default=False)
        )
        row.is_default = True
    if request.active is not None:
        row.active = request.active
    if row.is_default and (not row.active or request.default is False):
        raise Conflict("This is the default of its backend. Choose another default first.", code="default_needed")
    changed = request.model_dump(mode="json", exclude={"name"}, exclude_none=True)
    for field in ("source", "version", "licence", "stats", "calibration"):
        if field in changed:
            setattr(row, field, changed[field])
    await work.db.flush()
    work.record("pose_model.edit", "pose_model", row.name, **changed)
    return _tell_model(row, work)
