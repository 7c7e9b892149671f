"""`python -m danceai.<service>`: starts a service, keeps it healthy and stops it cleanly on SIGTERM."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import sys

import uvicorn

from danceai.common.frame.events import event_worker
from danceai.common.frame.health import describe, health_app
from danceai.common.frame.housekeeping import Housekeeping, chores_of
from danceai.common.frame.jobs import job_worker
from danceai.common.frame.requests import Desk
from danceai.common.frame.running import RunningService
from danceai.common.frame.service import Service
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.trust import Trust
from danceai.common.messaging.worker import OUTAGE_PAUSE, Worker
from danceai.common.observability import logs, tracing
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage
from danceai.common.scratch import remove_of_the_dead
from danceai.common.settings import ServiceSettings, Settings, refuse_unknown

log = logger(__name__)
JOBS, REQUESTS = "jobs", "requests"


def main(service: Service) -> None:
    """Run until told to stop. Everything a service is told stands in its environment."""
    argparse.ArgumentParser(prog=f"python -m danceai.{service.name}", description=main.__doc__).parse_args()
    refuse_unknown(os.environ, Settings, service.settings)
    settings = Settings()  # filled from the environment
    logs.configure(service.name, settings.log_level)
    tracing.configure(service.name, settings.revision, settings.otlp_endpoint)
    status = asyncio.run(serve(service, settings, service.settings()))
    tracing.close()
    sys.exit(status)


async def serve(service: Service, settings: Settings, own: ServiceSettings) -> int:
    """Serve requests, work off jobs and events; returns the exit status."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    if dead := await asyncio.to_thread(remove_of_the_dead):
        log.info("tidied_up_after", processes=dead)
    credentials = Credentials(service.name, settings.identity_key)
    bus = await Bus.connect(settings.nats_url, credentials, Trust.read(settings.trust_file))
    running = RunningService(service, settings, own, bus)
    await _start(running)
    running.workers = workers_of(running)
    server = uvicorn.Server(
        uvicorn.Config(
            health_app(describe(service.name, settings.revision), running.live, running.ready),
            host=settings.health_host,
            port=settings.health_port,
            log_config=None,
            access_log=False,
            lifespan="off",
        )
    )
    with _listening_socket(settings) as listener:
        async with Desk(running).open() if settings.parts != JOBS else contextlib.nullcontext():
            tasks = [asyncio.create_task(worker.run()) for worker in running.workers]
            relay = asyncio.create_task(running.outbox.run())
            housekeeping = asyncio.create_task(Housekeeping(running, chores_of(running)).run())
            # serve() would take the signal handlers for itself; its inner half does not.
            health = asyncio.create_task(server._serve([listener]))  # noqa: SLF001
            waiter = asyncio.create_task(stopping.wait())
            log.info("started", parts=settings.parts, jobs=len(service.jobs), requests=len(service.requests))
            parts = {waiter, relay, housekeeping, health, *tasks}
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            broken = [task for task in done if task is not waiter]
            for task in broken:
                log.error("part_stopped", exc_info=None if task.cancelled() else task.exception())
            running.stopping = True
            for worker in running.workers:
                worker.stop()
            await asyncio.gather(*tasks, return_exceptions=True)
            relay.cancel()
            housekeeping.cancel()
            server.should_exit = True
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(relay, housekeeping, health, return_exceptions=True)
            waiter.cancel()
    await bus.close()
    await running.close()
    log.info("stopped")
    return 1 if broken else 0


def workers_of(running: RunningService) -> list[Worker]:
    """One for each queue this process works off, and one for the events it hears."""
    service, parts = running.service, running.settings.parts
    jobs = [] if parts == REQUESTS else [job_worker(running, handler) for handler in service.jobs]
    events = [event_worker(running)] if service.events and parts != JOBS else []
    return [*jobs, *events]


async def _start(running: RunningService) -> None:
    """Seed; a database that is away is waited for, because dying would not bring it back."""
    while True:
        try:
            return await running.start()
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("start_waits", error=repr(error))
            await asyncio.sleep(OUTAGE_PAUSE)


def _listening_socket(settings: Settings) -> socket.socket:
    listener = socket.create_server((settings.health_host, settings.health_port), reuse_port=False)
    listener.setblocking(False)  # noqa: FBT003 - the standard library takes no name
    return listener
