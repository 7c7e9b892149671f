"""What the gateway must be told: it has no database and no keys to the object store."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from danceai.common.settings import ServiceSettings


class GatewaySettings(ServiceSettings):
    """Read from DANCEAI_GATEWAY_* environment variables."""

    model_config = SettingsConfigDict(env_prefix="DANCEAI_GATEWAY_", frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = "http://127.0.0.1:8080"
    """Where people reach the platform: the name that calls must bear, and with https the rules of TLS."""
    allowed_hosts: str = ""
    """Further names (comma-separated) that calls may bear."""
    trusted_proxies: str = ""
    """Addresses (comma-separated, or *) of proxies whose X-Forwarded-For tells the caller's address; empty = none."""
    store_origin: str = ""
    """Origin of the object store as browsers reach it (https://files.example): pages load from it and send to it."""
    ui_dir: Path | None = None
    """The built web UI; without it only the API is served."""
    serve_api_docs: bool = True
    """Whether everybody may read how the API is used (/v1/docs, /v1/openapi.json)."""
    metrics_port: int = 0
    """A port of their own for /metrics, which no way in leads to; 0 = none."""
    body_seconds: float = 20.0
    """In which the body of a call must have come."""
    most_connections: int = 800
    """At once; every one beyond is refused with 503."""

    @property
    def behind_tls(self) -> bool:
        """Cookies are then bound to TLS, and browsers told never to come without it."""
        return self.public_url.startswith("https://")
