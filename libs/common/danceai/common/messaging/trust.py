"""Who may send what: the public side of all credentials, in one document that every process reads.

It holds no secret; whoever can change it decides whom the house believes.
"""

from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from danceai.common.messaging.credentials import PublicKeys

AUTHORITY = "auth"
"""The only one who says who somebody is"""


class Sender(BaseModel):
    """One process, or all of one kind."""

    model_config = ConfigDict(frozen=True)

    keys: PublicKeys
    sends: tuple[str, ...]
    """Subjects of the messages it may send, with NATS's wildcards"""
    speaks_for_people: bool = False
    """It brings calls of people from outside: actors keep their role. Others act on wishes admitted before."""

    def may_send(self, subject: str) -> bool:
        """Whether a subject is among its own."""
        return any(matches(pattern, subject) for pattern in self.sends)


class Trust(BaseModel):
    """All senders by name."""

    model_config = ConfigDict(frozen=True)

    senders: dict[str, Sender]

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file. Raises OSError, ValueError."""
        return cls.model_validate_json(path.read_bytes())

    @cached_property
    def authority(self) -> Sender:
        """Auth."""
        return self.senders[AUTHORITY]


def matches(pattern: str, subject: str) -> bool:
    """Whether a subject falls under a NATS pattern: * stands for one token, > for one or more at the end."""
    wanted, given = pattern.split("."), subject.split(".")
    for at, part in enumerate(wanted):
        if part == ">":
            return len(given) > at
        if at >= len(given) or part not in ("*", given[at]):
            return False
    return len(wanted) == len(given)
