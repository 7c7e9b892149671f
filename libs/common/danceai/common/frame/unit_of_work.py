"""One request, event or job conclusion = one transaction: what it reads, changes, announces and enqueues.

It knows neither bus nor store: nothing remote can be waited for while rows are locked (decision 2).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import Select, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.common.contracts.audit import AdministrationChanged
from danceai.common.contracts.base import Addressed, Event, Job
from danceai.common.database.engine import TENANT
from danceai.common.database.reach import Tenant, asked, condition
from danceai.common.database.tables import OutboxRow
from danceai.common.errors import Forbidden, Invalid, NotFound
from danceai.common.frame import ledger
from danceai.common.identity import Actor, Reach
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.vouching import vouch
from danceai.common.settings import ServiceSettings

Row = TypeVar("Row", bound=Tenant)
ALONE = text("select pg_advisory_xact_lock(hashtextextended(:at, 0))")
LARGEST_MESSAGE = 1_000_000
"""Bytes of a job or event; far below what the bus takes, so that none is ever stuck in the outbox for its size"""


class UnitOfWork:
    """What a use case works with. It never commits: leaving the frame's block does."""

    def __init__(
        self,
        db: AsyncSession,
        actor: Actor,
        reach: Reach,
        own: ServiceSettings,
        correlation: UUID | None = None,
        credentials: Credentials | None = None,
        may_post: frozenset[type[Addressed]] = frozenset(),
    ) -> None:
        self.db = db
        self.actor = actor
        self.reach = reach
        """How far the action that is being done goes"""
        self.own = own
        self.wrote_messages = False
        self.changed: set[tuple[str, UUID]] = set()
        self.changed_callers: set[UUID] = set()
        self._correlation = correlation
        self._credentials = credentials
        self._may_post = may_post

    @property
    def studio_id(self) -> UUID:
        """The studio this transaction sees."""
        return self.actor.studio_id

    def visible(self, row: type[Row]) -> Select[Row]:
        """A query of the rows of a table within reach; add conditions and order to it."""
        within = condition(row, self.actor, self.reach)
        return select(row).where(within).execution_options(**asked("visible"))

    def opened(self, row: type[Row], *, because: str) -> Select[Row]:
        """A query of all rows of the studio, whoever asks: say why that is right."""
        return select(row).execution_options(**asked(because))

    async def find(self, row: type[Row], *key: UUID | str | int, lock: bool = False) -> Row:
        """One row of this studio by the rest of its key, locked until the end where asked for.

        Raises NotFound when the studio has no such row, Forbidden when it is out of reach.
        """
        columns = list(row.__table__.primary_key)  # type: ignore[attr-defined]
        named = zip(columns, (self.studio_id, *key), strict=True)
        return await self._find(row, select(row).where(*(column == value for column, value in named)), lock=lock)

    async def find_last(self, row: type[Row], *key: UUID | str | int) -> Row:
        """Of the rows that share all of their key but its end, the one where that is highest. Raises like `find`."""
        *columns, last = list(row.__table__.primary_key)  # type: ignore[attr-defined]
        named = zip(columns, (self.studio_id, *key), strict=True)
        query = select(row).where(*(column == value for column, value in named))
        return await self._find(row, query.order_by(last.desc()).limit(1))

    async def _find(self, row: type[Row], query: Select[Any], *, lock: bool = False) -> Row:
        within = condition(row, self.actor, self.reach)
        query = query.add_columns(within.label("within")).execution_options(**asked("find"))
        if lock:
            query = query.with_for_update(of=row).execution_options(populate_existing=True)
        found = (await self.db.execute(query)).first()
        if found is None:
            raise NotFound(f"This {row.called} does not exist.")
        if not found.within:
            raise Forbidden(f"This {row.called} is not assigned to you. Ask an admin of your studio.")
        return found[0]  # type: ignore[no-any-return]

    async def alone(self, at: str) -> None:
        """Be the only one of the studio at something until the transaction ends: who counts must see what others do."""
        await self.db.execute(ALONE, {"at": f"{at} of {self.studio_id}"})

    async def first(self, query: Select[Row]) -> Row | None:
        """The first row of a query, or None."""
        return (await self.db.scalars(query.limit(1))).first()

    async def all(self, query: Select[Row]) -> list[Row]:
        """Every row of a query."""
        return list(await self.db.scalars(query))

    @asynccontextmanager
    async def as_studio(self, studio_id: UUID) -> AsyncIterator[None]:
        """See and change another studio's rows while the block lasts: for sign-in and for platform administration."""
        before = self.actor
        await self.db.flush()
        await self.db.execute(TENANT, {"studio": str(studio_id)})
        self.actor = before.model_copy(update={"studio_id": studio_id})
        try:
            yield
            await self.db.flush()
        finally:
            self.actor = before
            with suppress(SQLAlchemyError):  # the transaction has failed already, and its error is on the way
                await self.db.execute(TENANT, {"studio": str(before.studio_id)})

    async def keep(self, key: str) -> None:
        """Some row wants this object from now on. Raises Unavailable when it has been taken away meanwhile."""
        await ledger.keep(self.db, [key])

    async def drop(self, under: str) -> None:
        """No row wants the object of this key, or those below it: they are gone some time after the commit."""
        await ledger.drop(self.db, self.studio_id, under)

    def announce(self, event: Event) -> None:
        """Tell a fact, if and when the transaction commits."""
        self._post(event)

    def enqueue(self, job: Job) -> None:
        """Ask for long work, if and when the transaction commits."""
        self._post(job)

    def record(self, action: str, kind: str, identifier: object, **details: Any) -> None:
        """Have the audit log tell of an administrative change, if and when the transaction commits."""
        self._post(
            AdministrationChanged(
                action=action, subject_kind=kind, subject_id=str(identifier), details=details, at=datetime.now(UTC)
            )
        )

    def vouch(self, actor: Actor) -> SecretStr:
        """Sign who somebody is: other services believe it of auth alone."""
        assert self._credentials is not None
        return SecretStr(vouch(actor, self._credentials.vouching_key))

    def callers_changed(self, identifier: UUID) -> None:
        """Have every gateway ask anew who a user, a key, or anybody of a studio is, after the commit."""
        self.changed_callers.add(identifier)

    def touch(self, kind: str, identifier: UUID) -> None:
        """Let live views of a thing read it again after the commit."""
        self.changed.add((kind, identifier))

    def _post(self, message: Addressed) -> None:
        if type(message) not in self._may_post:
            raise TypeError(f"{type(message).__name__} is not in this service's table of contents")
        payload = message.model_dump_json().encode()
        if len(payload) > LARGEST_MESSAGE:
            raise Invalid("This is too much at once. Please do it in several parts.", code="too_much")
        envelope = Envelope.of(message, self.actor, self._correlation)
        self.db.add(
            OutboxRow(
                id=envelope.id,
                subject=message.subject_of(self.actor.studio_id),
                headers=envelope.headers(),
                payload=payload,
                created_at=datetime.now(UTC),
            )
        )
        self.wrote_messages = True
