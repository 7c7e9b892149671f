"""Whose rows are reached: said once on each table, asked by every query, closed where nobody has said it.

A table says how its rows are tied to people (`tied`); the table of role and action says how far an action goes
(`identity.Reach`); both together are the condition of every query (`condition`). A statement on such a table that has
not asked is refused before it is sent (`guard`), so a forgotten question is a failing test, not a leak.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, any_, bindparam, event, false, select, true
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from danceai.common.identity import Actor, Reach

ASKED = "reach"
"""Execution option: who has asked, or why nobody needs to"""
EVERYTHING = (Reach.STUDIO, Reach.PLATFORM, Reach.DELEGATED)


class ReachNotAsked(RuntimeError):
    """A statement would read or change rows of people without having asked whose they are: a defect of ours."""


class Tie(Protocol):
    """How rows of a table are tied to people."""

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """True for the rows that the actor reaches."""


def _couples(actor: Actor) -> Any:
    """The couples within reach as one array; nobody's set is an empty one."""
    return bindparam(None, sorted(actor.couples or ()), type_=ARRAY(Uuid))


def _bound(actor: Actor, reach: Reach) -> bool:
    """Whether couples matter: always for those who reach couples only, and for services acting for one of them."""
    return reach is Reach.COUPLES or (reach is Reach.DELEGATED and actor.couples is not None)


@dataclass(frozen=True)
class ToCouple:
    """A row belongs to one couple."""

    column: str = "couple_id"

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """Rows of couples within reach."""
        if _bound(actor, reach):
            return getattr(row, self.column) == any_(_couples(actor))  # type: ignore[no-any-return]
        return true() if reach in EVERYTHING else false()


@dataclass(frozen=True)
class ToCouples:
    """A row draws from several couples: all of them must be within reach."""

    column: str = "couples"

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """Rows whose couples are all within reach."""
        if _bound(actor, reach):
            return getattr(row, self.column).contained_by(_couples(actor))  # type: ignore[no-any-return]
        return true() if reach in EVERYTHING else false()


@dataclass(frozen=True)
class Through:
    """A row belongs to another row, and is reached with it."""

    parent: type["Tenant"]
    column: str
    key: str = "id"

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """Rows whose parent is within reach."""
        if reach in EVERYTHING and not _bound(actor, reach):
            return true()
        parents = select(getattr(self.parent, self.key)).where(condition(self.parent, actor, reach))
        return getattr(row, self.column).in_(parents)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class ToUser:
    """A row is somebody's own."""

    column: str = "user_id"

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """One's own rows; all of the studio's for those who reach the studio."""
        if reach in EVERYTHING:
            return true()
        return getattr(row, self.column) == actor.user_id  # type: ignore[no-any-return]


@dataclass(frozen=True)
class ToStudio:
    """A row is the studio's as a whole."""

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """All or nothing."""
        del row, actor
        return true() if reach in EVERYTHING else false()


@dataclass(frozen=True)
class ToNobody:
    """A row is a service's own working record: no person asks for it."""

    def condition(self, row: Any, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """For services acting on an admitted wish."""
        del row, actor
        return true() if reach is Reach.DELEGATED else false()


class Tenant:
    """Every row belongs to a studio (row-level security fences it), and says who of the studio reaches it."""

    studio_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, sort_order=-1)
    tied: ClassVar[Tie]
    called: ClassVar[str] = "thing"
    """In sentences: This analysis does not exist."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "__tablename__" in vars(cls) and not hasattr(cls, "tied"):
            raise TypeError(f"{cls.__name__} does not say whom its rows are tied to")


Row = TypeVar("Row", bound=Tenant)


def condition(row: type[Tenant], actor: Actor, reach: Reach) -> ColumnElement[bool]:
    """The condition under which rows of a table are reached."""
    return row.tied.condition(row, actor, reach)


def asked(because: str) -> dict[str, str]:
    """Execution options of a statement that has asked, or that need not: say why."""
    return {ASKED: because}


def guard(session_class: type[Session]) -> None:
    """Refuse statements of these sessions that touch people's rows without having asked."""

    @event.listens_for(session_class, "do_orm_execute")
    def check(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_column_load or state.is_relationship_load or ASKED in state.execution_options:
            return
        touched = [mapper.class_.__name__ for mapper in state.all_mappers if issubclass(mapper.class_, Tenant)]
        if touched:
            raise ReachNotAsked(f"Nobody has asked whose {', '.join(touched)} these are: use find, visible or opened.")
