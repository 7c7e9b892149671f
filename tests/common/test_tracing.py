"""What a span keeps of how it ended."""

from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from danceai.common.errors import NotFound
from danceai.common.observability import tracing


@pytest.fixture
def ended() -> Iterator[InMemorySpanExporter]:
    """Spans that have ended."""
    tracing.configure("tests")
    provider = trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    kept = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    yield kept
    kept.shutdown()


def test_a_refusal_leaves_its_code_and_is_no_error(ended: InMemorySpanExporter) -> None:
    with pytest.raises(NotFound), tracing.span("GetThing", {}):
        raise NotFound("There is no such thing.")
    (span,) = ended.get_finished_spans()
    assert span.attributes is not None and span.attributes["error.type"] == "not_found"
    assert span.status.status_code is trace.StatusCode.UNSET
    assert not span.events


def test_what_nobody_foresaw_is_an_error_with_its_stack(ended: InMemorySpanExporter) -> None:
    with pytest.raises(ZeroDivisionError), tracing.span("GetThing", {}):
        raise ZeroDivisionError
    (span,) = ended.get_finished_spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert [event.name for event in span.events] == ["exception"]
