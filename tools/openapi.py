"""Prints the gateway's OpenAPI document."""

import json

from danceai.gateway.app import create_app
from danceai.gateway.settings import GatewaySettings

print(json.dumps(create_app(GatewaySettings()).openapi(), indent=1))
