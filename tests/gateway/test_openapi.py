"""The OpenAPI document that the web UI is built from is the gateway's own."""

import json

from danceai.gateway.app import create_app
from danceai.gateway.settings import GatewaySettings
from tests.support.places import ROOT
from tools.permissions import table


def test_the_committed_document_is_current() -> None:
    committed = json.loads((ROOT / "services" / "gateway" / "web" / "openapi.json").read_text())
    assert committed == create_app(GatewaySettings()).openapi(), "run `make api`"


def test_the_table_of_permissions_is_current() -> None:
    assert (ROOT / "docs" / "permissions.md").read_text() == table() + "\n", "run `make api`"


def test_refusals_are_documented() -> None:
    document = create_app(GatewaySettings()).openapi()
    for operations in document["paths"].values():
        for operation in operations.values():
            assert {"401", "403", "404", "422", "429", "503"} <= set(operation["responses"])


def test_every_operation_says_what_it_does() -> None:
    document = create_app(GatewaySettings()).openapi()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), f"{method} {path}"
