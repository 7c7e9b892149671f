"""Starts the gateway."""

import argparse
import os

import uvicorn
from prometheus_client import start_http_server

from danceai.common.messaging.bus import Bus
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.trust import Trust
from danceai.common.observability import logs, tracing
from danceai.common.settings import BusSettings, refuse_unknown
from danceai.gateway.app import create_app
from danceai.gateway.edge.connections import PromptProtocol
from danceai.gateway.settings import GatewaySettings


def main() -> None:
    """Serve HTTP until told to stop. Everything the gateway is told stands in its environment."""
    argparse.ArgumentParser(prog="python -m danceai.gateway", description=main.__doc__).parse_args()
    refuse_unknown(os.environ, BusSettings, GatewaySettings)
    common, settings = BusSettings(), GatewaySettings()
    logs.configure("gateway", common.log_level)
    tracing.configure("gateway", common.revision, common.otlp_endpoint)
    if settings.metrics_port:
        start_http_server(settings.metrics_port, settings.host)

    async def connect() -> Bus:
        credentials = Credentials("gateway", common.identity_key)
        return await Bus.connect(common.nats_url, credentials, Trust.read(common.trust_file))

    uvicorn.run(
        create_app(settings, connect, common.revision),
        host=settings.host,
        port=settings.port,
        http=PromptProtocol,
        limit_concurrency=settings.most_connections,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
    )
    tracing.close()


if __name__ == "__main__":
    main()
