"""Live views: a snapshot first, numbers that go up, and nothing missed when the line breaks."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx_sse import ServerSentEvent, connect_sse

from danceai.local.client import Client
from tests.support.platform import ClientOf, upload_and_start


def _heard(client: Client, analysis: str, last: str = "") -> Iterator[ServerSentEvent]:
    headers = {"Last-Event-ID": last} if last else {}
    with connect_sse(client.http, "GET", f"/v1/live/analysis/{analysis}", headers=headers, timeout=60) as source:
        source.response.raise_for_status()
        yield from (event for event in source.iter_sse() if event.data)


@pytest.fixture(scope="module")
def analysis(trainer: Client, beginning: Path) -> str:
    """One that is being worked on."""
    return str(upload_and_start(trainer, beginning)["id"])


def test_a_broken_line_goes_on_where_it_was(trainer: Client, analysis: str) -> None:
    first = list(itertools.islice(_heard(trainer, analysis), 4))
    assert [event.event for event in first] == ["snapshot"] + ["progress"] * 3
    again = list(_heard(trainer, analysis, first[2].id))
    assert again[0].event == "progress", "nothing is missing: no snapshot"
    numbers = [int(event.id) for event in again]
    assert numbers == sorted(numbers)
    assert numbers[0] == int(first[3].id), "what was told while nobody listened"
    assert again[-1].event == "end"
    shares = [json.loads(event.data)["percent"] for event in again]
    assert shares == sorted(shares)
    assert shares[-1] == 100.0
    assert json.loads(again[-1].data)["state"] == "done"


@pytest.mark.parametrize("last", ["99999999", "-1", "0x10", "yesterday"])
def test_a_number_that_is_not_ours_begins_anew(trainer: Client, finished_sample: dict[str, Any], last: str) -> None:
    events = list(_heard(trainer, finished_sample["id"], last))
    assert [event.event for event in events] == ["snapshot", "end"]


def test_strangers_are_refused_before_the_stream(client_of: ClientOf, finished_sample: dict[str, Any]) -> None:
    stranger = client_of("studio.admin", other=True)
    answer = stranger.http.get(f"/v1/live/analysis/{finished_sample['id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_one_line_tells_of_all_that_is_under_way(trainer: Client, client_of: ClientOf, beginning: Path) -> None:
    """A list of analyses follows one stream, whatever runs; who does not reach a couple hears nothing of it."""
    analysis = str(upload_and_start(trainer, beginning)["id"])
    told: list[dict[str, Any]] = []
    with connect_sse(trainer.http, "GET", "/v1/live/work", timeout=60) as source:
        for event in source.iter_sse():
            if not event.data:
                continue
            assert event.event == ("progress" if told else "snapshot")
            jobs = {job["id"]: job for job in json.loads(event.data)["jobs"]}
            if analysis not in jobs:
                break
            told.append(jobs[analysis])
    assert told[0]["recordings"] == [beginning.name]
    shares = [job["progress"]["percent"] for job in told]
    assert shares == sorted(shares)
    assert {"pose", "overlay"} <= {job["progress"]["stage"] for job in told}
    assert any(job["progress"]["per_second"] for job in told if job["progress"]["unit"] == "frames")
    stranger = client_of("studio.admin", other=True)
    with connect_sse(stranger.http, "GET", "/v1/live/work", timeout=60) as source:
        assert json.loads(next(source.iter_sse()).data)["jobs"] == []
