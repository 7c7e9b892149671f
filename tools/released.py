"""Prints released.yaml: the version that is being released, its commit, and the schemas that it leaves behind.

Run at a release: from then on every migration must leave the services of this version working.
"""

import argparse
import asyncio
import re
import subprocess
import tempfile
from pathlib import Path

import asyncpg
import yaml

from danceai.common.frame.discovery import service_names
from danceai.common.frame.provisioning import provision_schemas
from danceai.local import servers
from danceai.local.layout import Layout
from danceai.local.schemas import read
from danceai.local.supervisor import Supervisor

ROOT = Path(__file__).parent.parent


async def schemas(folder: Path) -> dict[str, object]:
    """Of this tree's migrations, in a database of their own."""
    layout = Layout.load(folder, folder, None)
    supervisor = Supervisor(folder / "logs")
    port = layout.ports["postgres"]
    await supervisor.start(servers.postgres(folder, port, layout.passwords["postgres"]))
    try:
        await servers.port_open(port)
        await provision_schemas(layout.admin_url, layout.passwords)
        connection = await asyncpg.connect(layout.admin_url.replace("+asyncpg", ""))
        found = await read(connection, service_names())
        await connection.close()
        return dict(found)
    finally:
        await supervisor.stop()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    chart = (ROOT / "deploy" / "helm" / "danceai" / "Chart.yaml").read_text()
    [version] = re.findall(r'^appVersion: "(.+)"$', chart, re.MULTILINE)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory() as name:
        left = asyncio.run(schemas(Path(name)))
    print(f"# Made by `make released`.\nversion: {version!r}\ncommit: {commit.strip()!r}")
    print(yaml.safe_dump({"schemas": left}, default_flow_style=None, width=118), end="")
