"""The jobs of the chart, run against real servers; only the cluster's API is played."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from minio import Minio
from pydantic import SecretStr

from danceai.auth.seeding import known_id
from danceai.cluster.config_map import write_config_map
from danceai.cluster.models import ModelFile, lay_out, pull
from danceai.cluster.provision import BUS, TRUST, provision
from danceai.cluster.secrets import DATABASE, IDENTITY, Secrets
from danceai.cluster.settings import ClusterSettings, PullSettings
from danceai.cluster.store import policy_of
from danceai.common.frame.bus_rights import GATEWAY, PROVISIONING
from danceai.common.frame.discovery import load_service, service_names
from danceai.common.messaging.trust import Trust
from danceai.local import servers
from danceai.local.layout import Layout
from tests.deploy.chart import CHART
from tests.support.platform import RunningPlatform
from tests.support.store import sql


class ClusterApi:
    """ConfigMaps of one namespace, as the API keeps them."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.asked: list[tuple[str, str, str]] = []
        api = self

        class Answering(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                api.asked.append((self.command, self.path, self.headers["authorization"]))
                name = body["metadata"]["name"]
                found = self.command == "POST" or name in api.kept
                if found:
                    api.kept[name] = body
                self.send_response(200 if found else 404)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def do_POST(self) -> None:
                self.do_PUT()

            def log_message(self, *_: object) -> None:
                """Not in the middle of the tests."""

        self.server = ThreadingHTTPServer((servers.HOST, 0), Answering)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{servers.HOST}:{self.server.server_address[1]}"


@pytest.fixture
def api() -> Iterator[ClusterApi]:
    found = ClusterApi()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def account(tmp_path: Path) -> Path:
    """As it is mounted."""
    folder = tmp_path / "account"
    folder.mkdir()
    (folder / "namespace").write_text("dance")
    (folder / "token").write_text("a-token")
    (folder / "ca.crt").write_text("")
    return folder


def _mounted(layout: Layout, folder: Path) -> Path:
    """The platform's secrets as Secrets are mounted."""
    for name in (*service_names(), GATEWAY, PROVISIONING):
        (folder / name).mkdir(parents=True)
        (folder / name / IDENTITY).write_text(layout.credentials(name).secret.get_secret_value())
        (folder / name / DATABASE).write_text(layout.passwords.get(name, "none"))
    (folder / PROVISIONING / "first-password-platform-admin").write_text("first-dance-2026")
    return folder


async def test_everything_is_made_and_may_be_made_again(
    running: RunningPlatform, api: ClusterApi, account: Path, tmp_path: Path
) -> None:
    layout = running.layout
    domain = f"{uuid4().hex[:8]}.example"
    settings = ClusterSettings(
        secrets=_mounted(layout, tmp_path / "secrets"),
        api=api.url,
        account=account,
        document="house-bus-1",
        admin_url=SecretStr(layout.admin_url),
        nats_url=layout.nats_url,
        s3_endpoint=f"{servers.HOST}:{layout.ports['s3']}",
        s3_access_key=SecretStr(layout.passwords["s3_access"]),
        s3_secret_key=SecretStr(layout.passwords["s3_secret"]),
        wait_seconds=30,
        first_studio=f"Studio of {domain}",
        first_domain=domain,
    )
    for _ in range(2):
        await provision(settings, {"app.kubernetes.io/name": "danceai"})
    assert [(how, path.rsplit("/", 2)[-2:]) for how, path, _ in api.asked] == [
        ("PUT", ["configmaps", "house-bus-1"]),
        ("POST", ["dance", "configmaps"]),
        ("PUT", ["configmaps", "house-bus-1"]),
    ]
    assert {token for _, _, token in api.asked} == {"Bearer a-token"}
    kept = api.kept["house-bus-1"]
    assert kept["metadata"]["labels"] == {"app.kubernetes.io/name": "danceai"}
    ours, here = Trust.model_validate_json(kept["data"][TRUST]), Trust.read(layout.trust_file)
    assert ours.senders == {name: here.senders[name] for name in ours.senders}, "one truth here and there"
    assert set(ours.senders) == {*service_names(), GATEWAY, PROVISIONING}
    text = json.dumps(kept)
    assert not any(layout.credentials(name).secret.get_secret_value() in text for name in ours.senders)
    assert kept["data"][BUS].startswith("authorization {")
    made = await sql(layout, "select email from auth.users where studio_id = $1", known_id(settings.first_studio))
    assert [row["email"] for row in made] == [f"platform.admin@{domain}"], "who has a first password, and nobody else"


def test_what_the_cluster_refuses_is_said(api: ClusterApi, account: Path) -> None:
    class Refusing(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.send_response(403)
            self.end_headers()
            self.wfile.write(b"forbidden: no right to configmaps")

        def log_message(self, *_: object) -> None:
            """Silent."""

    with ThreadingHTTPServer((servers.HOST, 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(SystemExit, match="refused the ConfigMap house: 403 forbidden"):
            write_config_map(f"http://{servers.HOST}:{server.server_address[1]}", account, "house", {}, {})
        server.shutdown()


def test_a_secret_that_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="The Secret of pose has no key identity-key"):
        Secrets(tmp_path).of("pose", IDENTITY)


def test_networks_are_believed_by_their_digest_alone(running: RunningPlatform, tmp_path: Path) -> None:
    layout, bucket, network = running.layout, "danceai-models", b"an ONNX file"
    access, secret = layout.passwords["s3_access"], layout.passwords["s3_secret"]
    endpoint = f"{servers.HOST}:{layout.ports['s3']}"
    store = Minio(endpoint, access_key=access, secret_key=secret, secure=False)
    if not store.bucket_exists(bucket):
        store.make_bucket(bucket)
    source = tmp_path / "network"
    source.write_bytes(network)
    store.fput_object(bucket, "rtmo_m.onnx", str(source))
    settings = PullSettings(
        s3_endpoint=endpoint, models_bucket=bucket, s3_access_key=SecretStr(access), s3_secret_key=SecretStr(secret)
    )
    right = ModelFile(path="rtmo_m/1/model.onnx", key="rtmo_m.onnx", sha256=hashlib.sha256(network).hexdigest())
    folder, configs = tmp_path / "models", tmp_path / "configs"
    assert pull([right], folder, settings) == [right.path]
    assert pull([right], folder, settings) == [], "it is there"
    configs.mkdir()
    (configs / "rtmo_m").write_text((CHART / "model-repository" / "rtmo_m" / "config.pbtxt").read_text())
    lay_out(configs, [right], folder)
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == [
        "rtmo_m/1/model.onnx",
        "rtmo_m/config.pbtxt",
    ]
    wrong = right.model_copy(update={"path": "other/1/model.onnx", "sha256": "0" * 64})
    with pytest.raises(SystemExit, match="not what the list says"):
        pull([wrong], folder, settings)
    assert not (folder / wrong.path).exists()


@pytest.mark.parametrize("name", [name for name in service_names() if load_service(name).objects])
def test_policies_open_what_the_table_of_contents_says(name: str) -> None:
    access = load_service(name).objects
    policy = policy_of("fast", access)
    opened = {
        action: {resource.rsplit("/", 2)[-2] for resource in statement["Resource"] if resource.endswith("/*")}
        for statement in policy["Statement"]
        for action in statement["Action"]
    }
    assert opened.get("s3:PutObject", set()) == set(access.writes)
    assert opened["s3:GetObject"] <= set(access.readable)
    assert not any("*" in action for action in opened)


def test_health_is_asked_of_everybody(running: RunningPlatform) -> None:
    from danceai.cluster.__main__ import ask

    url = f"http://{servers.HOST}:{running.layout.ports['health-auth']}/health/ready"
    assert httpx.get(url, trust_env=False).status_code == 200
    assert ask([url, f"{running.layout.url}/health/ready"]) == []
    assert ask([f"{running.layout.url}/v1/nothing"]) != []
