"""What the gateway must be told: it has no database and no keys to the object store."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class GatewaySettings(BaseSettings):
    """Read from DANCEAI_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_", frozen=True, extra="ignore")

    nats_url: str = "nats://127.0.0.1:4222"
    gateway_host: str = "127.0.0.1"
    gateway_port: int = 8080
    secure_cookies: bool = False
    """On behind TLS."""
    trusted_proxies: str = ""
    """Addresses (comma-separated, or *) of proxies whose X-Forwarded-For tells the caller's address; empty = none."""
    ui_dir: Path | None = None
    """The built web UI; without it only the API is served."""
    log_level: str = "INFO"
