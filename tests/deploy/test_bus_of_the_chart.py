"""The bus as the chart configures it, on the real server: who is let in, what is refused, and what KEDA is told."""

import asyncio
import json
import re
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from danceai.cluster.provision import BUS, TRUST, documents
from danceai.cluster.secrets import IDENTITY, Secrets
from danceai.common.frame.bus_rights import PROVISIONING
from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.common.frame.provisioning import provision_streams
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.trust import Trust
from danceai.local import servers
from danceai.local.ports import choose_ports
from tests.deploy.chart import of_kind, render, rendered
from tests.support.bus_table import NAMES, listens_at_anothers_door, sends_what_is_not_theirs
from tests.support.figures import FigureBook


@dataclass
class ChartBus:
    """A server with the chart's configuration, and everybody's secrets."""

    url: str
    monitoring: str
    secrets: Secrets
    trust: Path

    async def connect(self, name: str) -> Bus:
        """As somebody."""
        return await Bus.connect(self.url, self.secrets.credentials(name), Trust.read(self.trust))


@pytest.fixture(scope="module")
async def bus(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ChartBus]:
    """As in a cluster: the two ConfigMaps side by side in one folder, secrets as they are mounted."""
    folder, mounted = tmp_path_factory.mktemp("nats"), tmp_path_factory.mktemp("secrets")
    for name in NAMES:
        (mounted / name).mkdir()
        (mounted / name / IDENTITY).write_text(f"{name}-{uuid4()}{uuid4()}")
    secrets = Secrets(mounted)
    told = documents(secrets)
    [config] = [one for one in of_kind(rendered("minimal"), "ConfigMap") if one["metadata"]["name"].endswith("-nats")]
    ports = choose_ports(["client", "monitoring"])
    text = config["data"]["nats.conf"].replace("4222", str(ports["client"])).replace("8222", str(ports["monitoring"]))
    (folder / "nats.conf").write_text(text.replace("/data", str(folder)) + f"\nhost: {servers.HOST}\n")
    (folder / BUS).write_text(told[BUS])
    (folder / TRUST).write_text(told[TRUST])
    program = str(servers.script("nats-server"))
    nats = await asyncio.create_subprocess_exec(program, "-c", str(folder / "nats.conf"), stderr=subprocess.DEVNULL)
    await servers.port_open(ports["client"])
    urls = f"nats://{servers.HOST}:{ports['client']}", f"http://{servers.HOST}:{ports['monitoring']}"
    found = ChartBus(*urls, secrets, folder / TRUST)
    provisioning = await found.connect(PROVISIONING)
    assert await provision_streams(provisioning.js) == []
    await provisioning.close()
    yield found
    nats.terminate()
    await nats.wait()


async def test_nobody_does_what_is_anothers(bus: ChartBus, figure: FigureBook) -> None:
    """Among all others: pose cannot send as auth, hear what auth is asked, nor answer for it."""
    violations: list[str] = []
    cells = 0
    for name in NAMES:
        tried, sent = await sends_what_is_not_theirs(bus.url, bus.secrets.credentials(name))
        cells += tried
        violations += sent + await listens_at_anothers_door(bus.url, bus.secrets.credentials(name))
    figure("security.chart_bus_violations", len(violations), "", "= 0")
    assert cells > 1000
    assert violations == []


def _value_at(told: Any, location: str) -> Any:
    """What KEDA reads: a path of names, and of `#(name=="...")`, the member of a list that is called so (GJSON)."""
    for step in re.findall(r'#\(name=="([^"]+)"\)|([^.#]+)', location):
        name, key = step
        told = next(one for one in told if one["name"] == name) if name else told[key]
    return told


async def test_keda_is_told_how_many_jobs_wait_or_are_in_work(bus: ChartBus) -> None:
    worker = {"worker": {"autoscaling": "keda"}}
    working = [name for name in service_names() if load_service(name).jobs]
    scalers = of_kind(render("minimal", {"services": dict.fromkeys(working, worker)}), "ScaledObject")
    triggers = [trigger["metadata"] for scaler in scalers for trigger in scaler["spec"]["triggers"]]
    [path] = {trigger["url"].partition(":8222")[2] for trigger in triggers}

    def depths() -> dict[str, int]:
        told = httpx.get(bus.monitoring + path, trust_env=False).json()
        return {
            re.findall(r"JOBS_\w+", trigger["valueLocation"])[0]: _value_at(told, trigger["valueLocation"])
            for trigger in triggers
        }

    jobs = jobs_of(load_service(name) for name in service_names())
    assert depths() == {job.queue(): 0 for job in jobs}
    scoring, pose = await bus.connect("scoring"), await bus.connect("pose")
    [ordered] = [job for job in jobs if job.__name__ == "PlanRun"]
    studios = [uuid4(), uuid4()]
    for studio in studios:
        await scoring.js.publish(ordered.subject_of(studio), json.dumps({}).encode())
    assert depths()[ordered.queue()] == len(studios)
    await pose.js.add_consumer(ordered.queue(), durable_name="one", filter_subject=ordered.subject_of(studios[0]))
    waiting = await pose.js.pull_subscribe_bind(consumer="one", stream=ordered.queue())
    [message] = await waiting.fetch(1)
    assert depths()[ordered.queue()] == len(studios), "what is in work has its pod"
    await message.ack_sync()
    assert depths()[ordered.queue()] == len(studios) - 1
    await scoring.close()
    await pose.close()
