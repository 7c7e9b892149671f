"""What travels in the headers of every message: id, type, version, time, actor, correlation, trace."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from danceai.common.contracts.base import Addressed
from danceai.common.identity import Actor
from danceai.common.observability import tracing

VERSION = "1"


@dataclass(frozen=True)
class Envelope:
    """The headers of one message."""

    actor: Actor
    type: str
    id: UUID = field(default_factory=uuid4)
    correlation: UUID = field(default_factory=uuid4)
    sent_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    trace: dict[str, str] = field(default_factory=tracing.headers)

    def headers(self) -> dict[str, str]:
        """As NATS headers. `Nats-Msg-Id` lets JetStream drop a second copy."""
        return {
            "Nats-Msg-Id": str(self.id),
            "Danceai-Type": self.type,
            "Danceai-Version": VERSION,
            "Danceai-Time": self.sent_at.isoformat(),
            "Danceai-Studio": str(self.actor.studio_id),
            "Danceai-Actor": self.actor.model_dump_json(),
            "Danceai-Correlation": str(self.correlation),
            **self.trace,
        }

    def by(self, actor: Actor) -> "Envelope":
        """The same message as somebody else's."""
        return replace(self, actor=actor)

    @classmethod
    def read(cls, headers: dict[str, str] | None) -> "Envelope":
        """The envelope of a received message. Raises KeyError or ValueError when it has none."""
        given = headers or {}
        return cls(
            actor=Actor.model_validate_json(given["Danceai-Actor"]),
            type=given["Danceai-Type"],
            id=UUID(given["Nats-Msg-Id"]),
            correlation=UUID(given["Danceai-Correlation"]),
            sent_at=datetime.fromisoformat(given["Danceai-Time"]),
            trace={k: v for k, v in given.items() if k in ("traceparent", "tracestate")},
        )

    @classmethod
    def of(cls, message: Addressed, actor: Actor, correlation: UUID | None = None) -> "Envelope":
        """A fresh envelope around a message."""
        return cls(actor=actor, type=type(message).__name__, correlation=correlation or uuid4())
