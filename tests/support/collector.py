"""A collector of traces: takes what OTLP exporters send over HTTP, and tells which spans belong together."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Span:
    """What is known of one."""

    name: str
    process: str
    """service.name"""
    trace: bytes
    identifier: bytes
    parent: bytes
    start: datetime


class Collector:
    """Listens on a port of this machine."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._spans: list[Span] = []
        taken = self._spans

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                taken.extend(_read(body))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Not in the middle of the tests."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Taking)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def spans(self) -> list[Span]:
        """Everything so far."""
        return list(self._spans)

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()


def _read(body: bytes) -> list[Span]:
    found = []
    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
        told = {attribute.key: attribute.value.string_value for attribute in resource.resource.attributes}
        for scope in resource.scope_spans:
            found += [
                Span(
                    span.name,
                    told["service.name"],
                    span.trace_id,
                    span.span_id,
                    span.parent_span_id,
                    datetime.fromtimestamp(span.start_time_unix_nano / 1e9, UTC),
                )
                for span in scope.spans
            ]
    return found
