"""`python -m danceai.training.fine_tuning learn|draw FOLDER`: do what a folder says, and die with whoever has asked."""

import os
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel

from danceai.training.fine_tuning.assignment import MISSING, read_assignment

NEEDS = {"learn": ("torch", "ai_edge_litert"), "draw": ("synthetic_couple", "numba")}
"""Packages without which it cannot be done"""


def _die_with_parent() -> None:
    """Whoever has asked holds the other end of standard input: when it closes there is nobody left to work for."""
    while os.read(0, 4096):
        pass
    os._exit(1)


def _say(told: BaseModel) -> None:
    print(told.model_dump_json(exclude_none=True), flush=True)  # noqa: T201 - a line is how it is told


def _learn(folder: Path) -> None:
    import torch  # noqa: PLC0415 - whether it is there is asked first

    from danceai.training.fine_tuning.tuning import Tuning  # noqa: PLC0415

    torch.use_deterministic_algorithms(mode=True)
    torch.set_num_threads(read_assignment(folder).threads)
    tuning = Tuning(folder, torch.device("cuda" if torch.cuda.is_available() else "cpu"), _say)
    tuning.take_up()
    tuning.run()


def _draw(folder: Path) -> None:
    from danceai.training.fine_tuning.rendering import draw  # noqa: PLC0415

    draw(folder, _say)


def main() -> None:
    """One of the two."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if any(find_spec(package) is None for package in NEEDS[what]):
        sys.exit(MISSING)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    {"learn": _learn, "draw": _draw}[what](folder)


if __name__ == "__main__":
    main()
