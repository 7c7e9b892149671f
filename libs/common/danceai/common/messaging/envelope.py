"""What travels in the headers of every message: id, type, version, time, studio, actor, correlation, trace."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from danceai.common.contracts.base import Addressed
from danceai.common.errors import NotAuthentic
from danceai.common.identity import Actor
from danceai.common.observability import logs, tracing

VERSION = "1"
OURS = "Danceai-"
ID = "Nats-Msg-Id"
ACTOR, STUDIO = f"{OURS}Actor", f"{OURS}Studio"
SENDER, SEALED_AT, SEAL = f"{OURS}Sender", f"{OURS}Sealed-At", f"{OURS}Seal"


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
        """As NATS headers, not sealed yet. `Nats-Msg-Id` lets JetStream drop a second copy."""
        return {
            ID: str(self.id),
            "Danceai-Type": self.type,
            "Danceai-Version": VERSION,
            "Danceai-Time": self.sent_at.isoformat(),
            STUDIO: str(self.actor.studio_id),
            "Danceai-Correlation": str(self.correlation),
            **({ACTOR: self.actor.token} if self.actor.token else {}),
            **self.trace,
        }

    def by(self, actor: Actor) -> "Envelope":
        """The same message as somebody else's."""
        return replace(self, actor=actor)

    def mark_logs(self) -> None:
        """Have what is logged and sent from now on by this task say what it belongs to."""
        logs.belongs_to(self.correlation, type=self.type, studio=str(self.actor.studio_id))

    @classmethod
    def read(cls, headers: Mapping[str, str], actor: Actor) -> "Envelope":
        """The envelope of a message whose seal was opened (`seals`). Raises NotAuthentic when something is missing."""
        try:
            return cls(
                actor=actor,
                type=headers["Danceai-Type"],
                id=UUID(headers[ID]),
                correlation=UUID(headers["Danceai-Correlation"]),
                sent_at=datetime.fromisoformat(headers["Danceai-Time"]),
                trace={k: v for k, v in headers.items() if k in ("traceparent", "tracestate")},
            )
        except (KeyError, ValueError) as error:
            raise NotAuthentic("This message does not say what it is.") from error

    @classmethod
    def of(cls, message: Addressed, actor: Actor, correlation: UUID | None = None) -> "Envelope":
        """A fresh envelope around a message."""
        return cls(actor=actor, type=type(message).__name__, correlation=correlation or logs.correlation() or uuid4())
