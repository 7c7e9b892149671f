"""What the gateway must be told: it has no database and no keys to the object store."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class GatewaySettings(ServiceSettings):
    """Read from DANCEAI_GATEWAY_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_GATEWAY_", frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8080
    secure_cookies: bool = False
    """On behind TLS."""
    trusted_proxies: str = ""
    """Addresses (comma-separated, or *) of proxies whose X-Forwarded-For tells the caller's address; empty = none."""
    ui_dir: Path | None = None
    """The built web UI; without it only the API is served."""
