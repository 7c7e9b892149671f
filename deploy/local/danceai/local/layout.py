"""What a platform on one machine has chosen for itself: ports, secrets, its mode; and what each process is told."""

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from danceai.auth.seeding import email_of
from danceai.common.database.migrations import role_of
from danceai.common.frame.bus_rights import GATEWAY, PROVISIONING, Rights, authorization, rights_of_all, trust_of
from danceai.common.frame.discovery import load_service, service_names
from danceai.common.identity import Role
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.trust import Trust
from danceai.common.settings import Settings
from danceai.gateway.asked import find_asked
from danceai.local import servers
from danceai.local.ports import PortTaken, choose_ports, is_free
from danceai.local.store_rights import StoreKey, keep_private

DEMO_STUDIO, DEMO_DOMAIN, DEMO_PASSWORD = "Demo Studio", "demo.example", "demo-dance-2026"
OTHER_STUDIO, OTHER_DOMAIN = "Second Studio", "second.example"
FIRST_STUDIO, FIRST_DOMAIN = "First Studio", "first.example"
"""Outside demo mode"""
PEOPLE = (Role.PLATFORM_ADMIN, Role.STUDIO_ADMIN, Role.TRAINER, Role.DANCER)
SEAWEED_PORTS = ("s3", "master", "volume", "filer", "admin")
METRICS = "metrics-gateway"
"""The port of the gateway's metrics"""
IDENTITY = "identity-"
"""Before a name: the secret it connects and signs with"""
HEALTH = "health-"
"""Before a process: the port of its health and its metrics"""
PLATFORM_FILE, MAIL_FOLDER = "platform.json", "mail"


def service_processes(pose_workers: int) -> list[tuple[str, int]]:
    """Every service's processes, (service, number): pose has as many as there are workers."""
    return [(name, number) for name in service_names() for number in range(pose_workers if name == "pose" else 1)]


class OtherMode(Exception):
    """The folder holds a demo and none was asked for, or the other way round."""


