"""Child processes that are started, logged to a file each, restarted when they die and stopped in order."""

import asyncio
import contextlib
import ctypes
import os
import pwd
import signal
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 25.0
QUICK_DEATHS = 5
QUICK = 5.0
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """What to run; `user` is the system user to run it as."""

    name: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    user: str | None = None
    stop_signal: str = "SIGTERM"
    process: asyncio.subprocess.Process | None = None
    restarts: int = 0


def _dies_with_parent(stop_signal: str) -> Callable[[], None]:
    """Has the kernel stop the child when the supervisor is killed: nobody is left behind holding ports and data."""
    libc = ctypes.CDLL(None)
    number = getattr(signal, stop_signal)

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)

    return tie


def _inherited() -> dict[str, str]:
    """Our own environment without what is told to services one by one."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DANCEAI_")}


class Supervisor:
    """Starts children and keeps them running until told to stop."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._logs.mkdir(parents=True, exist_ok=True)
        self._watchers: list[tuple[Child, asyncio.Task[None]]] = []
        self.given_up = asyncio.Event()

    async def start(self, child: Child) -> None:
        """Start it and watch over it."""
        await self._spawn(child)
        self._watchers.append((child, asyncio.create_task(self._watch(child))))

    def children(self) -> dict[str, Child]:
        """Everything that is watched, by name."""
        return {child.name: child for child, _ in self._watchers}

    async def _spawn(self, child: Child) -> None:
        group = pwd.getpwnam(child.user).pw_gid if child.user else None
        with (self._logs / f"{child.name}.log").open("ab") as log:
            child.process = await asyncio.create_subprocess_exec(
                *child.arguments,
                stdout=log,
                stderr=log,
                stdin=asyncio.subprocess.DEVNULL,
                user=child.user,
                group=group,
                env={**_inherited(), **child.environment},
                start_new_session=True,
                preexec_fn=_dies_with_parent(child.stop_signal),
                cwd="/" if child.user else None,
            )

    async def _watch(self, child: Child) -> None:
        quick = 0
        while True:
            assert child.process is not None
            began = asyncio.get_running_loop().time()
            await child.process.wait()
            quick = quick + 1 if asyncio.get_running_loop().time() - began < QUICK else 0
            if quick >= QUICK_DEATHS:
                self.given_up.set()
                return
            child.restarts += 1
            await asyncio.sleep(min(0.2 * 2**quick, 3.0))
            await self._spawn(child)

    def signal(self, name: str, number: str) -> None:
        """Send a running child a signal, by its name (SIGHUP)."""
        process = self.children()[name].process
        assert process is not None
        process.send_signal(getattr(signal, number))

    async def stop(self, names: Collection[str] | None = None) -> None:
        """Stop the named children (all, when none are named) at once and forget them."""
        chosen = [pair for pair in self._watchers if names is None or pair[0].name in names]
        self._watchers = [pair for pair in self._watchers if pair not in chosen]
        for _, watcher in chosen:
            watcher.cancel()  # first: a child that waits for its restart must not come back
        await asyncio.gather(*(watcher for _, watcher in chosen), return_exceptions=True)
        await asyncio.gather(*(self._stop(child) for child, _ in chosen))

    async def _stop(self, child: Child) -> None:
        process = child.process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(getattr(signal, child.stop_signal))
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    def log_tail(self, name: str, lines: int = 15) -> str:
        """The end of a child's log."""
        path = self._logs / f"{name}.log"
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
