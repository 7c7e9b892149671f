"""The ledger of objects: a line before each byte, kept by who concludes, collected otherwise."""

import ast
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from danceai.auth.seeding import known_id
from danceai.common.errors import NotFound, Unavailable
from danceai.common.frame import ledger
from danceai.common.frame.housekeeping import collect_objects
from danceai.common.frame.objects import JobObjects, Objects
from danceai.common.frame.running import RunningService
from danceai.common.storage.keys import Kind, place_of
from danceai.common.storage.signing import Signer
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import process_of
from tests.support.places import ROOT
from tests.support.platform import RunningPlatform
from tests.support.store import everything_stored, sql

STUDIO = known_id(DEMO_STUDIO)


@pytest.fixture
async def training(running: RunningPlatform) -> AsyncIterator[RunningService]:
    """A process of the service that writes least."""
    async with process_of(running.layout, "training") as process:
        await collect_objects(process)
        yield process


def _key(owner: UUID) -> str:
    return f"{STUDIO}/datasets/{owner}/exports/{uuid4()}.json"


async def _due(running: RunningPlatform, key: str) -> None:
    await sql(running.layout, "update training.objects set due_at = now() where key = $1 and due_at is not null", key)


async def test_what_a_killed_job_has_left_is_collected_and_what_was_concluded_stays(
    training: RunningService, running: RunningPlatform
) -> None:
    owner = uuid4()
    crashed, concluded = _key(owner), _key(owner)
    for key in (crashed, concluded):
        await JobObjects(training, STUDIO).put(key, Kind.EXPORT, b"{}", "application/json")
    async with training.database.tenant_transaction(STUDIO) as session:
        await ledger.keep(session, [concluded])
    assert await collect_objects(training) == 0, "its job may still be about to conclude"
    for key in (crashed, concluded):
        await _due(running, key)
    assert await collect_objects(training) == 1
    assert list(everything_stored(running.layout, f"{STUDIO}/datasets/{owner}/")) == [concluded]
    lines = await sql(running.layout, "select key, kind, size from training.objects where owner_id = $1", owner)
    assert [tuple(line) for line in lines] == [(concluded, "export", 2)]
    async with training.database.tenant_transaction(STUDIO) as session:
        await ledger.drop(session, STUDIO, f"{STUDIO}/datasets/{owner}")
    assert await collect_objects(training) == 1
    assert everything_stored(running.layout, f"{STUDIO}/datasets/{owner}/") == {}


async def test_nothing_is_written_or_kept_while_the_collector_is_at_it(training: RunningService) -> None:
    key, objects = _key(uuid4()), JobObjects(training, STUDIO)
    await objects.put(key, Kind.EXPORT, b"{}", "application/json")
    async with training.database.tenant_transaction(STUDIO) as session:
        await ledger.drop(session, STUDIO, key)
    async with training.database.platform_session() as session, session.begin():
        assert key in await ledger.take(session, 100, datetime.now(UTC) - timedelta(seconds=1))
    with pytest.raises(Unavailable, match="tidied away"):
        await objects.put(key, Kind.EXPORT, b"{}", "application/json")
    with pytest.raises(Unavailable, match="tidied away"):
        async with training.database.tenant_transaction(STUDIO) as session:
            await ledger.keep(session, [key])
    # The collector was killed; its lease is over, and the next one ends what it began.
    assert await collect_objects(training) == 1
    await objects.put(key, Kind.EXPORT, b"{}", "application/json")
    assert await objects.get(key) == b"{}"
    async with training.database.tenant_transaction(STUDIO) as session:
        await ledger.drop(session, STUDIO, key)


async def test_an_upload_that_nobody_noted_is_aborted_with_its_key(running: RunningPlatform) -> None:
    """The process was killed after the store had opened it."""
    async with process_of(running.layout, "ingest") as ingest:
        key, objects = f"{STUDIO}/videos/{uuid4()}/original", Objects(ingest, STUDIO)
        noted = await objects.open_upload(key, 10, hours=1)
        assert await objects.open_upload(key, 10, hours=1) == noted
        await ingest.storage.start_multipart(key)
        assert len(everything_stored(running.layout, key)) == 2
        async with ingest.database.tenant_transaction(STUDIO) as session:
            await ledger.drop(session, STUDIO, key)
        await collect_objects(ingest)
        assert everything_stored(running.layout, key) == {}


async def test_a_handler_is_handed_its_own_studio_and_its_services_own_folder(training: RunningService) -> None:
    objects = JobObjects(training, STUDIO)
    foreign = _key(uuid4()).replace(str(STUDIO), str(uuid4()))
    with pytest.raises(NotFound):
        await objects.get(foreign)
    with pytest.raises(NotFound):
        await objects.put(foreign, Kind.EXPORT, b"", "text/plain")
    with pytest.raises(ValueError, match="training does not write"):
        await objects.put(f"{STUDIO}/videos/{uuid4()}/original", Kind.ORIGINAL, b"", "text/plain")


def test_no_service_reaches_the_store_past_the_ledger() -> None:
    """Services are handed the store by the frame; none makes a client of its own."""
    past = []
    for path in Path(ROOT / "services").glob("*/danceai/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module in ("danceai.common.storage.objects", "minio"):
                past += [f"{path}: {name.name}" for name in node.names if name.name in ("Storage", "Minio")]
    assert past == []


def test_a_key_says_whose_it_is() -> None:
    owner = uuid4()
    place = place_of(f"{STUDIO}/videos/{owner}/r0/rendition.mp4")
    assert (place.studio_id, place.folder, place.owner_id) == (STUDIO, "videos", owner)
    for wrong in ("a/b/c", f"{STUDIO}/videos/{owner}", f"{STUDIO}/videos/{owner}/", f"{STUDIO}/videos/{owner}/../x"):
        with pytest.raises(ValueError, match=r".+"):
            place_of(wrong)


def test_signatures_are_those_of_the_specification() -> None:
    """The example of a presigned address in the documentation of AWS Signature Version 4."""
    signer = Signer(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "examplebucket.s3.amazonaws.com",
        secure=True,
        region="us-east-1",
    )
    url = signer.sign("GET", "/test.txt", 86400, {}, {}, now=datetime(2013, 5, 24, tzinfo=UTC))
    assert url.endswith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
