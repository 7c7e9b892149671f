"""Waiting for what training makes."""

import time
from typing import Any

from danceai.local.client import Client

PATIENCE = 60.0


def extracted(client: Client, dataset: str, patience: float = PATIENCE) -> dict[str, Any]:
    """The dataset once its frames are there."""
    return _until(client, f"/v1/datasets/{dataset}", "extracting", patience)


def written(client: Client, export: dict[str, Any]) -> dict[str, Any]:
    """The export once it is there."""
    return _until(client, f"/v1/datasets/exports/{export['id']}", "running")


def read(client: Client, dataset: str, data: bytes) -> dict[str, Any]:
    """A file of joints, sent and read."""
    ticket = client.call("POST", f"/v1/datasets/{dataset}/imports", {"size_bytes": len(data)})
    assert client.store.put(ticket["url"], content=data).is_success
    path = f"/v1/datasets/imports/{ticket['import_id']}"
    client.call("POST", f"{path}/complete")
    return _until(client, path, "running")


def annotated(client: Client, dataset: str) -> dict[str, Any]:
    """The dataset once a model has looked at all of its frames, or has given up."""
    deadline = time.monotonic() + PATIENCE
    while (found := client.call("GET", f"/v1/datasets/{dataset}"))["annotation"]["ended_at"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return dict(found)


def ended(client: Client, run: str, patience: float = PATIENCE) -> dict[str, Any]:
    """A training run once nothing more will come of it."""
    deadline = time.monotonic() + patience
    while (found := client.call("GET", f"/v1/training-runs/{run}"))["ended_at"] is None:
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return dict(found)


def _until(client: Client, path: str, busy: str, patience: float = PATIENCE) -> dict[str, Any]:
    deadline = time.monotonic() + patience
    while (found := client.call("GET", path))["state"] == busy and time.monotonic() < deadline:
        time.sleep(0.05)
    assert isinstance(found, dict)
    return found
