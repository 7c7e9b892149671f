"""Folders for a while: gone after the block, gone after a normal end, gone after the next start."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from danceai.common.scratch import ScratchFolder, remove_of_the_dead

PROCESS = """
import sys
from danceai.common.scratch import ScratchFolder
folder = ScratchFolder("work")
(folder.path / "object").write_bytes(b"film")
print(folder.path, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _start(root: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROCESS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"TMPDIR": str(root)},
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_folder_is_gone_after_the_block(root: Path) -> None:
    with ScratchFolder("work") as folder:
        (folder / "object").touch()
        assert folder.is_relative_to(root)
    assert not folder.exists()


def test_what_killed_processes_leave_is_removed_and_what_living_ones_use_stays(root: Path) -> None:
    killed, left = _start(root)
    living, used = _start(root)
    with killed, living:
        killed.kill()
        killed.wait()
        assert (left / "object").exists()
        assert remove_of_the_dead() == 1
        assert not left.exists()
        assert (used / "object").exists()
        living.communicate("\n")
    assert not used.parent.exists(), "a process that ends by itself tidies up by itself"


def test_a_root_that_is_somebody_elses_is_not_used(root: Path, tmp_path: Path) -> None:
    with ScratchFolder("work") as folder:
        place = folder.parents[1]
    for left in place.iterdir():
        left.rmdir()
    place.rmdir()
    place.symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="somebody else"):
        ScratchFolder("work")
