"""One JSON object per line on stdout; context (studio, message, correlation) is bound once per message.

The correlation is one id from a call of somebody's to the last job it leads to; the trace is the collector's own.
"""

import logging
import sys
from contextvars import ContextVar
from uuid import UUID

import structlog
from opentelemetry import trace

_correlation: ContextVar[UUID | None] = ContextVar("_correlation", default=None)


def configure(service: str, level: str = "INFO") -> None:
    """Send structlog and the standard library's records down the same JSON pipe."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        _add_trace,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("uvicorn.access", "httpx", "urllib3", "alembic.runtime.migration"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.contextvars.bind_contextvars(service=service)


def _add_trace(_: object, __: str, told: structlog.typing.EventDict) -> structlog.typing.EventDict:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        told["trace"] = f"{context.trace_id:032x}"
    return told


def belongs_to(correlation: UUID, **told: str) -> None:
    """What this task logs from now on says so, and what it sends bears the same correlation."""
    _correlation.set(correlation)
    structlog.contextvars.bind_contextvars(correlation=str(correlation), **told)


def correlation() -> UUID | None:
    """Of what this task is about; None when nobody has said."""
    return _correlation.get()


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger for one module."""
    bound: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return bound
