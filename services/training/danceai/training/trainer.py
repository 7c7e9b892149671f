"""The trainer: a program of its own, with PyTorch, in a process that lives no longer than the job it works for.

It is given no secret: what it needs lies in its folder, what it makes is written there.
"""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator
from importlib.util import find_spec
from pathlib import Path

from danceai.common.errors import JobFailed
from danceai.common.observability.logs import logger
from danceai.training import fine_tuning
from danceai.training.fine_tuning.assignment import MISSING
from danceai.training.settings import TrainingSettings

log = logger(__name__)
ROOMS = {"danceai.training": 2, "danceai.common": 2, "synthetic_couple": 1}
"""Packages it imports, and how far above each what finds it lies"""
PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES")
LONGEST_LINE = 1024 * 1024
LAST_WORDS = 2000
ERRORS = "errors.txt"


class TrainerBroke(JobFailed):
    """The program ended with an error of its own."""

    code = "trainer_broke"
    ours = True


class TrainerMissing(JobFailed):
    """The Python that should do it lacks a package."""

    code = "no_trainer"
    ours = True


class TrainerKilled(Exception):
    """Somebody has ended the program from outside: it can go on where it was."""


def _environment(threads: int) -> dict[str, str]:
    roots = []
    for package, above in ROOMS.items():
        found = find_spec(package)
        if found is not None and found.origin:
            roots.append(str(Path(found.origin).parents[above]))
    told = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return told | {"PYTHONPATH": os.pathsep.join(roots), "OMP_NUM_THREADS": str(threads)}


async def run_trainer(what: str, folder: Path, settings: TrainingSettings) -> AsyncGenerator[bytes]:
    """The lines that it tells while it does something in a folder; it is ended with this generator.

    Raises TrainerMissing, TrainerBroke, TrainerKilled.
    """
    python = settings.trainer_python or sys.executable
    with (folder / ERRORS).open("wb") as errors:
        try:
            child = await asyncio.create_subprocess_exec(
                *(python, "-m", fine_tuning.__name__, what, str(folder)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                env=_environment(settings.trainer_threads),
                limit=LONGEST_LINE,
            )
        except OSError as error:
            raise TrainerBroke(f"The trainer cannot be started: {error.strerror}.") from error
        assert child.stdout is not None
        try:
            async for line in child.stdout:
                yield line
            ended = await child.wait()
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
    if ended < 0:
        raise TrainerKilled
    if ended == MISSING:
        raise TrainerMissing(
            "Nothing can be trained or drawn here: the trainer lacks packages. Ask whoever runs this installation."
        )
    if ended:
        log.error("trainer_broke", said=(folder / ERRORS).read_text(errors="replace")[-LAST_WORDS:])
        raise TrainerBroke("The training broke off with an error of ours.")
