"""The local command: models that are verified, a doctor that speaks, a supervisor that restarts."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from danceai.local import models
from danceai.local.doctor import examine
from danceai.local.supervisor import Child, Supervisor
from danceai.pose.models.backends import OWN
from danceai.pose.models.built_in import BUILT_IN


def test_the_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    findings = examine(tmp_path, tmp_path / "models", "http://127.0.0.1:9")
    wrong = {finding.advice for finding in findings if not finding.good}
    assert any("models pull" in advice for advice in wrong)
    assert any("danceai up" in advice for advice in wrong)
    assert next(finding for finding in findings if finding.what == "NATS is installed").good


def test_a_changed_file_counts_as_missing(models_folder: Path, tmp_path: Path) -> None:
    source = models.SOURCES[0]
    place = next(iter(source.files.values()))[0]
    (tmp_path / place).write_bytes((models_folder / place).read_bytes())
    assert models.complete(source, tmp_path)
    (tmp_path / place).write_bytes(b"changed")
    assert not models.complete(source, tmp_path)
    assert source in models.missing(tmp_path)


async def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path)
    child, other = (Child(name, [sys.executable, "-c", "import time; time.sleep(600)"]) for name in ("one", "other"))
    await supervisor.start(child)
    await supervisor.start(other)
    await supervisor.stop(["other"])
    assert child.process is not None
    first = child.process.pid
    child.process.kill()
    async with asyncio.timeout(10):
        while child.process.pid == first:
            await asyncio.sleep(0.02)
    assert child.restarts == 1
    await supervisor.stop()
    assert child.process.returncode is not None


KILLED = """
import asyncio, sys
from pathlib import Path
from danceai.local.supervisor import Child, Supervisor
from danceai.pose.models.built_in import BUILT_IN

async def main():
    supervisor = Supervisor(Path(sys.argv[1]))
    child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"])
    await supervisor.start(child)
    print(child.process.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None
        child = Path("/proc") / supervisor.stdout.readline().decode().strip()
        assert child.exists()
        supervisor.kill()
        supervisor.wait()
    deadline = time.monotonic() + 10
    while child.exists() and "zombie" not in (child / "status").read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert time.monotonic() < deadline


@pytest.mark.parametrize("place", [p for s in models.SOURCES for p, _ in s.files.values()])
def test_pulled_files_stay_inside_the_folder(place: str) -> None:
    assert not Path(place).is_absolute()
    assert ".." not in Path(place).parts


def test_every_litert_model_of_the_registry_is_pulled_or_comes_along() -> None:
    pulled = {place for source in models.SOURCES for place, _ in source.files.values()}
    own = {file.name for file in OWN.glob("*.tflite")}
    known = {entry.source for entry in BUILT_IN if entry.backend == "litert"}
    assert own <= known, "nothing comes along that nobody uses"
    assert known - own <= pulled
    assert not own & pulled
