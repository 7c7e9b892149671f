"""What tests have a confined child do: each tries something, and tells what came of it."""

import ctypes
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from danceai.common.errors import JobFailed
from danceai.common.progress import Report


def double(value: int, report: Report) -> int:
    report(1, 2)
    sys.stdout.write("libraries print\n")
    sys.stdout.flush()
    return value * 2


def refuse(report: Report) -> None:
    raise JobFailed("No.", code="no")


def stumble(report: Report) -> None:
    raise ZeroDivisionError("by the file")


def crash(report: Report) -> None:
    ctypes.string_at(0)


def speak_at_length(report: Report) -> str:
    return "x" * 200_000


def promise_a_number(report: Report) -> int:
    answer: object = "many"
    return answer  # type: ignore[return-value]


def wait(report: Report) -> None:
    report(os.getpid(), 0)
    time.sleep(60)


def work_without_end(report: Report) -> None:
    while True:
        pass


def take_memory(report: Report) -> int:
    return len(bytes(600 * 1024**2))


def write_much(report: Report) -> int:
    return Path("much").write_bytes(bytes(3 * 1024**2))


def open_many(report: Report) -> None:
    kept = [Path("file").open("wb") for _ in range(100)]  # noqa: SIM115 - to have them open
    del kept


def leave_a_link(report: Report) -> None:
    Path("link").symlink_to("/etc/hostname")


def fill_the_disk(report: Report) -> None:
    raise OSError(28, "No space left on device")


def environment(report: Report) -> dict[str, str]:
    return dict(os.environ)


def _try(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except Exception as error:  # noqa: BLE001 - what it is told is the answer
        return type(error).__name__
    return "done"


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _expect_zero(told: int) -> None:
    if told != 0:
        raise PermissionError


def break_out(secret: Path, report: Report) -> dict[str, str]:
    """Everything a child should not do; what is told of each."""
    parent = os.getppid()
    attempts: dict[str, Callable[[], object]] = {
        "tcp": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "unix": socket.socketpair,
        "read a secret": secret.read_text,
        "overwrite a secret": lambda: secret.write_text("mine"),
        "read the parent's environment": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "read passwords": lambda: Path("/etc/passwd").read_text(),
        "list the root": lambda: list(Path("/").iterdir()),
        "write elsewhere": lambda: Path("/tmp/danceai-broke-out").write_text("here"),  # noqa: S108
        "signal the parent": lambda: os.kill(parent, 0),
        "make a process": _fork,
        "live on": lambda: _expect_zero(ctypes.CDLL(None).prctl(1, 0)),
        "run a program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606
        "become root": lambda: os.setuid(0) if os.getuid() else None,
        "take the limits back": lambda: __import__("resource").setrlimit(9, (-1, -1)),
    }
    return {name: _try(attempt) for name, attempt in attempts.items()}
