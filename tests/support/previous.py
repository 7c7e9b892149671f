"""The release before this one: what it left behind, and its services with its own tests on today's schema."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from danceai.local.schemas import Schema
from tests.support.places import ROOT

RECORD = ROOT / "tests" / "deploy" / "released.yaml"
DATABASE = ROOT / "libs" / "common" / "danceai" / "common" / "database"
MAKES_SCHEMAS = (DATABASE / "migrations.py", DATABASE / "tenancy.py", DATABASE / "alembic_environment")
"""Beside each service's migrations"""


@dataclass(frozen=True)
class Release:
    """As `make released` has recorded it."""

    version: str
    commit: str
    schemas: dict[str, Schema]

    @classmethod
    def read(cls) -> "Release":
        """The last one."""
        return cls(**yaml.safe_load(RECORD.read_text()))

    @property
    def is_here(self) -> bool:
        """Whether this clone goes back so far."""
        if not shutil.which("git"):
            return False
        asked = subprocess.run(["git", "cat-file", "-e", self.commit], cwd=ROOT, capture_output=True, check=False)
        return asked.returncode == 0

    def lay_out(self, folder: Path) -> None:
        """The release's tree, whose databases come to have today's schema."""
        packed = subprocess.run(["git", "archive", self.commit], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        for source in (*MAKES_SCHEMAS, *ROOT.glob("services/*/danceai/*/migrations")):
            place = folder / source.relative_to(ROOT)
            if source.is_file():
                shutil.copy(source, place)
            elif place.parent.is_dir():  # a service that is new has no place there
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(source, place)
        for name in (".danceai", ".tools", "services/gateway/web/dist"):
            (folder / name).symlink_to(ROOT / name)

    def test(self, folder: Path, *tests: str, timeout: float) -> subprocess.CompletedProcess[str]:
        """Run the release's own tests there, with the packages that are installed here."""
        members = [str(package.parent) for package in folder.glob("*/*/danceai")]
        clean = {name: told for name, told in os.environ.items() if not name.startswith("PYTEST_XDIST")}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-n0", "-p", "no:randomly", "-q", *tests],
            cwd=folder,
            env={**clean, "PYTHONPATH": os.pathsep.join(members)},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
