"""A process of a service whose jobs do not do their work: they hold it until told to stop, or are done at once.

Everything else is as it is: the signal, the worker, the bus, the attempts in the database. What a job does while it is
held is what long jobs do: it computes in a thread that asks now and then whether to go on.
"""

import argparse
import asyncio
import ctypes
import signal
import sys
import time
from dataclasses import replace
from typing import Any

from danceai.common.frame.contexts import JobContext
from danceai.common.frame.discovery import load_service
from danceai.common.frame.process import serve
from danceai.common.frame.service import JobHandler
from danceai.common.observability import logs
from danceai.common.offload import in_thread, keep_going
from danceai.common.settings import Settings

LONG = 120.0
PR_SET_PDEATHSIG = 1


def _work() -> None:
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        keep_going()
        time.sleep(0.02)


def say(what: str, kind: str) -> None:
    """A line that the test reads, not from between those of the log."""
    sys.stderr.write(f"{what} {kind}\n")
    sys.stderr.flush()


def instead(entry: JobHandler, *, hold: bool) -> JobHandler:
    """The same job, that holds or is done."""

    async def run(message: Any, context: Any) -> None:
        say("began", entry.job.__name__)
        if hold:
            await in_thread(_work)
        async with context.conclude():
            pass
        say("done", entry.job.__name__)

    run.__name__ = entry.run.__name__
    run.__annotations__ = {"message": entry.job, "context": JobContext, "return": None}
    return replace(entry, run=run)


def main() -> None:
    """Serve; one that does not hold waits for a line first, so that it is there at once when it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service")
    parser.add_argument("--hold", action="store_true")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a test that is killed leaves nobody behind
    service = load_service(options.service)
    ours = replace(service, jobs=[instead(entry, hold=options.hold) for entry in service.jobs], start=None)
    logs.configure(service.name)
    say("here", service.name)
    if not options.hold:
        sys.stdin.readline()
    sys.exit(asyncio.run(serve(ours, Settings(), service.settings())))


if __name__ == "__main__":
    main()
