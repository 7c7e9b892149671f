"""No file costs more than it may, whatever it is: time, memory, disk; and it ends in a rendition or with a sentence."""

import asyncio
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from danceai.common.confined.launcher import confined
from danceai.common.errors import JobFailed
from danceai.ingest import limits
from danceai.ingest.rendering.rendition import render
from danceai.local.client import Client
from tests.ingest.hostile_files import Hostile, hostile
from tests.ingest.hostile_films import STEADY, film
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf, upload_and_start
from tests.support.watching import Watcher

MOST_SECONDS, MOST_MEMORY, MOST_DISK = 60.0, 1024**3, 256 * 1024**2
AT_ONCE = 2
OBJECT, NEIGHBOUR = "object", "neighbour.mp4"
LAUNCHED = "danceai.common.confined.child"
TABLE = Path("build/hostile-files.txt")


@dataclass
class Cost:
    """What reading one file took, and what was said."""

    told: str
    seconds: float
    memory: int
    disk: int

    def within(self, expected: str) -> bool:
        bounded = self.seconds < MOST_SECONDS and self.memory < MOST_MEMORY and self.disk < MOST_DISK
        return bounded and re.search(expected, self.told) is not None


class Watch(Watcher):
    """Looks at our children as long as it runs: the most memory each had, and the most its folder held."""

    def __init__(self) -> None:
        super().__init__(every=0.01)
        self.memory: dict[str, int] = {}
        self.disk: dict[str, int] = {}

    def look(self) -> None:
        """At every child of ours."""
        for task in Path("/proc/self/task").iterdir():
            for child in _read(task / "children").split():
                self._look(Path("/proc") / child)

    def _look(self, child: Path) -> None:
        if LAUNCHED not in _read(child / "cmdline"):  # before it becomes our child, it is a copy of ourselves
            return
        try:
            folder = (child / "cwd").readlink()
            held = sum(file.stat().st_blocks * 512 for file in folder.iterdir() if file.name not in (OBJECT, NEIGHBOUR))
        except OSError:
            return
        peak = re.search(r"VmHWM:\s+(\d+) kB", _read(child / "status"))
        self.memory[folder.name] = max(self.memory.get(folder.name, 0), 1024 * int(peak[1]) if peak else 0)
        self.disk[folder.name] = max(self.disk.get(folder.name, 0), held)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


@contextmanager
def _nobody_calls() -> Iterator[str]:
    """An address at which nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)  # noqa: FBT003 - the standard library takes no name
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(BlockingIOError):
            listener.accept()


def _put(case: Hostile, folder: Path) -> None:
    folder.mkdir()
    (folder / NEIGHBOUR).write_bytes(SAMPLE.read_bytes())
    case.make(folder / OBJECT)


async def _cost(case: Hostile, folder: Path, watch: Watch) -> Cost:
    await asyncio.to_thread(_put, case, folder)
    return await cost_of(folder, watch)


async def cost_of(folder: Path, watch: Watch) -> Cost:
    """Of reading the file in the folder, whose name is known to the watch."""
    began = time.monotonic()
    try:
        made = await confined(render, Path(OBJECT), None, Path(), folder=folder, limits=limits.READER)
        told = f"{made.frames} frames of {made.width} x {made.height}"
    except JobFailed as error:
        told = error.message
    seconds = time.monotonic() - began
    return Cost(told, seconds, watch.memory.get(folder.name, 0), watch.disk.get(folder.name, 0))


def _write_table(costs: dict[str, Cost]) -> None:
    lines = [
        f"{cost.seconds:5.1f} s {cost.memory / 1e6:5.0f} MB {cost.disk / 1e6:4.0f} MB  {name}: {cost.told}\n"
        for name, cost in costs.items()
    ]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("".join(lines))


async def test_no_file_costs_more_than_it_may(tmp_path: Path, figure: FigureBook) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    costs: dict[str, Cost] = {}
    with _nobody_calls() as address, Watch() as watch:
        cases = hostile(address)

        async def one(number: int, name: str) -> None:
            async with gate:
                costs[name] = await _cost(cases[name], tmp_path / str(number), watch)

        await asyncio.gather(*(one(number, name) for number, name in enumerate(cases)))
    _write_table(costs)
    wrong = {name: cost for name, cost in costs.items() if not cost.within(cases[name].told)}
    figure("ingest.hostile_files", len(cases), "files", ">= 60")
    figure("ingest.hostile_memory", max(cost.memory for cost in costs.values()) / 1e6, "MB", "<= 1000")
    figure("ingest.hostile_seconds", max(cost.seconds for cost in costs.values()), "s", "<= 60")
    assert figure("ingest.unbounded", len(wrong), "files", "<= 0").reached, wrong
    assert min(cost.memory for cost in costs.values()) > 10e6, "every child was looked at"


def test_a_film_that_jumps_holds_nobody_up(
    trainer: Client, client_of: ClientOf, tmp_path: Path, beginning: Path
) -> None:
    film(tmp_path / "jump.mp4", [1000 * second for second in STEADY])
    assert (tmp_path / "jump.mp4").stat().st_size < 30_000
    hostile_one = upload_and_start(trainer, tmp_path / "jump.mp4")
    other = client_of("trainer", other=True)
    innocent = upload_and_start(other, beginning)
    refused = trainer.finished(hostile_one["id"])
    assert refused["state"] == "failed"
    assert "longer than 15 minutes" in refused["error_message"]
    assert other.finished(innocent["id"])["state"] == "done"
