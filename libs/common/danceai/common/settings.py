"""What a service process must be told: where database, bus and object store are. Passed on, never imported."""

from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from DANCEAI_* environment variables; unknown ones are ignored, missing ones named in the error."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_", frozen=True, extra="ignore")

    database_url: SecretStr
    """SQLAlchemy URL of this service's own role, `postgresql+asyncpg://...`"""
    nats_url: str = "nats://127.0.0.1:4222"
    s3_endpoint: str = "127.0.0.1:9000"
    s3_public_endpoint: str | None = None
    """Host clients reach the object store by, when it differs from the one services use."""
    s3_access_key: SecretStr
    s3_secret_key: SecretStr
    s3_secure: bool = False
    fast_bucket: str = "danceai-fast"
    archive_bucket: str = "danceai-archive"
    health_host: str = "127.0.0.1"
    health_port: int = 0
    """0 lets the system choose."""
    models_dir: Path = Path("models")
    job_slots: int = 1
    """Jobs of one kind this process works on at a time."""
    network_threads: int = 1
    pose_backend: str = "litert"
    """Whose default pose model is used when an analysis names none: litert, onnxruntime or triton."""
    gpu: bool = False
    """Let ONNX Runtime use a GPU of this machine."""
    triton_url: str = ""
    """host:port of a Triton server's gRPC endpoint."""
    triton_shared_bytes: int = 0
    """Above 0: inputs up to this size go to Triton through system shared memory (server on the same node)."""
    secret_key: SecretStr = SecretStr("")
    """Of auth: what tokens and keys are hashed with, and second factors and provider secrets encrypted with."""
    public_url: str = "http://127.0.0.1:8080"
    """Where people reach the platform: for links in mail and for social login's redirect."""
    smtp_host: str = ""
    """Without one, mail goes to `mail_folder`, or is only logged."""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    mail_folder: Path | None = None
    """Where mail is written as files when there is no SMTP host."""
    mail_from: str = "Dance AI <no-reply@danceai.example>"
    social_issuers: dict[str, str] = {}
    """Of auth: other OpenID issuers than the providers' own, by provider (a test server, a national cloud)."""
    log_level: str = "INFO"
