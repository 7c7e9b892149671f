"""The platform on one machine: ports and secrets in one folder, servers, schemas, streams, buckets, services."""

import asyncio
import json
import os
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from asyncpg.exceptions import CannotConnectNowError
from pydantic import SecretStr
from sqlalchemy.exc import DBAPIError

from danceai.auth.seeding import seed_studio
from danceai.common.database.engine import Database
from danceai.common.database.migrations import role_of
from danceai.common.frame.discovery import load_service, service_names
from danceai.common.frame.provisioning import provision_schemas, provision_streams
from danceai.common.messaging.bus import Bus
from danceai.common.settings import Settings
from danceai.common.storage.objects import Storage
from danceai.local import servers
from danceai.local.store_rights import StoreKey
from danceai.local.supervisor import Supervisor

DEMO_STUDIO, DEMO_DOMAIN, DEMO_PASSWORD = "Demo Studio", "demo.example", "demo-dance-2026"
OTHER_STUDIO, OTHER_DOMAIN = "Second Studio", "second.example"
SEAWEED_PORTS = ("s3", "master", "volume", "filer", "admin")
GRPC_SHIFT = 10_000
GATEWAY = "gateway"


class PortTaken(Exception):
    """Somebody else listens on a port that is wanted."""


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((servers.HOST, port))
        except OSError:
            return False
        return True


def choose_ports(names: list[str]) -> dict[str, int]:
    """A free port for each name, below the range the system hands out, gRPC port 10000 above included."""
    chosen: dict[str, int] = {}
    while len(chosen) < len(names):
        port = 10_000 + secrets.randbelow(12_000)
        if port not in chosen.values() and _free(port) and _free(port + GRPC_SHIFT):
            chosen[names[len(chosen)]] = port
    return chosen


