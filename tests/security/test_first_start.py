"""A platform that is no demo: nothing that everybody knows opens it, and nobody else can read what does."""

import asyncio
import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from danceai.common.frame.bus_rights import GATEWAY
from danceai.common.frame.discovery import service_names
from danceai.common.identity import Role
from danceai.local import servers
from danceai.local.layout import DEMO_DOMAIN, DEMO_PASSWORD, FIRST_DOMAIN, PLATFORM_FILE, Layout, OtherMode, first_login
from danceai.local.platform import Platform
from tests.support.store import sql

EVERYBODY_KNOWS = (DEMO_PASSWORD, "minioadmin", "changeme", "postgres:postgres@", "any secret")
SECRET = ("PASSWORD", "SECRET", "IDENTITY_KEY", "DATABASE_URL")
SHORTEST = 20


async def _account_hashes(layout: Layout) -> dict[str, str]:
    rows = await sql(layout, "select email, password_hash from auth.accounts")
    return {row["email"]: row["password_hash"] for row in rows}


def _all_settings(layout: Layout) -> dict[str, str]:
    told: dict[str, str] = {}
    for service in (*service_names(), GATEWAY):
        told |= {f"{service} {name}": value for name, value in layout.environment(service, 0).items()}
    return told


async def _started_once(layout: Layout) -> dict[str, str]:
    """Servers, schemas, streams, buckets and people; what is kept of their passwords."""
    platform = Platform(layout)
    try:
        await platform.start_servers()
        await platform.provision()
        return await _account_hashes(layout)
    finally:
        await platform.down()


def test_nothing_in_it_is_known_to_everybody(tmp_path: Path) -> None:
    layout = Layout.load(tmp_path, tmp_path / "models", None)
    hashes = asyncio.run(_started_once(layout))
    assert set(hashes) == {f"{role}@{FIRST_DOMAIN}" for role in ("platform.admin", "studio.admin", "trainer", "dancer")}
    for password_hash in hashes.values():
        with pytest.raises(VerifyMismatchError):
            PasswordHasher().verify(password_hash, DEMO_PASSWORD)
    email, password = first_login(tmp_path, Role.TRAINER)
    assert PasswordHasher().verify(hashes[email], password), "the owner of the folder gets in"

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 100, "everything the servers have written"
    for path in files:
        content = path.read_bytes()
        found = [known for known in EVERYBODY_KNOWS if known.encode() in content]
        assert not found, f"{path}: {found}"
        if path.stat().st_mode & 0o077:
            told = [name for name, secret in layout.passwords.items() if secret.encode() in content]
            assert not told, f"{path} can be read by others and holds the passwords of {told}"

    settings = _all_settings(layout)
    assert not [name for name, value in settings.items() if any(known in value for known in EVERYBODY_KNOWS)]
    secrets = {name: value for name, value in settings.items() if any(mark in name for mark in SECRET)}
    assert len(secrets) > 2 * len(service_names())
    assert not [name for name, value in secrets.items() if len(value) < SHORTEST]
    assert len(set(layout.passwords.values())) == len(layout.passwords), "no two are alike"


def test_no_two_platforms_have_a_secret_in_common(tmp_path: Path) -> None:
    one, other = (Layout.load(tmp_path / name, tmp_path, None) for name in ("one", "other"))
    assert not set(one.passwords.values()) & set(other.passwords.values())
    assert (tmp_path / "one" / PLATFORM_FILE).stat().st_mode & 0o777 == 0o600


def test_a_demo_is_one_by_wish_and_stays_one(tmp_path: Path) -> None:
    demo, own = tmp_path / "demo", tmp_path / "own"
    Layout.load(demo, tmp_path, None, demo=True)
    Layout.load(own, tmp_path, None)
    with pytest.raises(OtherMode, match="everybody knows"):
        Layout.load(demo, tmp_path, None)
    with pytest.raises(OtherMode, match="passwords of its own"):
        Layout.load(own, tmp_path, None, demo=True)
    assert Layout.load(demo, tmp_path, None, demo=None).demo
    assert not Layout.load(own, tmp_path, None, demo=None).demo
    assert first_login(demo, Role.TRAINER) == (f"trainer@{DEMO_DOMAIN}", DEMO_PASSWORD)


def test_what_was_started_before_there_was_a_choice_is_a_demo(tmp_path: Path) -> None:
    Layout.load(tmp_path, tmp_path, None)
    kept = json.loads((tmp_path / PLATFORM_FILE).read_text())
    del kept["demo"]
    (tmp_path / PLATFORM_FILE).write_text(json.dumps(kept))
    with pytest.raises(OtherMode):
        Layout.load(tmp_path, tmp_path, None)


def test_a_demo_answers_to_this_machine_alone(tmp_path: Path) -> None:
    layout = Layout.load(tmp_path, tmp_path, None, demo=True)
    told = layout.environment(GATEWAY, 0)
    assert told["DANCEAI_GATEWAY_PUBLIC_URL"].startswith("http://127.0.0.1:")
    assert "DANCEAI_GATEWAY_HOST" not in told, "loopback, where it listens unless told otherwise"


@pytest.mark.parametrize("sync", ["always", "10s"])
def test_the_bus_keeps_what_it_was_told_as_set(tmp_path: Path, sync: str) -> None:
    Layout.load(tmp_path, tmp_path, None, bus_sync=sync).write_rights()
    kept = json.loads((tmp_path / servers.NATS_CONFIGURATION).read_text())
    assert kept["jetstream"]["sync_interval"] == sync
