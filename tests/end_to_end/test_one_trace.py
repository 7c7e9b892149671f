"""One trace, and one correlation, from the call of a browser to the last job it leads to."""

import json
import time
from datetime import datetime
from typing import Any

import httpx

from tests.support.collector import Span
from tests.support.platform import RunningPlatform

JOBS = {"ProbeVideo", "PlanRun", "FindBodies", "TrackCouple", "ScoreAnalysis", "RenderOverlay", "WriteReport"}
PROCESSES = {f"danceai-{name}" for name in ("gateway", "ingest", "pose", "scoring", "coaching")}


def _spans_of(running: RunningPlatform, analysis: dict[str, Any]) -> list[Span]:
    """Those of the trace that led to its report; exporters send every other second.

    By the time, since a service that another test killed took the spans of its last seconds along.
    """
    begun, ended = (datetime.fromisoformat(analysis[name]) for name in ("created_at", "finished_at"))
    deadline = time.monotonic() + 30
    while True:
        spans = running.collector.spans
        reports = {span.trace for span in spans if span.name == "WriteReport" and begun <= span.start <= ended}
        found = [span for span in spans if span.trace in reports]
        if {span.name for span in found} >= JOBS or time.monotonic() > deadline:
            return found
        time.sleep(0.5)


def test_an_analysis_is_one_trace(running: RunningPlatform, finished_sample: dict[str, Any]) -> None:
    spans = _spans_of(running, finished_sample)
    assert {span.name for span in spans} >= JOBS
    assert len({span.trace for span in spans}) == 1
    known = {span.identifier for span in spans}
    roots = [span for span in spans if span.parent not in known]
    assert [root.process for root in roots] == ["danceai-gateway"], [root.name for root in roots]
    assert {span.process for span in spans} >= PROCESSES


def test_a_browsers_trace_is_continued_and_the_answer_tells_what_to_ask_for(running: RunningPlatform) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01", "host": "127.0.0.1"}
    answer = httpx.get(f"{running.layout.url}/v1/analyses", headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert len(answer.headers["x-correlation-id"]) == 36
    deadline = time.monotonic() + 30
    while not any(span.trace.hex() == trace for span in running.collector.spans):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_every_process_tells_what_it_is(running: RunningPlatform) -> None:
    urls = [running.layout.url, f"http://127.0.0.1:{running.layout.ports['health-auth']}"]
    told = [httpx.get(f"{url}/health", trust_env=False).json() for url in urls]
    assert [one["service"] for one in told] == ["gateway", "auth"]
    assert all(one["version"] and "revision" in one for one in told)


def test_lines_of_the_log_say_what_they_belong_to(running: RunningPlatform, finished_sample: dict[str, Any]) -> None:
    said = [line for log in running.logs for line in log.read_text().splitlines()]
    lines = [json.loads(line) for line in said if '"correlation"' in line]
    assert lines
    services = [line for line in lines if line["service"] != "gateway"]
    assert all({"studio", "type"} <= set(line) for line in services)
    assert any("trace" in line for line in services)