@dataclass
class Layout:
    """Everything an installation has chosen for itself; kept in `platform.json`."""

    folder: Path
    gateway_port: int
    ports: dict[str, int]
    passwords: dict[str, str]
    models: Path
    ui: Path | None = None
    trainer: Path | None = None
    """A Python that has PyTorch; none = models do not learn here"""
    pose_workers: int = 2
    mail_port: int = 0
    """Of an SMTP server on this machine; 0 = mail is written to the folder `mail`"""
    model_port: int = 0
    """Of a language model's server on this machine, for tests; 0 = as the environment says, or none"""
    social_issuers: dict[str, str] = field(default_factory=dict)
    trusted_proxies: str = ""
    """Addresses whose word on the caller's address counts"""
    otlp_endpoint: str = ""
    """Where traces are collected"""
    strict: bool = False
    """Transactions held open over something else fail: for tests"""
    guests: dict[str, Rights] = field(default_factory=dict)
    """Who else may connect to the bus: for tests"""
    demo: bool = False
    """Everybody knows the passwords; nobody but this machine can use them, for it listens on loopback alone"""
    bus_sync: str = "always"
    """How often the bus has the disk keep what it was told: always, or every so often (10s), for speed"""

    @classmethod
    def load(
        cls, folder: Path, models: Path, gateway_port: int | None, *, demo: bool | None = False, **options: Any
    ) -> "Layout":
        """Read the folder's layout, or choose one. A kept port that is taken by somebody else is chosen anew.

        demo: None = as the folder is. Raises OtherMode, PortTaken.
        """
        path = folder / PLATFORM_FILE
        labels = [servers.label_of(*one) for one in service_processes(options.get("pose_workers", cls.pose_workers))]
        names = ["postgres", "nats", METRICS, *SEAWEED_PORTS, *(f"{HEALTH}{label}" for label in labels)]
        guests: dict[str, Rights] = options.get("guests", {})
        processes = (*service_names(), GATEWAY, PROVISIONING, *guests)
        identities = [f"{IDENTITY}{name}" for name in processes]
        store = [f"s3-{name}" for name in service_names()]
        common = ("postgres", "s3_access", "s3_secret", "secret_key")
        wanted_passwords = (*common, *service_names(), *store, *identities, *PEOPLE)
        if path.exists():
            kept = json.loads(path.read_text())
            was_demo = kept.get("demo", True)  # what was started before there was a choice was one
            if demo is not None and demo != was_demo:
                raise OtherMode(_other_mode(folder, was_demo))
            demo = was_demo
            ports = kept["ports"]
            # What a later version needs as well is made when it first starts.
            passwords = {name: secrets.token_urlsafe(32) for name in wanted_passwords} | kept["passwords"]
            if any(name not in ports or not is_free(ports[name]) for name in names):
                ports = choose_ports(names)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            passwords = {name: secrets.token_urlsafe(32) for name in wanted_passwords}
            ports = choose_ports(names)
        wanted = gateway_port if gateway_port is not None else choose_ports(["gateway"])["gateway"]
        if not is_free(wanted):
            raise PortTaken(
                f"Port {wanted} is already in use: is the platform running already? Choose another with --port."
            )
        keep_private(path, json.dumps({"ports": ports, "passwords": passwords, "demo": bool(demo)}))
        return cls(folder, wanted, ports, passwords, models, demo=bool(demo), **options)

    @property
    def first_passwords(self) -> dict[Role, str]:
        """What people sign in with until they choose passwords of their own."""
        return {role: DEMO_PASSWORD if self.demo else self.passwords[role] for role in PEOPLE}

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

    @property
    def trust_file(self) -> Path:
        """Who may send what on the bus."""
        return self.folder / "trust.json"

    def credentials(self, name: str) -> Credentials:
        """What a process connects to the bus and signs with."""
        return Credentials(name, SecretStr(self.passwords[f"{IDENTITY}{name}"]))

    def write_rights(self) -> None:
        """Tell the bus, and everybody on it, who may do what: made from the tables of contents of what is installed."""
        rights = rights_of_all(find_asked()) | self.guests
        keys = {name: self.credentials(name).public for name in rights}
        self.trust_file.write_text(trust_of(rights, keys).model_dump_json())
        servers.configure_nats(self.folder, self.ports["nats"], self.bus_sync, authorization(rights, keys))

    async def connect(self, name: str) -> Bus:
        """The bus as one of those it knows."""
        return await Bus.connect(self.nats_url, self.credentials(name), Trust.read(self.trust_file))

    def settings(self, service: str) -> Settings:
        """What the frame of one service is told."""
        access, secret = self._store_login(service)
        return Settings(
            database_url=SecretStr(self.database_url(service)),
            nats_url=self.nats_url,
            otlp_endpoint=self.otlp_endpoint,
            identity_key=SecretStr(self.passwords[f"{IDENTITY}{service}"]),
            trust_file=self.trust_file,
            s3_endpoint=f"{servers.HOST}:{self.ports['s3']}",
            s3_access_key=access,
            s3_secret_key=secret,
            health_port=self.ports.get(f"{HEALTH}{service}", 0),
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
        model = (
            {"anthropic_key": "local", "anthropic_url": f"http://{servers.HOST}:{self.model_port}"}
            if self.model_port
            else _told_from_outside("coaching")
        )
        told: dict[str, dict[str, Any]] = {
            "auth": {
                "secret_key": self.passwords["secret_key"],
                "public_url": self.url,
                "mail_folder": self.folder / MAIL_FOLDER,
                "social_issuers": self.social_issuers,
                **mail,
            },
            "coaching": model,
            "pose": {"models_dir": self.models},
            "scoring": {"fonts_dir": self.models / "fonts"},
            "training": {"trainer_python": str(self.trainer or ""), "trainer_threads": os.cpu_count() or 1},
            "transcription": {"models_dir": self.models},
            GATEWAY: {
                "port": self.gateway_port,
                "public_url": self.url,
                "store_origin": f"http://{servers.HOST}:{self.ports['s3']}",
                "trusted_proxies": self.trusted_proxies,
                "metrics_port": self.ports.get(METRICS, 0),
                **({"ui_dir": self.ui} if self.ui else {}),
            },
        }
        return told.get(service, {})

    def environment(self, service: str, number: int) -> dict[str, str]:
        """The same as environment variables."""
        if service == GATEWAY:
            frame: dict[str, Any] = {
                "nats_url": self.nats_url,
                "otlp_endpoint": self.otlp_endpoint,
                "identity_key": self.passwords[f"{IDENTITY}{service}"],
                "trust_file": self.trust_file,
            }
        else:
            frame = {name: value for name, value in self.settings(service) if value is not None}
            if number:
                frame["health_port"] = self.ports.get(f"{HEALTH}{servers.label_of(service, number)}", 0)
        told = {f"DANCEAI_{name}": value for name, value in frame.items()}
        told |= {f"DANCEAI_{service}_{name}": value for name, value in self.own(service).items()}
        # Services share two or three cores here; libraries must not each start a thread per core.
        limits = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
        return {**{name.upper(): _as_text(value) for name, value in told.items()}, **limits}


def _other_mode(folder: Path, was_demo: bool) -> str:  # noqa: FBT001 - one of two sentences
    if was_demo:
        return (
            f"{folder} holds a demo, whose passwords everybody knows. Start it with --demo, or begin anew in another "
            "folder (--home) or after `danceai reset`."
        )
    return f"{folder} holds a platform with passwords of its own. Start it without --demo."


def _told_from_outside(service: str) -> dict[str, str]:
    """What whoever starts the platform has told one service in their own environment: keys that are theirs alone."""
    prefix = f"DANCEAI_{service}_".upper()
    return {name.removeprefix(prefix).lower(): told for name, told in os.environ.items() if name.startswith(prefix)}


def _as_text(value: Any) -> str:
    """A setting as pydantic reads it from the environment."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return json.dumps(value) if isinstance(value, dict) else str(value)


def first_login(folder: Path, role: Role) -> tuple[str, str]:
    """(e-mail, password) of somebody of the first studio of the platform in a folder; of a demo where none is."""
    path = folder / PLATFORM_FILE
    kept = json.loads(path.read_text()) if path.exists() else {}
    if kept.get("demo", True):
        return email_of(role, DEMO_DOMAIN), DEMO_PASSWORD
    return email_of(role, FIRST_DOMAIN), kept["passwords"][role]


def default_folder() -> Path:
    """Where data is kept unless told otherwise."""
    return Path(os.environ.get("DANCEAI_HOME", ".danceai")).absolute()
