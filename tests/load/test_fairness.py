"""One studio floods another with uploads: the other's recording is analysed hardly later than usual."""

import time
from concurrent.futures import ThreadPoolExecutor

from danceai.local.client import Client
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start

FLOOD = 20
"""Uploads of the other studio, each some seconds of work for a reader"""


def _analyse(client: Client) -> float:
    began = time.monotonic()
    analysis = client.finished(upload_and_start(client, SAMPLE)["id"])
    assert analysis["state"] == "done", analysis["error_message"]
    return time.monotonic() - began


def _upload(client: Client, session: str) -> None:
    client.upload(session, "A", SAMPLE)


def test_a_flood_of_uploads_hardly_delays_another_studio(
    running: RunningPlatform, client_of: ClientOf, figure: FigureBook
) -> None:
    quiet, flooding = client_of("trainer"), client_of("trainer", other=True)
    _analyse(quiet)  # whatever is loaded once
    usual = _analyse(quiet)
    couple = flooding.first_couple()
    sessions = [flooding.open_session(couple, "waltz")["id"] for _ in range(FLOOD)]
    with ThreadPoolExecutor(4) as pool:
        uploads = [pool.submit(_upload, flooding, session) for session in sessions]
        for upload in uploads:
            upload.result()
    flooded = _analyse(quiet)
    last = flooding.call("GET", f"/v1/sessions/{sessions[-1]}")
    assert last["videos"][0]["state"] == "checking", "the flood was over before the analysis was"
    figure("fair.analysis_usual_s", usual, "s")
    figure("fair.analysis_delay_ratio", flooded / usual, "x", "<= 2")
