"""The object store opens to keys alone, each service's key to its own folders, and its inner ports to nobody."""

import io
import ssl
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from minio import Minio
from minio.error import S3Error

from danceai.common.frame.bus_rights import GATEWAY
from danceai.common.frame.discovery import load_service, service_names
from danceai.local.layout import SEAWEED_PORTS
from danceai.local.ports import GRPC_SHIFT
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.store import store_client

KEEPERS = [name for name in service_names() if load_service(name).objects]
FOLDERS = sorted({folder for name in KEEPERS for folder in load_service(name).objects.readable})
STUDIO = uuid4()
SOCKETS = Path("/tmp")  # noqa: S108 - where SeaweedFS puts them, whatever TMPDIR says
INNER = [(name, shift) for name in SEAWEED_PORTS for shift in (0, GRPC_SHIFT) if (name, shift) != ("s3", 0)]


@pytest.fixture(scope="module")
def planted(running: RunningPlatform) -> dict[str, str]:
    """An object in every folder, by folder."""
    settings = running.layout.store_admin()
    keys = {folder: f"{STUDIO}/{folder}/{uuid4()}/planted" for folder in FOLDERS}
    for key in keys.values():
        store_client(settings).put_object(settings.fast_bucket, key, io.BytesIO(b"planted"), 7)
    return keys


def _may(action: Any, *arguments: Any) -> bool:
    try:
        action(*arguments)
    except S3Error as error:
        if error.code != "AccessDenied":
            raise
        return False
    return True


@pytest.mark.parametrize("service", KEEPERS)
def test_a_services_key_opens_its_own_folders_alone(
    service: str, running: RunningPlatform, planted: dict[str, str], figure: FigureBook
) -> None:
    settings, access = running.layout.settings(service), load_service(service).objects
    client, bucket = store_client(settings), settings.fast_bucket
    for folder, key in planted.items():
        beside = f"{STUDIO}/{folder}/{uuid4()}/beside"
        writes = folder in access.writes
        assert _may(lambda key=key: client.get_object(bucket, key).read()) == (folder in access.readable)
        assert _may(client.put_object, bucket, beside, io.BytesIO(b"x"), 1) == writes
        assert _may(client._create_multipart_upload, bucket, beside, {}) == writes  # noqa: SLF001
        if not writes:
            assert not _may(client.remove_object, bucket, key)
        # A folder of one's own inside another's is still the other's.
        nested = f"{STUDIO}/{folder}/{access.writes[0]}/{uuid4()}/nested"
        assert _may(client.put_object, bucket, nested, io.BytesIO(b"x"), 1) == writes
    assert not _may(lambda: list(client.list_objects(bucket, recursive=True)))
    assert not _may(client.list_buckets) or client.list_buckets() == []
    assert not _may(client.make_bucket, f"own-{service}")
    assert not _may(client.put_object, settings.archive_bucket, planted["videos"], io.BytesIO(b"x"), 1)
    figure(f"security.store_folders.{service}", len(access.writes), "folders")


def test_nobody_else_has_a_key(running: RunningPlatform) -> None:
    for service in (*service_names(), GATEWAY):
        told = running.layout.environment(service, 0)
        assert ("DANCEAI_S3_SECRET_KEY" in told) == (service in KEEPERS)
        assert running.layout.passwords["s3_secret"] not in str(told)


def test_a_stranger_reads_and_writes_nothing_over_s3(running: RunningPlatform, planted: dict[str, str]) -> None:
    settings = running.layout.settings("ingest")
    url = f"http://{settings.s3_endpoint}"
    with httpx.Client(base_url=url, trust_env=False) as stranger:
        for key in planted.values():
            path = f"/{settings.fast_bucket}/{key}"
            assert {stranger.request(method, path).status_code for method in ("GET", "PUT", "DELETE")} == {403}
        assert stranger.get("/").status_code == 403
        assert stranger.get(f"/{settings.fast_bucket}").status_code == 403
        assert stranger.put("/strange").status_code == 403
        for action in ("ListUsers", "CreateUser", "CreateAccessKey"):
            asked = {"Action": action, "UserName": "stranger", "Version": "2010-05-08"}
            assert stranger.post("/", data=asked).status_code in (400, 403, 405, 501)
    with pytest.raises(S3Error) as refused:
        Minio(settings.s3_endpoint, "ingest", "guessed", secure=False).list_buckets()
    assert refused.value.code == "SignatureDoesNotMatch"


def test_the_inner_sockets_are_the_owners_alone(running: RunningPlatform) -> None:
    ports = {running.layout.ports[part] + shift for part in SEAWEED_PORTS for shift in (0, GRPC_SHIFT)}
    sockets = [path for port in ports for path in SOCKETS.glob(f"seaweedfs-*-{port}.sock")]
    assert sockets, "it listens on sockets as well"
    assert all(path.stat().st_mode & 0o022 == 0 for path in sockets), "who may not write may not connect"


@pytest.mark.parametrize(("part", "shift"), INNER)
def test_the_inner_ports_answer_no_stranger(part: str, shift: int, running: RunningPlatform) -> None:
    port = running.layout.ports[part] + shift
    blind = ssl.create_default_context()
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    paths = ("/", "/buckets/danceai-fast/", "/dir/assign", "/dir/status", "/status", "/3,0123456789", "/cluster/status")
    for scheme in ("http", "https"):
        with httpx.Client(
            base_url=f"{scheme}://127.0.0.1:{port}", verify=blind, trust_env=False, timeout=5
        ) as stranger:
            for method, path in [(method, path) for method in ("GET", "POST") for path in paths]:
                try:
                    answer = stranger.request(method, path, content=b"x" if method == "POST" else None)
                except httpx.TransportError:
                    continue
                assert answer.status_code == 400 and "HTTPS server" in answer.text, (method, path, answer.text[:200])
