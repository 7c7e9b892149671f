"""SIGTERM in the middle of work: what was in hand is another's within seconds, and is done once."""

import asyncio
import contextlib
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from danceai.auth.seeding import known_id
from danceai.common.contracts.base import Job
from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.common.identity import Actor, Role
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.envelope import Envelope
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO
from tests.chaos.outages import finished_events
from tests.support.figures import FigureBook
from tests.support.places import ROOT, SAMPLE
from tests.support.platform import ClientOf, RunningPlatform, upload_and_start
from tests.support.smallest import smallest

STUDIO = known_id(DEMO_STUDIO)
SOMEBODY = Actor(user_id=known_id(DEMO_STUDIO, Role.TRAINER), studio_id=STUDIO, role=Role.TRAINER)
WORKING = [name for name in service_names() if load_service(name).jobs]
GOAL = 10.0
BESIDE = 9
"""Number of a process that is not one of the platform's: its health is asked for by nobody"""
MOMENTS = ("pose", "overlay")


@asynccontextmanager
async def _process(running: RunningPlatform, name: str, *options: str) -> AsyncIterator[Process]:
    environment = running.layout.environment(name, BESIDE) | {"DANCEAI_PARTS": "jobs", "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "tests.support.holding", name, *options]
    with (running.layout.folder / "logs" / f"holding-{name}.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *program, stdin=PIPE, stdout=log, stderr=PIPE, env=environment, cwd=ROOT
        )
    yield process
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()


async def _heard(processes: Iterable[Process], what: str, names: Iterable[str]) -> dict[str, float]:
    """When each was named, seconds of the monotonic clock."""
    wanted = set(names)
    heard: dict[str, float] = {}

    async def listen(process: Process) -> None:
        assert process.stderr is not None
        while not wanted <= heard.keys() and (line := await process.stderr.readline()):
            said, _, kind = line.decode().strip().partition(" ")
            if said == what:
                heard.setdefault(kind, time.monotonic())

    listening = [asyncio.create_task(listen(process)) for process in processes]
    try:
        async with asyncio.timeout(100):
            while not wanted <= heard.keys():
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"never {what}: {sorted(wanted - heard.keys())}") from None
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
    return heard


async def _order(running: RunningPlatform, bus: Bus, kind: type[Job]) -> None:
    job = smallest(kind)
    subject, body = kind.subject_of(STUDIO), job.model_dump_json().encode()
    headers = Envelope.of(job, running.vouched(SOMEBODY)).headers()
    await bus.js.publish(subject, body, headers=bus.sealed(subject, headers, body))


async def _waiting(bus: Bus, kinds: Iterable[type[Job]]) -> dict[str, int]:
    depths = {kind.__name__: (await bus.js.stream_info(kind.queue())).state.messages for kind in kinds}
    return {name: depth for name, depth in depths.items() if depth}


async def test_every_kind_of_job_is_handed_back_and_finished_elsewhere(
    running: RunningPlatform, figure: FigureBook
) -> None:
    """One of each kind there is, in processes that are told to stop while they hold it; others are waiting."""
    kinds = jobs_of(load_service(name) for name in WORKING)
    names = [kind.__name__ for kind in kinds]
    bus = await running.connect()
    async with contextlib.AsyncExitStack() as stack, asyncio.timeout(240):
        while await _waiting(bus, kinds):
            await asyncio.sleep(0.2)
        stack.enter_context(running.paused(*WORKING, "pose-1"))
        holding = [await stack.enter_async_context(_process(running, name, "--hold")) for name in WORKING]
        for kind in kinds:
            await _order(running, bus, kind)
        await _heard(holding, "began", names)
        others = [await stack.enter_async_context(_process(running, name)) for name in WORKING]
        await _heard(others, "here", WORKING)
        for other in others:  # in a cluster they would have been there all the time
            assert other.stdin is not None
            other.stdin.write(b"go\n")
        told = time.monotonic()
        for process in holding:
            process.send_signal(signal.SIGTERM)
        ended = await _heard(others, "done", names)
        assert await asyncio.gather(*(process.wait() for process in holding)) == [0] * len(holding)
        while await _waiting(bus, kinds):
            await asyncio.sleep(0.05)
    await bus.close()
    figure("life.job_kinds", len(kinds))
    slowest = figure("life.handed_back_s", max(ended.values()) - told, "s", f"<= {GOAL:g}")
    assert slowest.reached, {kind: round(at - told, 1) for kind, at in ended.items()}


def test_an_analysis_notices_nothing_of_restarts(running: RunningPlatform, client_of: ClientOf) -> None:
    """Real work in real processes, each told to stop in the middle of it, as a rolling update does."""
    client: Client = client_of("trainer")
    children = running.platform.supervisor.children()
    analysis = upload_and_start(client, SAMPLE)
    told = set()
    for live in client.follow(analysis["id"]):
        stage = live["stage"]
        if stage in MOMENTS and stage not in told and live["done"] > 0:
            told.add(stage)
            for name in ("pose", "pose-1") if stage == "pose" else ("scoring",):
                process = children[name].process
                assert process is not None
                process.send_signal(signal.SIGTERM)
    ended = client.finished(analysis["id"])
    assert ended["state"] == "done", ended["error_message"]
    assert told == set(MOMENTS)
    assert all(stage["attempt"] == 1 for stage in ended["stages"])
    assert running.call(finished_events(running, [analysis["id"]])) == {analysis["id"]: 1}
