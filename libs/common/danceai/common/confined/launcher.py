"""The one way to work on foreign bytes: a child process that is confined before it touches them.

Decoders are attacked through the files they read. The child has no environment (so no secrets), no network, no rights
of root, no files but those of its folder, bounded memory, time and files, and dies with its parent. What it answers is
read as the words of a stranger. Whatever is raised there is the file's fault, and permanent.
"""

import asyncio
import contextlib
import json
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from danceai.common.confined import child as child_side
from danceai.common.confined.orders import pack, result_of
from danceai.common.confined.rights import Limits
from danceai.common.errors import JobFailed, Unavailable
from danceai.common.observability.logs import logger
from danceai.common.progress import Report

log = logger(__name__)
R = TypeVar("R")
STRANGERS = range(61184, 65520)
"""Users that no system gives to anybody for long: the range for dynamic ones"""
LONGEST_LINE = 64 * 1024
LAST_WORDS = 4000
KILLED = -9
GRACE = 2.0
BROKE = "The file broke our reader. Export it again as MP4 (H.264) and upload that."
TOO_LONG = f"Reading the file took longer than allowed, so we stopped. {BROKE}"


class FileUnreadable(JobFailed):
    """The child crashed, ran out of what it may use, or met something that no reader of ours understands."""

    code = "file_unreadable"


async def confined(
    function: Callable[..., R], *arguments: Any, folder: Path, limits: Limits, report: Report = lambda done, total: None
) -> R:
    """Run `function(*arguments, report)` in a child whose whole world is `folder`; paths are relative to it.

    Raises the refusal the function raised, FileUnreadable for anything else, Unavailable when it was not the file.
    """
    child = await asyncio.create_subprocess_exec(
        # Isolated: neither the folder nor the environment adds to what can be imported.
        sys.executable,
        "-I",
        "-m",
        child_side.__name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
        cwd=folder,
        # Nothing of ours: no address, no key. Threads before we are confined would keep our rights.
        env={"LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    order = {
        "call": pack(function, arguments),
        "limits": asdict(limits),
        "parent": os.getpid(),
        "path": [entry for entry in sys.path if entry],
        "user": _give_away(folder, child.pid),
    }
    words = bytearray()
    listening = asyncio.create_task(_keep_words(child, words))
    try:
        async with asyncio.timeout(limits.seconds):
            last = await _last_word(child, order, report)
            await _end(child, patience=GRACE)
            result: R = result_of(function).validate_python(_understand(last, child.returncode))
            _check_left(folder)
            return result
    except (TimeoutError, FileUnreadable, ValueError, RecursionError) as error:
        await _end(child)
        await listening
        why, said = str(error) or type(error).__name__, words.decode(errors="replace")
        log.warning("child_failed", function=function.__qualname__, why=why, said=said)
        raise FileUnreadable(TOO_LONG if isinstance(error, TimeoutError) else BROKE) from error
    finally:
        await _end(child)
        listening.cancel()


async def _end(child: asyncio.subprocess.Process, patience: float = 0.0) -> None:
    """Let it end by itself for so long, then kill it."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(child.wait(), patience)
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def _last_word(child: asyncio.subprocess.Process, order: dict[str, Any], report: Report) -> Any:
    """What it said last, as plain values; None when it ended without a word. Raises ValueError for no words at all."""
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(ConnectionError):
        child.stdin.write(json.dumps(order).encode() + b"\n")
        await child.stdin.drain()
    while line := await child.stdout.readline():
        match json.loads(line):
            case {"progress": [float() | int() as done, float() | int() as total]}:
                report(done, total)
            case {"missing": list(missing)}:
                if missing:
                    log.warning("child_confined_in_part", missing=missing)
            case last:
                return last
    return None


def _understand(last: Any, status: int | None) -> Any:
    """The result as plain values. Raises what else the last word means."""
    match last:
        case {"result": result}:
            return result
        case {"refused": {"code": str(code), "status": int(number), "message": str(message)}}:
            raise JobFailed(message[:500], code=code[:50], status=number)
        case {"unable": str(why)}:
            log.error("child_unable", why=why)
            raise Unavailable("The file cannot be read at the moment. We try again.")
        case {"broken": str(trace)}:
            raise FileUnreadable(trace[-LAST_WORDS:])
    if last is None and status == KILLED:
        # Its own limits end it otherwise: somebody else has killed it, or the machine ran out of memory.
        raise Unavailable("The process that read the file was stopped from outside. We try again.")
    raise FileUnreadable(f"it ended with status {status}")


async def _keep_words(child: asyncio.subprocess.Process, words: bytearray) -> None:
    """The end of what the child says on standard error."""
    assert child.stderr is not None
    while said := await child.stderr.read(LAST_WORDS):
        words += said
        del words[:-LAST_WORDS]


def _give_away(folder: Path, pid: int) -> int | None:
    """As root, make the folder a stranger's, who shares nothing with other children; None: we are nobody already."""
    if os.geteuid() != 0:
        return None
    user = STRANGERS[pid % len(STRANGERS)]
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user, follow_symlinks=False)
    return user


def _check_left(folder: Path) -> None:
    """What we go on with must be plain files: a link would have us read what the child could not."""
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            kind = (Path(place) / name).lstat()
            plain = stat.S_ISREG(kind.st_mode) and kind.st_nlink == 1
            if not plain and not stat.S_ISDIR(kind.st_mode):
                raise FileUnreadable(f"it left {name}, which is no plain file")
