"""A release in the cluster that KUBECONFIG names; without one nothing here runs.

Environment: KUBECONFIG; CLUSTER_IMAGES = registry and prefix of the images (registry/danceai-), CLUSTER_TAG = their
version, CLUSTER_HOST and CLUSTER_STORE_HOST = names that lead to the ingress controller (danceai.local and
files.danceai.local unless told).
"""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from danceai.local.client import Client
from tests.support.places import ROOT

CHART = ROOT / "deploy" / "helm" / "danceai"
NAMESPACE, RELEASE = "danceai-test", "danceai"
PATIENCE = "15m"


@dataclass
class Cluster:
    """The release, and how to speak with it."""

    values: Path

    def kubectl(self, *arguments: str, check: bool = True) -> str:
        """In the release's namespace."""
        command = ["kubectl", "--namespace", NAMESPACE, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=check).stdout

    def get(self, kind: str, name: str) -> dict[str, Any]:
        """One object."""
        found: dict[str, Any] = json.loads(self.kubectl("get", kind, name, "--output", "json"))
        return found

    def helm(self, *arguments: str) -> str:
        """Of the release. Raises CalledProcessError."""
        program = str(ROOT / ".tools" / "deploy" / "bin" / "helm")
        command = [program, *arguments, "--namespace", NAMESPACE]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def upgrade(self, **changed: str) -> None:
        """Install, or change values; waits until everything is ready."""
        chosen = [part for name, value in changed.items() for part in ("--set", f"{name.replace('__', '.')}={value}")]
        self.helm(
            "upgrade", "--install", RELEASE, str(CHART), "--create-namespace", "-f", str(self.values), *chosen,
            "--wait", "--timeout", PATIENCE,
        )  # fmt: skip

    def pods(self, component: str) -> list[dict[str, Any]]:
        """Of one component, that are not about to go."""
        chosen = f"app.kubernetes.io/instance={RELEASE},app.kubernetes.io/component={component}"
        found = json.loads(self.kubectl("get", "pods", "--selector", chosen, "--output", "json"))["items"]
        return [pod for pod in found if "deletionTimestamp" not in pod["metadata"]]

    def restart(self, *components: str) -> None:
        """As a new version would, one pod after the other; waits."""
        for component in components:
            self.kubectl("rollout", "restart", f"deployment/{RELEASE}-{component}")
        for component in components:
            self.kubectl("rollout", "status", f"deployment/{RELEASE}-{component}", f"--timeout={PATIENCE}")

    def client(self) -> Client:
        """Signed in through the ingress as the first studio's trainer."""
        secret = self.get("secret", f"{RELEASE}-provisioning")["data"]["first-password-trainer"]
        client = Client(f"http://{os.environ.get('CLUSTER_HOST', 'danceai.local')}")
        decoded = subprocess.run(["base64", "-d"], input=secret, capture_output=True, text=True, check=True).stdout
        client.sign_in("trainer@first.example", decoded)
        return client


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Installed with the values of one node, and taken away at the end."""
    if "KUBECONFIG" not in os.environ:
        pytest.skip("KUBECONFIG names no cluster")
    registry, _, prefix = os.environ.get("CLUSTER_IMAGES", "danceai-").rpartition("/")
    host, store = (os.environ.get(name, default) for name, default in (
        ("CLUSTER_HOST", "danceai.local"), ("CLUSTER_STORE_HOST", "files.danceai.local"),
    ))  # fmt: skip
    values = yaml.safe_load((CHART / "values" / "minimal.yaml").read_text()) | {
        "publicUrl": f"http://{host}",
        "storeUrl": f"http://{store}",
        "image": {"registry": registry, "prefix": prefix, "tag": os.environ.get("CLUSTER_TAG", "")},
    }
    path = tmp_path_factory.mktemp("values") / "values.yaml"
    path.write_text(yaml.safe_dump(values))
    found = Cluster(path)
    found.upgrade()
    yield found
    found.helm("uninstall", RELEASE, "--wait")
    found.kubectl("delete", "namespace", NAMESPACE, "--wait=false")
