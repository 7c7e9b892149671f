"""The four kinds of message: requests (answered), jobs (worked off), events (facts) and progress (fleeting)."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, PlainSerializer, SecretStr, StringConstraints

from danceai.common.identity import Permission

GIB = 1024**3


class Message(BaseModel):
    """Immutable and strict about its fields: a typo is an error, not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reply(Message):
    """What a request is answered with. Readers ignore fields they do not know yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")


R = TypeVar("R", bound=Reply)


class Addressed(Message):
    """A message with a fixed place on the bus, given as a class keyword."""

    subject: ClassVar[str] = ""

    def __init_subclass__(cls, subject: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if subject:
            cls.subject = subject

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Swallow the class keywords that `__init_subclass__` read."""


class Request(Addressed, Generic[R]):
    """Asked of the service that owns the data; answered at once. `needs` is checked before the handler runs."""

    needs: ClassVar[Permission | None] = None

    def __init_subclass__(cls, needs: Permission | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.needs = needs

    @classmethod
    def reply_type(cls) -> type[R]:
        """The model of the answer."""
        for base in cls.__mro__:
            arguments = getattr(base, "__pydantic_generic_metadata__", {}).get("args")
            if arguments:
                return cast("type[R]", arguments[0])
        raise TypeError(f"{cls.__name__} does not say what it is answered with")


class Job(Addressed):
    """Long work in a queue of its own; done once even when it is delivered twice."""


class Event(Addressed):
    """Something that has happened, told to whoever listens."""


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
