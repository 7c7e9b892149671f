"""kill -9 of a service in the middle of its work: the analysis still finishes, once."""

import time
from pathlib import Path

import pytest

from danceai.local.client import Client
from tests.chaos.outages import finished_events
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start

MOMENT = {"ingest": "check", "pose": "pose", "scoring": "overlay"}


@pytest.mark.parametrize("service", MOMENT)
def test_the_analysis_finishes_once(
    service: str, running: RunningPlatform, client_of: ClientOf, beginning: Path
) -> None:
    client: Client = client_of("trainer")
    children = running.platform.supervisor.children()
    before = children[service].restarts
    analysis = upload_and_start(client, beginning)
    if service == "ingest":
        time.sleep(0.5)  # the probe has begun and does not tell progress
        running.kill(service)
    else:
        for live in client.follow(analysis["id"]):
            if live["stage"] == MOMENT[service] and live["done"] > 0:
                running.kill(service)
                break
    ended = client.finished(analysis["id"])
    assert ended["state"] == "done", ended["error_message"]
    assert children[service].restarts == before + 1
    assert all(stage["attempt"] == 1 for stage in ended["stages"])
    assert running.call(finished_events(running, [analysis["id"]])) == {analysis["id"]: 1}
