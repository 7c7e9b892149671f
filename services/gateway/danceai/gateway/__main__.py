"""Starts the gateway."""

import uvicorn

from danceai.common.observability import logs, tracing
from danceai.gateway.app import create_app
from danceai.gateway.settings import GatewaySettings


def main() -> None:
    """Serve HTTP until told to stop."""
    settings = GatewaySettings()
    logs.configure("gateway", settings.log_level)
    tracing.configure()
    uvicorn.run(
        create_app(settings),
        host=settings.gateway_host,
        port=settings.gateway_port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
    )


if __name__ == "__main__":
    main()
