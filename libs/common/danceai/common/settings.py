"""What a process must be told: by every service the frame's part, by each service its own. Passed on, never imported.

Environment variables: DANCEAI_<NAME> for the frame, DANCEAI_<SERVICE>_<NAME> for a service's own. One that nobody
knows is refused at the start: a typing error must not become a default.
"""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DANCEAI_"
OF_THE_IMAGE = "DANCEAI_REVISION"
"""Told to every process of an image, whether it asks for it or not"""


class BusSettings(BaseSettings):
    """What every process needs: the bus, and how much to log."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    nats_url: str = "nats://127.0.0.1:4222"
    identity_key: SecretStr
    """Secret of this service's own: what it connects and signs with (at least 32 characters)"""
    trust_file: Path
    """The document of who may send what, the same for all"""
    log_level: str = "INFO"
    otlp_endpoint: str = ""
    """Base URL of a collector of traces, OTLP over HTTP (http://collector:4318); empty = traces are kept by nobody"""
    revision: str = ""
    """Of the sources this was built from: images are told when they are built, and tell it at /health"""


class Settings(BusSettings):
    """What every service with data needs beside its own settings. Missing ones are named in the error."""

    database_url: SecretStr
    """SQLAlchemy URL of this service's own role, `postgresql+asyncpg://...`"""
    s3_endpoint: str = "127.0.0.1:9000"
    s3_public_endpoint: str | None = None
    """Host clients reach the object store by, when it differs from the one services use."""
    s3_access_key: SecretStr | None = None
    """Of this service alone; only services that keep objects have one"""
    s3_secret_key: SecretStr | None = None
    s3_secure: bool = False
    s3_public_secure: bool | None = None
    """Whether clients reach it by TLS; as services do unless told: behind an ingress that ends TLS they differ."""
    link_seconds: int = 15 * 60
    """How long a signed address of a file opens it, whoever has it: for one look, not for ever."""
    upload_link_seconds: int = 6 * 3600
    """The same of a part to upload: all are signed when the upload begins, and 4 GB take hours over a studio's line.

    It opens nothing: it takes that one part of that one unfinished upload.
    """
    fast_bucket: str = "danceai-fast"
    archive_bucket: str = "danceai-archive"
    parts: Literal["all", "requests", "jobs"] = "all"
    """What this process does of its service: `jobs` works off the queues and nothing else, `requests` does the rest"""
    health_host: str = "127.0.0.1"
    health_port: int = 0
    """0 lets the system choose."""
    job_slots: int = 0
    """Jobs of one kind this process works on at a time; 0 = as many as the kind says."""
    studio_slots: int = 0
    """Of these, in all processes together, one studio's; 0 = as many as the kind says."""
    reconcile_seconds: float = Field(default=60, gt=0)
    """Between two looks for what stands still"""
    reconcile_after: float = Field(default=300, ge=0)
    """Seconds after which another service is asked again for what it was asked for"""
    orphan_hours: float = Field(default=24, gt=0)
    """After which an object is taken away whose job has not concluded; more than any job takes"""
    keep_processed_days: float = Field(default=30, ge=15)
    """How long a message that was worked off is remembered: longer than anybody acts on a wish (`vouching`)"""
    housekeeping_seconds: float = Field(default=300, gt=0)
    """Between two rounds of collecting and purging"""
    strict_transactions: bool = False
    """A transaction held open over something else fails instead of being logged: for tests."""


class HoldsOwn(Protocol):
    """Whatever carries a service's own settings: a context, a unit of work."""

    @property
    def own(self) -> "ServiceSettings":
        """As the service's table of contents names them."""


class ServiceSettings(BaseSettings):
    """The base of a service's own settings; a subclass sets `env_prefix` to DANCEAI_<SERVICE>_."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    @classmethod
    def of(cls, holder: HoldsOwn) -> Self:
        """The settings a handler works with, typed. Raises TypeError in a service that has others."""
        if not isinstance(holder.own, cls):
            raise TypeError(f"this service's settings are {type(holder.own).__name__}, not {cls.__name__}")
        return holder.own


def variables(kind: type[BaseSettings]) -> set[str]:
    """The environment variables a settings class reads."""
    return {f"{kind.model_config.get('env_prefix', '')}{name}".upper() for name in kind.model_fields}


def refuse_unknown(environment: Mapping[str, str], *kinds: type[BaseSettings]) -> None:
    """Raise SystemExit, naming every DANCEAI_ variable that none of the settings knows and what may be meant."""
    known = {OF_THE_IMAGE}.union(*(variables(kind) for kind in kinds))
    strange = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
    if not strange:
        return
    lines = []
    for name in strange:
        near = difflib.get_close_matches(name, known, 1)
        lines.append(f"{name} is no setting of this service{f'; is {near[0]} meant?' if near else '.'}")
    raise SystemExit("\n".join(lines))
