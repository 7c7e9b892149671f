"""Who acts, and what they may: one table of role, action and reach.

Two gates stand before every request. The frame asks the table whether the role has the action at all (403 if not);
then every query asks whose rows the action reaches (`database.reach`): things of another studio do not exist (404, by
row-level security), things of the own studio that are out of reach are refused (403).
"""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from danceai.common.errors import Forbidden


class Role(StrEnum):
    """What somebody is in the platform (product: Roles)."""

    PLATFORM_ADMIN = "platform_admin"
    STUDIO_ADMIN = "studio_admin"
    TRAINER = "trainer"
    DANCER = "dancer"
    KEY = "key"
    """An API key: what it may is in its scopes."""
    SERVICE = "service"
    """A process acting on a person's earlier wish: jobs, events, and requests of one service to another."""
    NOBODY = "nobody"
    """Somebody who has not signed in"""


class Permission(StrEnum):
    """An action that a request may need. Declared on the contract, enforced by the frame at the owning service."""

    ACCOUNT = "account"
    """One's own profile, password, second factor and sessions"""
    SEE_COUPLES = "see_couples"
    """Couples and their official results"""
    SEE_ANALYSES = "see_analyses"
    """Sessions, videos, analyses and their scores"""
    SEE_FILES = "see_files"
    """Download what an analysis has made"""
    UPLOAD = "upload"
    """Open sessions, send videos, crop them"""
    ANALYSE = "analyse"
    """Start, cancel, retry and rescore analyses"""
    TALK = "talk"
    """Ask questions about the dancing of couples, answer them, and tell couples something"""
    CONSENT = "consent"
    """Let a partner federation see a couple's results, or no longer"""
    MANAGE_COUPLES = "manage_couples"
    """Register and edit couples"""
    SEE_STUDIO = "see_studio"
    """What everybody of the studio may know: what new analyses start with, which pose models there are"""
    TRANSCRIBE = "transcribe"
    """Teaching videos turned into text, and the library of them"""
    TEACH = "teach"
    """Dancing principles and phrases that evaluations draw on"""
    ASK_AI = "ask_ai"
    """Talk with a language model about an analysis; each has a conversation of their own"""
    ANNOTATE = "annotate"
    """Datasets: frames of analyses, their corrected joints, and what is exported of them"""
    ENTER_RESULTS = "enter_results"
    """Official competition results typed in by hand"""
    DEBUG = "debug"
    """See how a result came about: every detected body and what tracking made of it"""
    MANAGE_USERS = "manage_users"
    """Users, their roles, quotas and second factors; who trains whom; the login log"""
    MANAGE_STUDIO = "manage_studio"
    """The studio's setup, API keys and audit log"""
    MANAGE_PLATFORM = "manage_platform"
    """What all studios share: studios, pose models, the platform's setup"""


class Reach(StrEnum):
    """On whose things an action may be done. `database.reach` says what each means for each kind of table."""

    STUDIO = "studio"
    """All of the own studio"""
    COUPLES = "couples"
    """Dancers: their own couple. Trainers: couples assigned to them. Keys of a partner: couples that consented"""
    SELF = "self"
    """Only one's own"""
    PLATFORM = "platform"
    """Every studio"""
    DELEGATED = "delegated"
    """A service acts on a wish that was admitted before: couples stay bound, the studio's own things are open"""


P = Permission
_MEMBER = {P.ACCOUNT: Reach.SELF, P.SEE_STUDIO: Reach.STUDIO}
_DANCER = dict.fromkeys(
    (P.SEE_COUPLES, P.SEE_ANALYSES, P.SEE_FILES, P.UPLOAD, P.ANALYSE, P.TALK, P.ASK_AI, P.CONSENT), Reach.COUPLES
)
_TRAINER = dict.fromkeys({*_DANCER, P.MANAGE_COUPLES, P.ANNOTATE, P.ENTER_RESULTS} - {P.CONSENT}, Reach.COUPLES) | {
    P.TRANSCRIBE: Reach.STUDIO,
    P.TEACH: Reach.STUDIO,
}
_ADMIN = dict.fromkeys(set(P) - {P.ACCOUNT, P.MANAGE_PLATFORM}, Reach.STUDIO)

GRANTS: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.PLATFORM_ADMIN: _MEMBER | _ADMIN | {P.MANAGE_PLATFORM: Reach.PLATFORM},
    Role.STUDIO_ADMIN: _MEMBER | _ADMIN,
    Role.TRAINER: _MEMBER | _TRAINER,
    Role.DANCER: _MEMBER | _DANCER,
    Role.KEY: {},
    Role.SERVICE: dict.fromkeys(P, Reach.DELEGATED),
    Role.NOBODY: {},
}
"""The table. docs/permissions.md shows it; a test walks every cell of it over every route and every request."""


class Scope(StrEnum):
    """What an API key may be given."""

    COUPLES_READ = "couples:read"
    ANALYSES_READ = "analyses:read"
    FILES_READ = "files:read"
    UPLOADS_WRITE = "uploads:write"


SCOPE_GRANTS: Mapping[Scope, frozenset[Permission]] = {
    Scope.COUPLES_READ: frozenset({P.SEE_COUPLES}),
    Scope.ANALYSES_READ: frozenset({P.SEE_ANALYSES, P.SEE_STUDIO}),
    Scope.FILES_READ: frozenset({P.SEE_FILES}),
    Scope.UPLOADS_WRITE: frozenset({P.UPLOAD, P.ANALYSE}),
}


class Actor(BaseModel):
    """The one on whose behalf something happens; travels with every message."""

    model_config = ConfigDict(frozen=True)

    user_id: UUID
    """Of a person, or of an API key"""
    studio_id: UUID
    role: Role
    couples: frozenset[UUID] | None = None
    """The couples within reach; None = all of the studio"""
    scopes: frozenset[Scope] = frozenset()
    """Of an API key"""
    token: str | None = Field(default=None, exclude=True, repr=False)
    """What auth has signed of the above; without it nobody else believes it (`messaging.vouching`)"""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything the actor may do."""
        return frozenset(GRANTS[self.role]).union(*(SCOPE_GRANTS[scope] for scope in self.scopes))

    def may(self, permission: Permission) -> bool:
        """Whether the table grants the action."""
        return permission in self.permissions

    def must(self, permission: Permission) -> None:
        """Raise Forbidden unless the table grants the action."""
        if not self.may(permission):
            raise Forbidden("Your account does not allow this. Ask an admin of your studio.")

    def reach(self, permission: Permission) -> Reach:
        """On whose things the action may be done. Raises Forbidden when it may not be done at all."""
        self.must(permission)
        if self.role is Role.KEY:
            return Reach.STUDIO if self.couples is None else Reach.COUPLES
        return GRANTS[self.role][permission]

    def through_service(self) -> "Actor":
        """The same one, asked for by a service that has checked the permission already; the reach stays."""
        return self.model_copy(update={"role": Role.SERVICE, "scopes": frozenset()})


PLATFORM_STUDIO = UUID(int=0)
"""Owns what belongs to no studio"""
NOBODY = Actor(user_id=UUID(int=0), studio_id=PLATFORM_STUDIO, role=Role.NOBODY)
"""Whoever has not signed in"""


def service_of(studio_id: UUID) -> Actor:
    """A service on its own account in a studio: what nobody in particular has wished."""
    return Actor(user_id=UUID(int=0), studio_id=studio_id, role=Role.SERVICE)
