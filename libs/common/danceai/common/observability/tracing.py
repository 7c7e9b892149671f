"""W3C trace context on the bus: a span per handled message, its parent taken from the headers.

Without an exporter spans only carry the ids on; an operator sets OTEL_EXPORTER_OTLP_ENDPOINT and installs
the exporter to see them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import propagate, trace
from opentelemetry.sdk.trace import TracerProvider

_tracer = trace.get_tracer("danceai")


def configure() -> None:
    """Install a provider, so that trace ids are real even where nobody collects them."""
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        trace.set_tracer_provider(TracerProvider())


def headers() -> dict[str, str]:
    """`traceparent` (and `tracestate`) of the current span."""
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return carrier


@contextmanager
def span(name: str, carrier: Mapping[str, str]) -> Iterator[None]:
    """A span that continues the sender's trace."""
    with _tracer.start_as_current_span(name, context=propagate.extract(carrier)):
        yield