@dataclass
class Layout:
    """Everything an installation has chosen for itself; kept in `platform.json`."""

    folder: Path
    gateway_port: int
    ports: dict[str, int]
    passwords: dict[str, str]
    models: Path
    ui: Path | None = None
    pose_workers: int = 2
    mail_port: int = 0
    """Of an SMTP server on this machine; 0 = mail is written to the folder `mail`"""
    social_issuers: dict[str, str] = field(default_factory=dict)
    trusted_proxies: str = ""
    """Addresses whose word on the caller's address counts"""
    strict: bool = False
    """Transactions held open over something else fail: for tests"""

    @classmethod
    def load(cls, folder: Path, models: Path, gateway_port: int | None, **options: Any) -> "Layout":
        """Read the folder's layout, or choose one. A kept port that is taken by somebody else is chosen anew."""
        path = folder / "platform.json"
        names = ["postgres", "nats", *SEAWEED_PORTS, *(f"health-{name}" for name in service_names())]
        store = (f"s3-{name}" for name in service_names())
        wanted_passwords = ("postgres", "s3_access", "s3_secret", "secret_key", *service_names(), *store)
        if path.exists():
            kept = json.loads(path.read_text())
            ports = kept["ports"]
            # What a later version needs as well is made when it first starts.
            passwords = {name: secrets.token_urlsafe(32) for name in wanted_passwords} | kept["passwords"]
            if any(name not in ports or not _free(ports[name]) for name in names):
                ports = choose_ports(names)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            passwords = {name: secrets.token_urlsafe(32) for name in wanted_passwords}
            ports = choose_ports(names)
        wanted = gateway_port if gateway_port is not None else choose_ports(["gateway"])["gateway"]
        if not _free(wanted):
            raise PortTaken(
                f"Port {wanted} is already in use: is the platform running already? Choose another with --port."
            )
        path.write_text(json.dumps({"ports": ports, "passwords": passwords}))
        path.chmod(0o600)
        return cls(folder, wanted, ports, passwords, models, **options)

    @property
    def url(self) -> str:
        """Where the gateway answers."""
        return f"http://{servers.HOST}:{self.gateway_port}"

    @property
    def admin_url(self) -> str:
        """The database as its superuser: for provisioning only."""
        return f"postgresql+asyncpg://postgres:{self.passwords['postgres']}@{servers.HOST}:{self.ports['postgres']}/postgres"

    def database_url(self, service: str) -> str:
        """The database as one service's role."""
        login = f"{role_of(service)}:{self.passwords[service]}"
        return f"postgresql+asyncpg://{login}@{servers.HOST}:{self.ports['postgres']}/postgres"

    @property
    def nats_url(self) -> str:
        """The bus."""
        return f"nats://{servers.HOST}:{self.ports['nats']}"

    def settings(self, service: str) -> Settings:
        """What the frame of one service is told."""
        access, secret = self._store_login(service)
        return Settings(
            database_url=SecretStr(self.database_url(service)),
            nats_url=self.nats_url,
            s3_endpoint=f"{servers.HOST}:{self.ports['s3']}",
            s3_access_key=access,
            s3_secret_key=secret,
            health_port=self.ports.get(f"health-{service}", 0),
            strict_transactions=self.strict,
        )

    def _store_login(self, service: str) -> tuple[SecretStr | None, SecretStr | None]:
        """A service's own key of the object store; only those that keep objects have one."""
        if not load_service(service).objects:
            return None, None
        return SecretStr(service), SecretStr(self.passwords[f"s3-{service}"])

    def store_admin(self) -> Settings:
        """The object store as its administrator: for provisioning only."""
        login = {
            "s3_access_key": SecretStr(self.passwords["s3_access"]),
            "s3_secret_key": SecretStr(self.passwords["s3_secret"]),
        }
        return self.settings("ingest").model_copy(update=login)

    def store_keys(self) -> list[StoreKey]:
        """Every key of the object store and what it opens."""
        admin = StoreKey("admin", self.passwords["s3_access"], self.passwords["s3_secret"])
        bucket = self.store_admin().fast_bucket
        objects = {name: load_service(name).objects for name in service_names()}
        return [admin] + [
            StoreKey(name, name, self.passwords[f"s3-{name}"], bucket, access)
            for name, access in objects.items()
            if access
        ]

    def own(self, service: str) -> dict[str, Any]:
        """What one service alone is told, where its defaults do not fit one machine."""
        mail = {"smtp_host": servers.HOST, "smtp_port": self.mail_port, "smtp_tls": "none"} if self.mail_port else {}
        told: dict[str, dict[str, Any]] = {
            "auth": {
                "secret_key": self.passwords["secret_key"],
                "public_url": self.url,
                "mail_folder": self.folder / "mail",
                "social_issuers": self.social_issuers,
                **mail,
            },
            "pose": {"models_dir": self.models},
            "scoring": {"fonts_dir": self.models / "fonts"},
            GATEWAY: {
                "port": self.gateway_port,
                "trusted_proxies": self.trusted_proxies,
                **({"ui_dir": self.ui} if self.ui else {}),
            },
        }
        return told.get(service, {})

    def environment(self, service: str, number: int) -> dict[str, str]:
        """The same as environment variables."""
        if service == GATEWAY:
            frame: dict[str, Any] = {"nats_url": self.nats_url}
        else:
            frame = {name: value for name, value in self.settings(service) if value is not None}
            if number:
                frame["health_port"] = 0
        told = {f"DANCEAI_{name}": value for name, value in frame.items()}
        told |= {f"DANCEAI_{service}_{name}": value for name, value in self.own(service).items()}
        # Services share two or three cores here; libraries must not each start a thread per core.
        limits = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
        return {**{name.upper(): _as_text(value) for name, value in told.items()}, **limits}


