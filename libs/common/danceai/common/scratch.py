"""Where a process puts files for a while: folders inside one of its own, inside one root.

A process that is killed cannot tidy up. The kernel holds a lock on its folder for as long as it lives; so whoever
starts next knows the dead from the living, even where process numbers begin anew with every container.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType


class ScratchFolder:
    """A folder that is gone at the end of the block, or when it is cleaned up."""

    def __init__(self, purpose: str) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=f"{purpose}-", dir=_own_folder(_root(), os.getpid())))

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clean_up()

    def clean_up(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)


def remove_of_the_dead() -> int:
    """Remove what processes left behind that live no more; returns how many of them."""
    removed = 0
    for folder in _root().iterdir():
        if (lock := _lock(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
            removed += 1
    return removed


def _root() -> Path:
    root = Path(tempfile.gettempdir()) / f"danceai-{os.geteuid()}"
    with suppress(FileExistsError):
        root.mkdir(mode=0o700)
    found = root.lstat()
    if found.st_uid != os.geteuid() or not root.is_dir() or root.is_symlink():
        raise PermissionError(f"{root} belongs to somebody else; remove it.")
    return root


@cache
def _own_folder(root: Path, process: int) -> Path:
    """Made and locked once; the lock is held until the process ends, so it is never closed."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{process}-", dir=root))
        # In the moment before it is locked, somebody who tidies up may take it for a dead one's.
        if _lock(folder) is not None and folder.exists():
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            return folder


def _lock(folder: Path) -> int | None:
    """Lock a folder: its descriptor, or None when a living process holds it, or it is gone."""
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened
