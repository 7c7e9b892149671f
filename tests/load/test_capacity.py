"""What `danceai simulate` says, against what the platform does: thirty analyses asked for at once."""

import os
import time
from pathlib import Path

from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.local.capacity import Arrival, Measured, Pods, kinds_of, simulate
from danceai.local.client import Client
from danceai.local.simulating import fetch_pages, read_measured
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start

MEASURED, ANALYSES, AT_ONCE = 3, int(os.environ.get("DANCEAI_ANALYSES", "30")), 4


def _machine() -> float:
    """Processor seconds that this machine has worked since it started, whoever for."""
    user, nice, system, *_ = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(map(int, (user, nice, system))) / os.sysconf("SC_CLK_TCK")


def test_the_finish_of_many_is_foretold(running: RunningPlatform, client_of: ClientOf, figure: FigureBook) -> None:
    client: Client = client_of("trainer")
    client.finished(upload_and_start(client, SAMPLE)["id"])  # networks are loaded
    before, machine, began = read_measured(fetch_pages(running.layout.folder)), _machine(), time.monotonic()
    for _ in range(MEASURED):  # one after the other: how long jobs take that do not wait for each other
        client.finished(upload_and_start(client, SAMPLE)["id"])
    took, machine = time.monotonic() - began, _machine() - machine
    after = read_measured(fetch_pages(running.layout.folder))
    measured = {kind: one.since(before.get(kind, Measured())) for kind, one in after.items()}
    beside = (machine - sum(one.processor for one in measured.values())) / took
    kinds = kinds_of(jobs_of(load_service(name) for name in service_names()), measured)
    began = time.monotonic()
    arrivals, started = [], []
    for _ in range(ANALYSES):
        arrivals.append(Arrival(time.monotonic() - began))
        started.append(upload_and_start(client, SAMPLE)["id"])
    ended = [client.finished(one) for one in started]
    took = time.monotonic() - began
    assert [one["state"] for one in ended] == ["done"] * ANALYSES
    pods = Pods({"pose": 2}, cores=(os.cpu_count() or 1) - beside, at_once=AT_ONCE)
    foretold = simulate(kinds, pods, arrivals).finished_at
    figure("simulate.cores_beside", beside, "cores")
    figure("simulate.real_s", took, "s")
    figure("simulate.foretold_s", foretold, "s")
    figure("simulate.error", abs(foretold - took) / took, "", "<= 0.15")
