"""Writes one ConfigMap through the cluster's API, as the pod's service account."""

import json
from collections.abc import Mapping
from pathlib import Path

import urllib3

NOT_FOUND, REFUSED = 404, 300


def write_config_map(api: str, account: Path, name: str, data: Mapping[str, str], labels: Mapping[str, str]) -> None:
    """Create it, or replace what it holds. Raises SystemExit with the API's answer when it refuses.

    api: URL of the cluster's API. account: folder with token, authority and namespace.
    """
    namespace = (account / "namespace").read_text().strip()
    headers = {"Authorization": f"Bearer {(account / 'token').read_text().strip()}", "Content-Type": "application/json"}
    body = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": name, "namespace": namespace, "labels": dict(labels)},
        "data": dict(data),
    }
    pool = urllib3.PoolManager(ca_certs=str(account / "ca.crt"), timeout=20)
    at = f"{api}/api/v1/namespaces/{namespace}/configmaps"
    told = json.dumps(body).encode()
    answer = pool.request("PUT", f"{at}/{name}", body=told, headers=headers)
    if answer.status == NOT_FOUND:
        answer = pool.request("POST", at, body=told, headers=headers)
    if answer.status >= REFUSED:
        raise SystemExit(f"The cluster refused the ConfigMap {name}: {answer.status} {answer.data.decode()[:500]}")
