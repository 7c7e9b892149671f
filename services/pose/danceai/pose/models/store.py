"""The registry as it is stored: built-in entries seeded at start-up, the operator's beside them."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.pose.models.built_in import BUILT_IN
from danceai.pose.models.entry import ModelEntry, ModelInUse, ModelMissing
from danceai.pose.networks.calibration import Calibration
from danceai.pose.tables import ModelRow


def read_entry(row: ModelRow) -> ModelEntry:
    """A stored model as the pose code knows it."""
    return ModelEntry(
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
        default=row.is_default,
        calibration=Calibration(tuple((said, meant) for said, meant in row.calibration)),
    )


def describe(entry: ModelEntry) -> dict[str, Any]:
    """What of an entry its row holds, but for its name, its version and what people switch."""
    return {
        "backend": entry.backend,
        "adapter": entry.adapter,
        "source": entry.source,
        "width": entry.width,
        "height": entry.height,
        "keypoints": entry.keypoints,
        "licence": entry.licence,
        "detector": entry.detector,
        "calibration": entry.calibration.knots,
    }


async def seed(session: AsyncSession) -> None:
    """Add built-in models that are missing and correct what changed in them; switches people set stay."""
    for entry in BUILT_IN:
        facts = describe(entry)
        await session.execute(
            insert(ModelRow)
            .values(name=entry.name, version=entry.version, built_in=True, active=True, is_default=False, **facts)
            .on_conflict_do_update(index_elements=["name"], set_=facts)
        )
        if entry.default:
            others = select(ModelRow.name).where(ModelRow.backend == entry.backend, ModelRow.is_default)
            await session.execute(
                update(ModelRow).where(ModelRow.name == entry.name, ~others.exists()).values(is_default=True)
            )


async def find_model(session: AsyncSession, name: str, backend: str) -> ModelEntry:
    """An active model by name; an empty name means the backend's default. Raises ModelMissing."""
    query = select(ModelRow).where(ModelRow.active)
    if name:
        query = query.where(ModelRow.name == name)
    else:
        query = query.where(ModelRow.backend == backend, ModelRow.is_default)
    row = await session.scalar(query)
    if row is None:
        raise ModelMissing(
            f"There is no active pose model called {name}." if name else f"No pose model is the default of {backend}."
        )
    return read_entry(row)


async def find_model_in_use(session: AsyncSession, name: str, backend: str) -> ModelInUse:
    """A model as `find_model` finds it, with the one that finds people for it, if any. Raises ModelMissing."""
    entry = await find_model(session, name, backend)
    people = await find_model(session, entry.detector, entry.backend) if entry.detector else None
    return ModelInUse(entry, people)
