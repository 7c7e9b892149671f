"""The chart as helm renders it, and the judges of what comes out."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.support.places import ROOT

TOOLS = ROOT / ".tools" / "deploy" / "bin"
CHART = ROOT / "deploy" / "helm" / "danceai"
EXAMPLES = sorted(path.stem for path in (CHART / "values").glob("*.yaml"))
RELEASE = "house"
Manifest = dict[str, Any]


class NotRendered(Exception):
    """Helm refuses."""


def helm(*arguments: str) -> str:
    """What helm prints. Raises NotRendered with what it complains of."""
    told = subprocess.run([TOOLS / "helm", *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
    if told.returncode:
        raise NotRendered(told.stderr + told.stdout)
    return told.stdout


def render(example: str, more: dict[str, Any] | None = None) -> list[Manifest]:
    """Every manifest of a file of values, with others beside it. Raises NotRendered."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(more or {}, file)
        file.flush()
        values = ["-f", str(CHART / "values" / f"{example}.yaml"), "-f", file.name]
        text = helm("template", RELEASE, str(CHART), "--namespace", "dance", *values)
    return [manifest for manifest in yaml.load_all(text, Loader=yaml.CSafeLoader) if manifest]


@cache
def _rendered(example: str) -> str:
    return json.dumps(render(example))


def rendered(example: str) -> list[Manifest]:
    """The same of an example as it is; may be changed by whoever asked."""
    found: list[Manifest] = json.loads(_rendered(example))
    return found


def judged(manifests: list[Manifest]) -> list[str]:
    """What is wrong by the schemas of the kinds."""
    judge = [TOOLS / "python", Path(__file__).parent / "judge.py"]
    told = subprocess.run(judge, input=json.dumps(manifests), capture_output=True, text=True, check=True)
    found: list[str] = json.loads(told.stdout)
    return found


def of_kind(manifests: list[Manifest], *kinds: str) -> list[Manifest]:
    """Those of some kinds."""
    return [manifest for manifest in manifests if manifest["kind"] in kinds]


def pod_of(manifest: Manifest) -> Manifest | None:
    """The pod that something makes, or is: metadata and spec."""
    if manifest["kind"] == "Pod":
        return manifest
    template: Manifest | None = manifest.get("spec", {}).get("template")
    return template


def containers(manifest: Manifest) -> Iterator[Manifest]:
    """All of a pod, those that go before included."""
    pod = pod_of(manifest)
    if pod is not None:
        yield from pod["spec"].get("initContainers", [])
        yield from pod["spec"]["containers"]


def name_of(manifest: Manifest) -> str:
    """Kind and name, for sentences."""
    return f"{manifest['kind']} {manifest['metadata']['name']}"
