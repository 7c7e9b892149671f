"""`danceai doctor`: looks at everything the platform needs and says in words what is wrong."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from danceai.local import models, servers
from danceai.local.client import answers

LEAST_DISK = 5 * 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` says what to do when it is not good."""

    what: str
    good: bool
    advice: str = ""


def _python() -> Finding:
    version = sys.version_info
    good = (3, 11) <= version[:2] < (3, 14)
    return Finding(f"Python {version.major}.{version.minor}", good, "Python 3.11, 3.12 or 3.13 is needed.")


def _programs() -> list[Finding]:
    places = {
        "PostgreSQL": servers.postgres_program("postgres"),
        "NATS": servers.script("nats-server"),
        "SeaweedFS": servers.script("weed"),
    }
    return [
        Finding(f"{name} is installed", path.is_file(), f"{path} is missing: run `make setup` again.")
        for name, path in places.items()
    ]


def _disk(folder: Path) -> Finding:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    return Finding(
        f"{free / 1024**3:.0f} GiB of disk are free",
        free > LEAST_DISK,
        f"Less than 5 GiB are free where {folder} is: make room, or set DANCEAI_HOME to another disk.",
    )


def _models(folder: Path) -> list[Finding]:
    return [
        Finding(
            f"{source.package} is there and intact",
            models.complete(source, folder),
            "Files are missing or changed: run `danceai models pull`.",
        )
        for source in models.SOURCES
    ]


def _gateway(url: str) -> Finding:
    return Finding(f"the platform answers at {url}", answers(url), "It is not running: start it with `danceai up`.")


def examine(folder: Path, models_folder: Path, url: str) -> list[Finding]:
    """Everything there is to look at, in the order to mend it."""
    return [_python(), *_programs(), _disk(folder), *_models(models_folder), _gateway(url)]
