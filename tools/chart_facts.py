"""Prints services.json of the chart: what a pod of each service needs, as the services' own tables of contents say."""

import argparse
import json
from pathlib import Path
from typing import Any

from danceai.common.frame.bus_rights import GATEWAY
from danceai.common.frame.discovery import load_service, service_names

HTTP, HEALTH, METRICS = 8080, 8081, 9090
LOCKS = Path(__file__).parents[1] / "requirements"


def facts() -> dict[str, dict[str, Any]]:
    """By service: its queues, whether it has data and keeps objects, and the ports of its pods."""
    found: dict[str, dict[str, Any]] = {
        name: {
            "queues": [handler.job.queue() for handler in load_service(name).jobs],
            "data": True,
            "objects": bool(load_service(name).objects),
            "gpu": (LOCKS / f"{name}-gpu.txt").is_file(),
            "ports": {"health": HEALTH},
            "probes": "health",
            "metrics": "health",
        }
        for name in service_names()
    }
    ports = {"http": HTTP, "metrics": METRICS}
    return found | {
        GATEWAY: {"queues": [], "data": False, "objects": False, "gpu": False, "ports": ports}
        | {"probes": "http", "metrics": "metrics"}
    }


def document() -> str:
    """As the chart reads it."""
    return json.dumps(facts(), indent=2)


def main() -> None:
    """As JSON, on standard output."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(document())


if __name__ == "__main__":
    main()
