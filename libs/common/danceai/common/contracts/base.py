"""The four kinds of message: requests (answered), jobs (worked off), events (facts) and progress (fleeting)."""

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SecretStr, StringConstraints

from danceai.common.identity import Permission

GIB = 1024**3


class Message(BaseModel):
    """Immutable and strict about its fields: a typo is an error, not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reply(Message):
    """What a request is answered with. Readers ignore fields they do not know yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")


R = TypeVar("R", bound=Reply)


def snake_case(name: str) -> str:
    """`StartUpload` -> `start_upload`: the one name of a message in subjects, handlers and logs."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class Addressed(Message):
    """A message with a place on the bus: its subject is made of its own name, so nobody has to choose one."""

    service: ClassVar[str] = ""
    """Who answers or works it off; empty for events, which anybody may tell"""
    subject: ClassVar[str] = ""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Swallow the class keywords that `__init_subclass__` has read."""

    @classmethod
    def short_name(cls) -> str:
        """`start_upload`: also the name of the function that handles it."""
        return snake_case(cls.__name__)

    @classmethod
    def subject_of(cls, studio_id: UUID) -> str:
        """Where a studio's message of this kind goes: the same for all, but for jobs."""
        del studio_id
        return cls.subject

    @classmethod
    def subjects(cls) -> str:
        """Where all messages of this kind go, as a pattern."""
        return cls.subject


class Request(Addressed, Generic[R]):
    """Asked of the service that owns the data; answered at once. `needs` is checked before the handler runs."""

    needs: ClassVar[Permission | None] = None

    def __init_subclass__(cls, service: str = "", needs: Permission | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if service:
            cls.service, cls.needs, cls.subject = service, needs, f"{service}.{cls.short_name()}"

    @classmethod
    def reply_type(cls) -> type[R]:
        """The model of the answer."""
        for base in cls.__mro__:
            arguments = getattr(base, "__pydantic_generic_metadata__", {}).get("args")
            if arguments:
                return cast("type[R]", arguments[0])
        raise TypeError(f"{cls.__name__} does not say what it is answered with")


class Job(Addressed):
    """Long work in a queue of its own, taken studio by studio in turn; done once even when it is delivered twice."""

    limit: ClassVar[float] = 600.0
    """Seconds one attempt may take"""
    attempts: ClassVar[int] = 4
    slots: ClassVar[int] = 1
    """Jobs of this kind that a process works on at a time"""
    per_studio: ClassVar[int] = 0
    """Of these, in all processes together, one studio's; 0 = as many as there are slots"""

    def __init_subclass__(
        cls,
        service: str = "",
        limit: float = 600.0,
        attempts: int = 4,
        slots: int = 1,
        per_studio: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        if service:
            cls.service, cls.subject = service, f"jobs.{service}.{cls.short_name()}"
            cls.limit, cls.attempts, cls.slots, cls.per_studio = limit, attempts, slots, per_studio

    @classmethod
    def subject_of(cls, studio_id: UUID) -> str:
        """A studio's part of the queue: jobs.ingest.probe_video.<studio>."""
        return f"{cls.subject}.{studio_id}"

    @classmethod
    def subjects(cls) -> str:
        """Every studio's part."""
        return f"{cls.subject}.*"

    @classmethod
    def queue(cls) -> str:
        """The JetStream stream of this kind: JOBS_INGEST_PROBE_VIDEO for jobs.ingest.probe_video."""
        return cls.subject.upper().replace(".", "_")


class Event(Addressed):
    """Something that has happened, told to whoever listens."""

    def __init_subclass__(cls, version: int = 1, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.subject = f"events.{cls.short_name()}.v{version}"


class Paged(Message):
    """What every request for a list takes."""

    limit: int = Field(default=200, ge=1, le=500)
    """Rows at most; a page may be shorter where rows are large"""
    cursor: Annotated[str, Field(max_length=2000)] | None = None
    """`next_cursor` of the page before; none = the first page"""


class PageReply(Reply):
    """What every request for a list is answered with, beside its rows."""

    next_cursor: str | None = None
    """Where the next page begins; none = this is the last one"""


class Done(Reply):
    """The request was carried out; there is nothing to tell."""


class Dance(StrEnum):
    """The five Standard dances."""

    WALTZ = "waltz"
    TANGO = "tango"
    VIENNESE_WALTZ = "viennese_waltz"
    SLOW_FOXTROT = "slow_foxtrot"
    QUICKSTEP = "quickstep"


class Language(StrEnum):
    """Languages of reports and texts."""

    EN = "en"
    DE = "de"
    RU = "ru"
    ZH = "zh"


class Insight(StrEnum):
    """How deep a text goes: words and detail differ, facts do not."""

    SIMPLE = "simple"
    STANDARD = "standard"
    EXPERT = "expert"


class Camera(StrEnum):
    """A session has one camera, or two."""

    A = "A"
    B = "B"


class Verdict(StrEnum):
    """How good one quality line is."""

    GOOD = "good"
    WARNING = "warning"
    UNUSABLE = "unusable"


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Id = UUID
Secret = Annotated[SecretStr, PlainSerializer(SecretStr.get_secret_value, when_used="json")]
"""Shown as stars everywhere but on the wire."""
