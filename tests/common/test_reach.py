"""Whose rows a query reaches: closed where nobody has asked, and never wider than the table of role and action."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, text, update

from danceai.auth.seeding import known_id
from danceai.auth.tables import ApiKeyRow, CoupleRow, User
from danceai.coaching.tables import EvaluationRow
from danceai.common.database.engine import Database
from danceai.common.database.reach import ReachNotAsked, Tenant
from danceai.common.errors import Forbidden, NotFound
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import GRANTS, Actor, Permission, Reach, Role, service_of
from danceai.common.messaging.envelope import Envelope
from danceai.common.settings import ServiceSettings
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import beside, working_in
from tests.support.platform import RunningPlatform

STUDIO, COUPLE = known_id(DEMO_STUDIO), known_id(DEMO_STUDIO, "couple")
TRAINER, ADMIN = known_id(DEMO_STUDIO, Role.TRAINER), known_id(DEMO_STUDIO, Role.STUDIO_ADMIN)


@pytest.fixture
async def database(running: RunningPlatform) -> AsyncIterator[Database]:
    """Auth's own, as its own role."""
    opened = Database(running.layout.database_url("auth"))
    yield opened
    await opened.close()


def _work(session: object, reach: Reach, couples: frozenset[UUID] | None = None) -> UnitOfWork:
    actor = Actor(user_id=TRAINER, studio_id=STUDIO, role=Role.TRAINER, couples=couples)
    return UnitOfWork(session, actor, reach, ServiceSettings())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    [
        select(CoupleRow),
        select(CoupleRow.lead),
        select(User).join(CoupleRow, CoupleRow.lead_user_id == User.id),
        update(CoupleRow).values(tier="S"),
        delete(ApiKeyRow),
    ],
)
async def test_a_statement_that_has_not_asked_is_refused(database: Database, statement: object) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        with pytest.raises(ReachNotAsked):
            await session.execute(statement)  # type: ignore[call-overload]


async def test_a_row_by_its_key_must_be_asked_for_too(database: Database) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        with pytest.raises(ReachNotAsked):
            await session.get(CoupleRow, (STUDIO, COUPLE))


async def test_a_table_must_say_whom_it_is_tied_to() -> None:
    with pytest.raises(TypeError, match="does not say"):
        type("Loose", (Tenant,), {"__tablename__": "loose"})


async def test_couples_reach_as_far_as_the_actor_says(database: Database) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        for couples, sees in ((frozenset({COUPLE}), True), (frozenset({uuid4()}), False), (None, False)):
            work = _work(session, Reach.COUPLES, couples)
            seen = {row.id for row in await work.all(work.visible(CoupleRow))}
            assert (COUPLE in seen) == sees, "nobody's set of couples is an empty one"
            if sees:
                assert (await work.find(CoupleRow, COUPLE)).id == COUPLE
            else:
                with pytest.raises(Forbidden, match="not assigned to you"):
                    await work.find(CoupleRow, COUPLE)
        with pytest.raises(NotFound, match="This couple does not exist"):
            await _work(session, Reach.STUDIO).find(CoupleRow, uuid4())


async def test_who_reaches_couples_reaches_nothing_of_the_studio_as_a_whole(database: Database) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        work = _work(session, Reach.COUPLES, frozenset({COUPLE}))
        assert await work.all(work.visible(ApiKeyRow)) == []
        own = {row.id for row in await work.all(work.visible(User))}
        assert own == {TRAINER}, "of what belongs to users, one's own"
        everybody = {row.id for row in await work.all(_work(session, Reach.STUDIO).visible(User))}
        assert {TRAINER, ADMIN} <= everybody


async def test_a_service_stays_bound_to_the_couples_of_the_wish(database: Database) -> None:
    async with database.tenant_transaction(STUDIO) as session:
        bound = _work(session, Reach.DELEGATED, frozenset())
        assert await bound.all(bound.visible(CoupleRow)) == []
        free = _work(session, Reach.DELEGATED, None)
        assert COUPLE in {row.id for row in await free.all(free.visible(CoupleRow))}


@pytest.mark.parametrize("role", [Role.PLATFORM_ADMIN, Role.STUDIO_ADMIN, Role.TRAINER, Role.DANCER])
async def test_the_database_binds_to_couples_exactly_those_whom_the_table_binds(database: Database, role: Role) -> None:
    """The function that resolves a caller and the table of role and action are one rule said in two languages."""
    async with database.tenant_transaction(STUDIO) as session:
        couples = await session.scalar(
            text("select reach(:user, :role)"), {"user": known_id(DEMO_STUDIO, role), "role": role.value}
        )
    assert (couples is not None) == (Reach.COUPLES in GRANTS[role].values())


def test_every_role_has_a_reach_for_what_it_may_do_and_for_nothing_else() -> None:
    for role, granted in GRANTS.items():
        actor = Actor(user_id=TRAINER, studio_id=STUDIO, role=role)
        for permission in Permission:
            if role is Role.KEY or permission not in granted:
                with pytest.raises(Forbidden):
                    actor.reach(permission)
            else:
                assert actor.reach(permission) is granted[permission]


async def test_the_last_of_several_is_found_and_it_decides(running: RunningPlatform) -> None:
    analysis, stranger = uuid4(), uuid4()
    bound = Envelope(actor=service_of(STUDIO).model_copy(update={"couples": frozenset({COUPLE})}), type="Test")
    async with beside(running, "coaching") as service:
        async with working_in(service) as work:
            for attempt, couple in ((1, COUPLE), (2, stranger)):
                row = EvaluationRow(analysis_id=analysis, attempt=attempt, language="en", text="", writer="rules")
                row.studio_id, row.couple_id = STUDIO, couple
                work.db.add(row)
        async with working_in(service) as work:
            assert (await work.find_last(EvaluationRow, analysis)).attempt == 2
            with pytest.raises(NotFound):
                await work.find_last(EvaluationRow, uuid4())
        async with service.unit_of_work(bound, Reach.DELEGATED) as work:
            with pytest.raises(Forbidden):
                await work.find_last(EvaluationRow, analysis)
        async with working_in(service) as work:
            for row in await work.all(work.visible(EvaluationRow).where(EvaluationRow.analysis_id == analysis)):
                await work.db.delete(row)
