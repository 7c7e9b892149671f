"""Prints the gateway's OpenAPI document."""

import argparse
import json

from danceai.gateway.app import create_app
from danceai.gateway.settings import GatewaySettings


def main() -> None:
    """As JSON, on standard output."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(json.dumps(create_app(GatewaySettings()).openapi(), indent=1))


if __name__ == "__main__":
    main()
