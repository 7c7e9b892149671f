"""The Dockerfile: linted, and whatever it takes and starts is there. Building is for machines that have a builder."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from danceai.common.frame.discovery import service_names
from tests.deploy.chart import TOOLS, containers, of_kind, rendered
from tests.support.places import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
IMAGES = (*service_names(), "gateway", "cluster")
VARIANTS = sorted(path.stem.removesuffix("-gpu") for path in (ROOT / "requirements").glob("*-gpu.txt"))
MAKEFILE = (ROOT / "Makefile").read_text()


def test_hadolint_has_nothing_to_say() -> None:
    told = subprocess.run([TOOLS / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_hadolint_finds_what_is_wrong() -> None:
    wrong = DOCKERFILE.replace("USER 10001:10001", "USER root\nRUN sudo apt-get install curl")
    told = subprocess.run([TOOLS / "hadolint", "-"], input=wrong, capture_output=True, text=True, check=False)
    assert told.returncode != 0


@pytest.mark.parametrize("image", IMAGES)
def test_what_an_image_takes_is_there(image: str) -> None:
    taken = [
        source.replace("${SERVICE}", image).replace("${VARIANT}", "")
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert len(taken) > 8
    assert [source for source in taken if not (ROOT / source).exists()] == []


@pytest.mark.parametrize("image", IMAGES)
def test_locks_have_hashes_and_no_addresses(image: str) -> None:
    for path in (ROOT / "requirements").glob(f"{image}*.txt"):
        pinned = [line for line in path.read_text().splitlines() if line and not line.startswith((" ", "#"))]
        assert all(re.match(r"[\w.\[\],-]+==\S+ .*\\$", line) for line in pinned), path
        assert path.read_text().count("--hash=sha256:") >= len(pinned)
        assert "://" not in path.read_text()


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_gpu_variant_has_all_that_its_service_needs_and_cuda(variant: str) -> None:
    """ONNX Runtime is there once: both its packages own the same folder, and the one that came last would win."""
    plain, gpu = _packages(variant), _packages(f"{variant}-gpu")
    assert plain - gpu <= {"onnxruntime"}
    assert len({"onnxruntime", "onnxruntime-gpu"} & gpu) == len({"onnxruntime"} & plain) or variant == "training"
    assert any(name.startswith("nvidia-cublas") for name in gpu)


def _packages(lock: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / f"{lock}.txt").read_text(), re.MULTILINE))


def test_there_are_gpu_variants_of_those_who_can_use_one() -> None:
    assert VARIANTS == ["pose", "training", "transcription"]
    assert "torch" in _packages("training-gpu")


def test_cudas_libraries_are_found_where_packages_have_put_them(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    start = Path(shutil.copy(ROOT / "deploy" / "start.sh", tmp_path / "bin"))
    python = tmp_path / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$@ ${LD_LIBRARY_PATH:-none}"\n')
    python.chmod(0o755)
    clean = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "SERVICE": "pose"}

    def started() -> str:
        command = ["sh", str(start), "--once"]
        return subprocess.run(command, env=clean, capture_output=True, text=True, check=True).stdout.strip()

    assert started() == "-m danceai.pose --once none"
    for name in ("cublas", "cudnn"):
        (tmp_path / "lib" / "python3.11" / "site-packages" / "nvidia" / name / "lib").mkdir(parents=True)
    command, _, folders = started().rpartition(" ")
    assert command == "-m danceai.pose --once"
    assert [Path(folder).parent.name for folder in folders.split(":")] == ["cudnn", "cublas"]
    assert all(Path(folder).is_dir() for folder in folders.split(":"))


def test_every_image_of_the_chart_is_built() -> None:
    used = {
        container["image"].rsplit("/", 1)[-1].split(":")[0]
        for example in ("minimal", "production")
        for manifest in rendered(example)
        for container in containers(manifest)
    }
    ours = {name.removeprefix("danceai-") for name in used if name.startswith("danceai-")}
    assert ours == set(IMAGES)


def test_every_process_is_started_by_its_module() -> None:
    assert 'exec python -m "danceai.${SERVICE}" "$@"' in (ROOT / "deploy" / "start.sh").read_text()
    for manifest in of_kind(rendered("minimal"), "Deployment"):
        [container] = manifest["spec"]["template"]["spec"]["containers"]
        assert "command" not in container


def test_content_stands_where_the_chart_says() -> None:
    """Pages, networks and fonts: by the values, and by the stages that make them."""
    told = {
        container["name"]: [entry["value"] for entry in container["env"] if entry.get("value", "").startswith("/srv/")]
        for manifest in of_kind(rendered("minimal"), "Deployment")
        for container in containers(manifest)
    }
    made = {"web": ["/srv/ui"], "models": ["/srv/models", "/srv/models/fonts"]}
    for name, paths in told.items():
        content = re.search(rf"^CONTENT_{name} := (\w+)$", MAKEFILE, re.MULTILINE)
        assert bool(paths) == bool(content), name
        if content:
            assert set(paths) <= set(made[content[1]])
            assert f"AS {content[1]}" in DOCKERFILE
