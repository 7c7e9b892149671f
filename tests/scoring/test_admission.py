"""Some analyses of a studio run at a time, the others wait for their turn, and a second click starts nothing."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from danceai.local.client import Client
from danceai.scoring.settings import ScoringSettings
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf, RunningPlatform

BURST = 40
AT_ONCE = ScoringSettings().analyses_at_once
PATIENCE = 30.0


@pytest.fixture
def admin(running: RunningPlatform, client_of: ClientOf) -> Client:
    """Of the other studio, where nothing else is analysed."""
    return client_of("studio.admin", other=True)


@pytest.fixture
def session(admin: Client) -> str:
    """With a recording that is still being sent: analyses of it run without doing anything."""
    opened: str = admin.open_session(admin.first_couple(), "waltz")["id"]
    video = {"session_id": opened, "camera": "A", "file_name": "a.mp4", "size_bytes": 1000}
    admin.call("POST", "/v1/videos", video)
    return opened


def _start(admin: Client, session: str, latency: int) -> dict[str, Any]:
    return admin.call("POST", "/v1/analyses", {"session_id": session, "configuration": {"latency_ms": latency}})


def _states(admin: Client, session: str) -> dict[str, str]:
    listed = admin.call("GET", f"/v1/analyses?session_id={session}")["analyses"]
    return {one["id"]: one["state"] for one in listed}


def _counted(admin: Client, session: str) -> Counter[str]:
    return Counter(_states(admin, session).values())


def test_a_burst_of_analyses_runs_a_few_at_a_time(admin: Client, session: str, figure: FigureBook) -> None:
    with ThreadPoolExecutor(8) as pool:
        started = list(pool.map(lambda latency: _start(admin, session, latency), range(BURST)))
    counted = _counted(admin, session)
    figure("analyses.running_of_40", counted["running"], "at once", f"<= {AT_ONCE}")
    assert counted == {"running": AT_ONCE, "waiting": BURST - AT_ONCE}
    first = next(one for one, state in _states(admin, session).items() if state == "running")
    admin.call("POST", f"/v1/analyses/{first}/cancel")
    until = time.monotonic() + PATIENCE
    while _counted(admin, session)["running"] < AT_ONCE and time.monotonic() < until:
        time.sleep(0.2)
    assert _counted(admin, session) == {"cancelled": 1, "running": AT_ONCE, "waiting": BURST - AT_ONCE - 1}
    for one in started:
        if _states(admin, session)[one["id"]] != "cancelled":
            admin.call("POST", f"/v1/analyses/{one['id']}/cancel")
    assert _counted(admin, session) == {"cancelled": BURST}


def test_the_same_analysis_asked_for_again_is_the_one_that_runs(admin: Client, session: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        started = list(pool.map(lambda _: _start(admin, session, 5), range(16)))
    assert len({one["id"] for one in started}) == 1
    other = _start(admin, session, 6)
    assert other["id"] != started[0]["id"]
    for one in (started[0], other):
        admin.call("POST", f"/v1/analyses/{one['id']}/cancel")
    again = _start(admin, session, 5)
    assert again["id"] != started[0]["id"], "what was cancelled is not under way"
    admin.call("POST", f"/v1/analyses/{again['id']}/cancel")
