"""Who acts: actors, roles and the permissions each role has."""

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from danceai.common.errors import Forbidden


class Role(StrEnum):
    """What somebody is in the platform (product: Roles)."""

    PLATFORM_ADMIN = "platform_admin"
    STUDIO_ADMIN = "studio_admin"
    TRAINER = "trainer"
    DANCER = "dancer"
    SERVICE = "service"
    """A process acting on a person's earlier wish: jobs and events."""


class Permission(StrEnum):
    """What a request may need. Declared on the contract, enforced by the frame at the owning service."""

    READ = "read"
    UPLOAD = "upload"
    ANALYSE = "analyse"
    MANAGE_COUPLES = "manage_couples"
    TEACH = "teach"
    """Transcripts, datasets and results: the trainer's workshop."""
    DEBUG = "debug"
    """See how a result came about: every detected body and what tracking made of it"""
    MANAGE_PLATFORM = "manage_platform"
    """What all studios share: the registry of pose models."""


_MEMBER = frozenset({Permission.READ, Permission.UPLOAD, Permission.ANALYSE})
_STUDIO = frozenset(Permission) - {Permission.MANAGE_PLATFORM}
_TRAINER = _STUDIO - {Permission.DEBUG}

GRANTED: dict[Role, frozenset[Permission]] = {
    Role.PLATFORM_ADMIN: frozenset(Permission),
    Role.STUDIO_ADMIN: _STUDIO,
    Role.TRAINER: _TRAINER,
    Role.DANCER: _MEMBER,
    Role.SERVICE: frozenset(Permission),
}


class Actor(BaseModel):
    """The one on whose behalf something happens; travels with every message."""

    model_config = ConfigDict(frozen=True)

    user_id: UUID
    studio_id: UUID
    role: Role

    def must(self, permission: Permission) -> None:
        """Raise Forbidden unless the role grants the permission."""
        if permission not in GRANTED[self.role]:
            raise Forbidden("Your account does not allow this. Ask an admin of your studio.")


NOBODY = Actor(user_id=UUID(int=0), studio_id=UUID(int=0), role=Role.SERVICE)
"""Stands for the platform itself before anybody signed in; its studio owns nothing."""
