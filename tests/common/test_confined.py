"""Work on foreign bytes: what a child may not do, what it may use, and what becomes of whatever goes wrong in it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from danceai.common.confined.launcher import FileUnreadable, confined
from danceai.common.confined.rights import Limits
from danceai.common.errors import JobFailed, Unavailable
from tests.support import strangers
from tests.support.figures import FigureBook

SMALL = Limits(memory=256 * 1024**2, cpu_seconds=20, file_bytes=1024**2, open_files=32, seconds=30)
PARENT = """
import asyncio, sys
from pathlib import Path
from danceai.common.confined.launcher import confined
from danceai.common.confined.rights import Limits
from tests.support.strangers import wait

folder = Path(sys.argv[1])
tell = lambda pid, total: print(int(pid), flush=True)
asyncio.run(confined(wait, folder=folder, limits=Limits(), report=tell))
"""


async def _run(function: Callable[..., Any], folder: Path, *arguments: Any, limits: Limits = SMALL) -> Any:
    return await confined(function, *arguments, folder=folder, limits=limits)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_result_and_progress_come_back_whatever_is_printed(tmp_path: Path) -> None:
    heard: list[tuple[float, float]] = []
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the folder with the file')")
    told = await confined(
        strangers.double, 21, folder=tmp_path, limits=SMALL, report=lambda done, total: heard.append((done, total))
    )
    assert told == 42
    assert heard == [(1, 2)]


async def test_a_refusal_keeps_its_code_and_sentence(tmp_path: Path) -> None:
    with pytest.raises(JobFailed, match="No") as refused:
        await _run(strangers.refuse, tmp_path)
    assert refused.value.reported_code == "no"


@pytest.mark.parametrize(
    ("function", "logged"),
    [
        (strangers.stumble, "ZeroDivisionError: by the file"),
        (strangers.crash, "ended with status -11"),
        (strangers.speak_at_length, ""),
        (strangers.promise_a_number, ""),
        (strangers.leave_a_link, "PermissionError"),
        (strangers.take_memory, "MemoryError"),
        (strangers.write_much, "File too large"),
        (strangers.open_many, "Too many open files"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
async def test_what_goes_wrong_in_the_child_is_the_files_fault_for_good(
    function: Callable[..., Any], logged: str, tmp_path: Path
) -> None:
    with capture_logs() as logs, pytest.raises(FileUnreadable, match="Export it again") as refused:
        await _run(function, tmp_path)
    assert refused.value.permanent
    assert refused.value.reported_code == "file_unreadable"
    assert [logged in entry["why"] for entry in logs if entry["event"] == "child_failed"] == [True]


async def test_time_is_limited_for_good_on_the_clock_and_on_the_processor(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(FileUnreadable, match="longer than allowed") as refused:
        await _run(strangers.wait, tmp_path, limits=replace(SMALL, seconds=3))
    assert refused.value.permanent
    with pytest.raises(FileUnreadable):
        await _run(strangers.work_without_end, tmp_path, limits=replace(SMALL, cpu_seconds=2))
    assert time.monotonic() - began < 20


async def test_what_is_not_the_files_fault_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        await _run(strangers.fill_the_disk, tmp_path)
    assert not refused.value.permanent
    with pytest.raises(Unavailable, match="from outside"):
        await confined(
            strangers.wait, folder=tmp_path, limits=SMALL, report=lambda pid, _: os.kill(int(pid), signal.SIGKILL)
        )


async def test_the_child_is_told_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANCEAI_DATABASE_URL", "postgresql://ingest:secret@localhost")
    seen: list[bytes] = []

    def look(pid: float, _: float) -> None:
        seen.append(Path(f"/proc/{int(pid)}/environ").read_bytes())
        os.kill(int(pid), signal.SIGKILL)

    with pytest.raises(Unavailable):
        await confined(strangers.wait, folder=tmp_path, limits=SMALL, report=look)
    assert {entry.split(b"=")[0] for entry in seen[0].split(b"\0") if entry} == {
        b"LANG",
        b"OMP_NUM_THREADS",
        b"OPENBLAS_NUM_THREADS",
    }
    assert "DANCEAI_DATABASE_URL" not in await _run(strangers.environment, tmp_path)


async def test_the_child_cannot_break_out(tmp_path: Path) -> None:
    folder, secret = tmp_path / "work", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("ours")
    secret.chmod(0o666)
    told = await _run(strangers.break_out, folder, secret)
    assert {name: answer for name, answer in told.items() if answer != "PermissionError"} == {
        "take the limits back": "ValueError"  # that is how Python says it
    }
    assert secret.read_text() == "ours"


async def test_a_link_among_the_results_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "rendition.mp4").symlink_to("/etc/hostname")
    with pytest.raises(FileUnreadable):
        await _run(strangers.double, tmp_path, 1)


async def test_a_cancelled_child_is_gone(tmp_path: Path) -> None:
    pids: list[int] = []
    work = asyncio.create_task(
        confined(strangers.wait, folder=tmp_path, limits=SMALL, report=lambda pid, _: pids.append(int(pid)))
    )
    while not pids:
        await asyncio.sleep(0.02)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not _alive(pids[0])


def test_the_child_dies_with_its_parent(tmp_path: Path, figure: FigureBook) -> None:
    (tmp_path / "work").mkdir()
    paths = os.pathsep.join(entry for entry in sys.path if entry)
    arguments = [sys.executable, "-c", PARENT, str(tmp_path / "work")]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _alive(child)
        parent.kill()
        parent.wait()
        killed = time.monotonic()
        while _alive(child) and time.monotonic() - killed < 10:
            time.sleep(0.01)
    outlived = time.monotonic() - killed
    assert figure("ingest.child_outlives_parent", outlived, "s", "<= 1").reached
