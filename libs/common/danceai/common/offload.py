"""CPU work away from the event loop: threads for trusted numbers, a process of its own for foreign bytes.

A heartbeat that cannot run makes the bus hand the job to a second worker; so nothing long runs on the loop.
Foreign files are read in a child process: a decoder that crashes or hangs takes only the child with it.
"""

import asyncio
import multiprocessing
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from danceai.common.errors import JobFailed, ProductError

R = TypeVar("R")
Report = Callable[[float, float], None]
"""report(done, total)"""

in_thread = asyncio.to_thread
_context = multiprocessing.get_context("spawn")


class ChildCrashed(JobFailed):
    """The child process died while it read the file."""

    code = "file_unreadable"


def _child(pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    def report(done: float, total: float) -> None:
        pipe.send(("progress", (done, total)))

    try:
        pipe.send(("result", function(*arguments, report)))
    except ProductError as error:
        pipe.send(("refused", (error.reported_code, error.reported_status, error.message)))
    except BaseException:  # noqa: BLE001 - told to the parent, which raises it
        pipe.send(("broken", traceback.format_exc()))
    finally:
        pipe.close()


async def in_process(
    function: Callable[..., R], *arguments: Any, report: Callable[[float, float], None] | None = None
) -> R:
    """Run `function(*arguments, report)` in a fresh process; cancelled or timed out, the process is killed.

    Raises the child's ProductError, ChildCrashed when the process died, RuntimeError on a defect.
    """
    receiver, sender = _context.Pipe(duplex=False)
    process = _context.Process(target=_child, args=(sender, function, arguments), daemon=True)
    await asyncio.to_thread(process.start)
    sender.close()
    try:
        while True:
            try:
                kind, value = await asyncio.to_thread(receiver.recv)
            except EOFError:
                raise ChildCrashed(
                    "The file broke our video reader. Export it again as MP4 (H.264) and upload that."
                ) from None
            if kind == "progress":
                if report:
                    report(*value)
            elif kind == "result":
                return value  # type: ignore[no-any-return]
            elif kind == "refused":
                code, status, message = value
                raise JobFailed(message, code=code, status=status)
            else:
                raise RuntimeError(value)
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        receiver.close()
