"""Every program of the repository takes its arguments through a parser: asked for help it helps, and writes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from danceai.common.frame.discovery import service_names
from tests.support.places import ROOT

PACKAGED = ("services/*/danceai/**/*.py", "deploy/*/danceai/**/*.py", "tools/*/*/*.py")
MARK = 'if __name__ == "__main__":'


def _programs() -> list[tuple[str, ...]]:
    tools = [(str(path),) for path in sorted((ROOT / "tools").glob("*.py"))]
    services = [("-m", f"danceai.{name}") for name in (*service_names(), "gateway")]
    modules = [
        ("-m", ".".join(path.relative_to(ROOT).with_suffix("").parts[2:]))
        for path in sorted(path for pattern in PACKAGED for path in ROOT.glob(pattern))
        if path.name != "__main__.py" and MARK in path.read_text("utf-8")
    ]
    return [*tools, *services, *modules, ("-m", "synthetic_couple")]


@pytest.mark.parametrize("program", _programs(), ids=" ".join)
def test_help_is_help(program: tuple[str, ...], tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, *program, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.startswith("usage:")
    assert list(tmp_path.iterdir()) == [], "nothing was written"
