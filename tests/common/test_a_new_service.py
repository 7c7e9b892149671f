"""A service is its folder: one written here is found, migrated, provisioned, started, asked, killed, and works."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from danceai.auth.seeding import known_id
from danceai.common.errors import Unavailable
from danceai.common.frame import discovery, provisioning
from danceai.common.identity import Actor, Role
from danceai.common.messaging.bus import Bus
from danceai.local import servers
from danceai.local.layout import DEMO_STUDIO, IDENTITY
from danceai.local.ports import choose_ports
from tests.support.platform import RunningPlatform
from tests.support.store import sql

FILES = {
    "danceai_tiny-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: danceai-tiny\nVersion: 1\n",
    "danceai_tiny-1.dist-info/entry_points.txt": "[danceai.services]\ntiny = danceai.tiny.service:service\n",
    "danceai/tiny/__init__.py": "",
    "danceai/tiny/__main__.py": """
from danceai.common.frame.process import main
from danceai.tiny.service import service
main(service)
""",
    "danceai/tiny/contracts.py": """
from danceai.common.contracts.base import Done, Id, Job, Reply, Request
from danceai.common.identity import Permission

class Counted(Reply):
    count: int

class CountMarks(Request[Counted], service="tiny", needs=Permission.SEE_STUDIO):
    "How many there are."

class OrderMark(Request[Done], service="tiny", needs=Permission.SEE_STUDIO):
    "Have one made."
    mark_id: Id

class MakeMark(Job, service="tiny", limit=60, attempts=3):
    "Slowly."
    mark_id: Id
""",
    "danceai/tiny/tables.py": """
from uuid import UUID
from sqlalchemy.orm import DeclarativeBase, Mapped
from danceai.common.database.reach import Tenant, ToStudio
from danceai.common.database.tables import own_id

class Base(DeclarativeBase):
    pass

class MarkRow(Tenant, Base):
    __tablename__ = "marks"
    tied = ToStudio()
    id: Mapped[UUID] = own_id()
""",
    "danceai/tiny/migrations/0001_first.py": """
from alembic import op
from danceai.common.database.tenancy import create_frame_tables, fence

revision, down_revision = "tiny_0001", None

def upgrade():
    create_frame_tables()
    op.execute("create table marks (studio_id uuid not null, id uuid not null, primary key (studio_id, id))")
    fence("marks")
""",
    "danceai/tiny/service.py": """
import asyncio
from danceai.common.contracts.base import Done
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import Service, job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.tiny.contracts import Counted, CountMarks, MakeMark, OrderMark
from danceai.tiny.tables import MarkRow

async def count_marks(request: CountMarks, work: UnitOfWork) -> Counted:
    return Counted(count=len(await work.all(work.visible(MarkRow))))

async def order_mark(request: OrderMark, work: UnitOfWork) -> Done:
    work.enqueue(MakeMark(mark_id=request.mark_id))
    return Done()

async def gave_up(message: MakeMark, error: ProductError, work: UnitOfWork) -> None:
    raise AssertionError(error)

@job(MakeMark, failed=gave_up)
async def make_mark(message: MakeMark, context: JobContext) -> None:
    await asyncio.sleep(1)
    async with context.conclude() as work:
        work.db.add(MarkRow(studio_id=work.studio_id, id=message.mark_id))

service = Service("tiny", requests=[count_marks, order_mark], jobs=[make_mark])
""",
}
STUDIO = known_id(DEMO_STUDIO)
ADMIN = Actor(user_id=known_id(DEMO_STUDIO, Role.STUDIO_ADMIN), studio_id=STUDIO, role=Role.STUDIO_ADMIN)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The service as a package manager would have put it there."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    discovery._entries.cache_clear()  # noqa: SLF001 - a process that starts has nothing cached
    return tmp_path


@pytest.fixture
async def started(installed: Path, running: RunningPlatform, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bus]:
    """Its schema, its queue and its process; nothing else was touched."""
    layout, supervisor = running.layout, running.platform.supervisor
    monkeypatch.setitem(layout.passwords, "tiny", "tiny-tiny-tiny")
    monkeypatch.setitem(layout.ports, "health-tiny", choose_ports(["tiny"])["tiny"])
    await provisioning.provision_schemas(layout.admin_url, layout.passwords)
    monkeypatch.setitem(layout.passwords, f"{IDENTITY}tiny", "t" * 43)
    running.platform.admit()
    bus = await running.connect()
    assert await provisioning.provision_streams(bus.js) == []
    environment = layout.environment("tiny", 0) | {"PYTHONPATH": str(installed)}
    running.call(supervisor.start(servers.service("tiny", 0, environment)))
    yield bus
    running.call(supervisor.stop(["tiny"]))
    await _forget(running, bus, monkeypatch)


async def _forget(running: RunningPlatform, bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uninstall: what it leaves in the bus is told, then taken away."""
    monkeypatch.undo()
    discovery._entries.cache_clear()  # noqa: SLF001
    for name in [name for name in sys.modules if name.startswith("danceai.tiny")]:
        del sys.modules[name]
    running.platform.admit()
    strays = await provisioning.provision_streams(bus.js)
    assert strays == ["queue JOBS_TINY_MAKE_MARK: no service works it off; 0 jobs wait in it"]
    await bus.js.delete_stream("JOBS_TINY_MAKE_MARK")
    await bus.close()
    for statement in ("drop schema tiny cascade", "drop owned by danceai_tiny", "drop role danceai_tiny"):
        await sql(running.layout, statement)


async def test_it_works_without_another_file_touched(started: Bus, running: RunningPlatform) -> None:
    from danceai.tiny.contracts import CountMarks, OrderMark

    marks: list[UUID] = [uuid4() for _ in range(2)]

    async def count() -> int:
        """Asked again while the service starts: a request that a killed process had taken is never answered."""
        async with asyncio.timeout(180):
            while True:
                with suppress(Unavailable):
                    return int((await started.request(CountMarks(), running.vouched(ADMIN), timeout=3)).count)

    assert await count() == 0
    for mark in marks:
        await started.request(OrderMark(mark_id=mark), running.vouched(ADMIN))
    while (await started.js.stream_info("JOBS_TINY_MAKE_MARK")).state.messages < 1:
        await asyncio.sleep(0.02)
    running.kill("tiny")
    while await count() < len(marks):
        await asyncio.sleep(0.1)
    made = await sql(running.layout, "select studio_id, id from tiny.marks order by id")
    assert [tuple(row.values()) for row in made] == [(STUDIO, mark) for mark in sorted(marks)], "each once"


def test_a_handler_must_bear_its_messages_name(installed: Path) -> None:
    from danceai.common.frame.service import Service
    from danceai.common.frame.unit_of_work import UnitOfWork
    from danceai.tiny.contracts import Counted, CountMarks

    async def how_many(request: CountMarks, work: UnitOfWork) -> Counted:
        return Counted(count=0)

    with pytest.raises(TypeError, match="must be called count_marks"):
        Service("tiny", requests=[how_many])


def test_settings_that_nobody_knows_are_refused() -> None:
    from danceai.common.settings import Settings, refuse_unknown

    refuse_unknown({"DANCEAI_NATS_URL": "x", "HOME": "/"}, Settings)
    with pytest.raises(SystemExit, match="DANCEAI_NATS_URI is no setting of this service; is DANCEAI_NATS_URL meant"):
        refuse_unknown({"DANCEAI_NATS_URI": "x"}, Settings)
