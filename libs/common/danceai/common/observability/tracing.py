"""W3C trace context on the bus: a span per handled message, its parent taken from the headers.

Without a collector spans only carry the ids on; with one (`DANCEAI_OTLP_ENDPOINT`) they are sent to it in batches, and
a collector that is away costs nobody anything but the spans.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from danceai.common.errors import ProductError

_tracer = trace.get_tracer("danceai")
EVERY_MILLISECONDS = 2000
"""Between two batches: a pod that is killed loses no more"""


def configure(service: str, revision: str = "", endpoint: str = "") -> None:
    """Install a provider, so that trace ids are real even where nobody collects them.

    endpoint: base URL of a collector; empty = none.
    """
    if isinstance(trace.get_tracer_provider(), TracerProvider):
        return
    told = {"service.name": f"danceai-{service}", "service.namespace": "danceai", "service.version": revision}
    provider = TracerProvider(resource=Resource.create({name: value for name, value in told.items() if value}))
    if endpoint:
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=EVERY_MILLISECONDS))
    trace.set_tracer_provider(provider)


def close() -> None:
    """Send what has not been sent yet."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.shutdown()


def headers() -> dict[str, str]:
    """`traceparent` (and `tracestate`) of the current span."""
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return carrier


@contextmanager
def span(name: str, carrier: Mapping[str, str]) -> Iterator[trace.Span]:
    """A span that continues the sender's trace. A refusal leaves its code there, what nobody foresaw its stack."""
    context = propagate.extract(carrier)
    with _tracer.start_as_current_span(name, context, record_exception=False, set_status_on_exception=False) as begun:
        try:
            yield begun
        except ProductError as refusal:
            begun.set_attribute("error.type", refusal.reported_code)
            raise
        except Exception as error:
            begun.record_exception(error)
            begun.set_status(trace.StatusCode.ERROR, type(error).__name__)
            raise
