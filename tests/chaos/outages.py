"""Three analyses, and servers that go away in the middle of them."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import httpx

from danceai.common.contracts.analyses import AnalysisFinished
from danceai.local.client import Client, Refused
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start

SERVERS = ("postgres", "nats", "seaweedfs")
ANALYSES = 3
UNDER_WAY = ("running", "waiting")
SETTLED = 600.0
"""Seconds in which everything that was begun must have ended, after the last outage"""
ANSWERS_AGAIN = 60.0
"""Seconds after an outage in which requests may still be refused"""
Strike = Callable[[], None]


def survive(running: RunningPlatform, client_of: ClientOf, strikes: Iterable[Strike]) -> list[dict[str, Any]]:
    """Start the analyses, strike while they run, and wait until they have ended, by themselves."""
    client = client_of("trainer")
    started: list[str] = []
    for strike in strikes:
        if not any(_look(client, one)["state"] in UNDER_WAY for one in started):
            started += [upload_and_start(client, SAMPLE)["id"] for _ in range(ANALYSES)]
        strike()
    return [_ended(client, one) for one in started]


def _look(client: Client, identifier: str) -> dict[str, Any]:
    """An analysis, as soon as somebody answers."""
    deadline = time.monotonic() + ANSWERS_AGAIN
    while True:
        try:
            return client.call("GET", f"/v1/analyses/{identifier}")
        except (Refused, httpx.TransportError) as error:
            passing = not isinstance(error, Refused) or error.status >= httpx.codes.INTERNAL_SERVER_ERROR
            if not passing or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _ended(client: Client, identifier: str) -> dict[str, Any]:
    deadline = time.monotonic() + SETTLED
    while (found := _look(client, identifier))["state"] in UNDER_WAY and time.monotonic() < deadline:
        time.sleep(1)
    return found


def count_lost(running: RunningPlatform, ended: list[dict[str, Any]]) -> int:
    """Analyses that were not done, not at the first attempt, or not told of exactly once."""
    told = running.call(finished_events(running, [one["id"] for one in ended]))
    return sum(
        one["state"] != "done" or any(stage["attempt"] != 1 for stage in one["stages"]) or told[one["id"]] != 1
        for one in ended
    )


async def finished_events(running: RunningPlatform, analyses: list[str]) -> dict[str, int]:
    """How often the bus holds the fact that each of these analyses has finished."""
    bus = await running.connect()
    subscription = await bus.js.subscribe(AnalysisFinished.subject, ordered_consumer=True)
    count = dict.fromkeys(analyses, 0)
    try:
        while True:
            message = await subscription.next_msg(timeout=1)
            finished = str(AnalysisFinished.model_validate_json(message.data).analysis_id)
            if finished in count:
                count[finished] += 1
    except TimeoutError:
        pass
    await bus.close()
    return count