def _as_text(value: Any) -> str:
    """A setting as pydantic reads it from the environment."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return json.dumps(value) if isinstance(value, dict) else str(value)


class Platform:
    """Starts and stops everything of one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.supervisor = Supervisor(layout.folder / "logs")
        self.strays: list[str] = []
        """What waits in the bus and belongs to no service that is installed, ready to read"""

    async def start_servers(self) -> None:
        """PostgreSQL, NATS and the object store, at the same time; returns when they answer."""
        layout, ports = self.layout, self.layout.ports
        children = [
            await asyncio.to_thread(servers.postgres, layout.folder, ports["postgres"], layout.passwords["postgres"]),
            servers.nats(layout.folder, ports["nats"]),
            servers.seaweedfs(layout.folder, {name: ports[name] for name in SEAWEED_PORTS}, layout.store_keys()),
        ]
        for child in children:
            await self.supervisor.start(child)
        await asyncio.gather(*(servers.port_open(ports[name]) for name in ("postgres", "nats", "s3")))

    async def provision(self) -> None:
        """Roles, schemas, streams, buckets and the demo studios; safe to repeat."""
        await asyncio.gather(self._provision_database(), self._provision_streams(), self._provision_buckets())

    async def _provision_database(self) -> None:
        async with asyncio.timeout(60):
            while True:
                try:
                    await provision_schemas(self.layout.admin_url, self.layout.passwords)
                    break
                except (CannotConnectNowError, OSError):
                    await asyncio.sleep(0.1)  # PostgreSQL listens before it lets anybody in
                except DBAPIError as error:
                    if "starting up" not in str(error):
                        raise
                    await asyncio.sleep(0.1)
        database = Database(self.layout.database_url("auth"))
        await seed_studio(database, DEMO_STUDIO, DEMO_DOMAIN, DEMO_PASSWORD)
        await seed_studio(database, OTHER_STUDIO, OTHER_DOMAIN, DEMO_PASSWORD)
        await database.close()

    async def _provision_streams(self) -> None:
        bus = await Bus.connect(self.layout.nats_url, "provisioning")
        self.strays = await provision_streams(bus.js)
        await bus.close()

    async def _provision_buckets(self) -> None:
        storage = Storage(self.layout.store_admin())
        async with asyncio.timeout(60):
            while True:
                with suppress(Exception):
                    await storage.provision()
                    return
                await asyncio.sleep(0.2)

    async def start_services(self) -> None:
        """Every service as a process of its own; pose as often as there are workers."""
        for name in (*service_names(), GATEWAY):
            for number in range(self.layout.pose_workers if name == "pose" else 1):
                await self.supervisor.start(servers.service(name, number, self.layout.environment(name, number)))

    async def healthy(self, timeout: float = 90.0) -> None:
        """Wait until every service says it is ready. Raises TimeoutError naming those that are not."""
        urls = {name: f"http://{servers.HOST}:{self.layout.ports[f'health-{name}']}" for name in service_names()}
        urls[GATEWAY] = self.layout.url
        waiting = set(urls)
        deadline = asyncio.get_running_loop().time() + timeout
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            while waiting:
                for name in sorted(waiting):
                    with suppress(httpx.HTTPError):
                        if (await client.get(f"{urls[name]}/health/ready")).status_code == 200:
                            waiting.discard(name)
                if waiting and (asyncio.get_running_loop().time() > deadline or self.supervisor.given_up.is_set()):
                    tails = "\n".join(self.supervisor.log_tail(name) for name in sorted(waiting))
                    raise TimeoutError(f"not ready: {', '.join(sorted(waiting))}\n{tails}")
                await asyncio.sleep(0.1)

    async def up(self) -> None:
        """Everything, in order."""
        await self.start_servers()
        await self.provision()
        await self.start_services()
        await self.healthy()

    async def down(self) -> None:
        """Services first, all at once; then the servers."""
        children = self.supervisor.children()
        server_names = {"postgres", "nats", "seaweedfs"}
        await self.supervisor.stop([name for name in children if name not in server_names])
        await self.supervisor.stop()


def default_folder() -> Path:
    """Where data is kept unless told otherwise."""
    return Path(os.environ.get("DANCEAI_HOME", ".danceai")).absolute()
