"""Networks and fonts fetched when a command needs them, and the console it speaks to."""

import os
from pathlib import Path

from rich.console import Console

from danceai.local import models

console = Console(soft_wrap=True, highlight=False)


def models_folder(home: Path) -> Path:
    """Where networks and fonts lie."""
    return Path(os.environ.get("DANCEAI_MODELS", home / "models")).absolute()


def fetch(home: Path) -> Path:
    """The same folder, with all that is missing fetched."""
    folder = models_folder(home)
    if models.missing(folder):
        console.print("Fetching networks and fonts (once):")
        models.pull(folder, console.print)
    return folder
