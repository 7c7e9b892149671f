"""One job before each version's services start: who may do what on the bus, schemas, queues, buckets, first people.

Every step is safe to repeat. Servers that are not up yet are waited for, so that everything may be installed at once.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from danceai.auth.seeding import seed_studio
from danceai.cluster.config_map import write_config_map
from danceai.cluster.secrets import DATABASE, Secrets
from danceai.cluster.settings import ClusterSettings
from danceai.cluster.store import admit_services
from danceai.common.database.engine import Database
from danceai.common.database.migrations import role_of
from danceai.common.frame.bus_rights import PROVISIONING, authorization, rights_of_all, trust_of
from danceai.common.frame.discovery import service_names
from danceai.common.frame.provisioning import provision_schemas, provision_streams
from danceai.common.identity import Role
from danceai.common.messaging.bus import Bus
from danceai.common.messaging.trust import Trust
from danceai.common.observability.logs import logger
from danceai.common.outages import is_outage
from danceai.common.settings import Settings
from danceai.common.storage.objects import Storage
from danceai.gateway.asked import find_asked

log = logger(__name__)
AGAIN = 2.0
"""Seconds between two looks for a server"""
TRUST, BUS = "trust.json", "authorization.conf"


def documents(secrets: Secrets) -> dict[str, str]:
    """What every process reads, and what the server's configuration includes; neither holds a secret."""
    rights = rights_of_all(find_asked())
    keys = {name: secrets.credentials(name).public for name in rights}
    # A block of the server's configuration; JSON is a form of it.
    users = f"authorization {json.dumps(authorization(rights, keys), indent=1)}\n"
    return {TRUST: trust_of(rights, keys).model_dump_json(), BUS: users}


def store_of(settings: ClusterSettings) -> Storage:
    """The object store as its administrator."""
    return Storage(
        Settings(
            database_url=settings.admin_url,
            identity_key=settings.s3_secret_key,
            trust_file=Path(TRUST),
            s3_endpoint=settings.s3_endpoint,
            s3_access_key=settings.s3_access_key,
            s3_secret_key=settings.s3_secret_key,
            s3_secure=settings.s3_secure,
            fast_bucket=settings.fast_bucket,
            archive_bucket=settings.archive_bucket,
        )
    )


async def patiently(what: str, seconds: float, step: Callable[[], Awaitable[None]]) -> None:
    """Do it, again while its server is away. Raises what it raised last when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            await step()
        except Exception as error:
            if time.monotonic() > deadline or not (is_outage(error) or "starting up" in str(error)):
                raise
            log.info("waits", what=what, error=repr(error))
            await asyncio.sleep(AGAIN)
        else:
            log.info("provisioned", what=what)
            return


async def provision(settings: ClusterSettings, labels: dict[str, str]) -> None:
    """Everything, in order. labels: of the ConfigMap."""
    secrets = Secrets(settings.secrets)
    told = documents(secrets)
    where = settings.api, settings.account
    await asyncio.to_thread(write_config_map, *where, settings.document, told, labels)
    log.info("provisioned", what="document of the bus", name=settings.document)
    passwords = {name: secrets.of(name, DATABASE).get_secret_value() for name in service_names()}
    admin_url = settings.admin_url.get_secret_value()

    async def schemas() -> None:
        await provision_schemas(admin_url, passwords)

    async def streams() -> None:
        await _streams(settings, secrets, told[TRUST])

    async def objects() -> None:
        await store_of(settings).provision()
        if settings.store == "minio":
            await asyncio.to_thread(admit_services, settings, secrets)

    await patiently("schemas", settings.wait_seconds, schemas)
    await patiently("queues", settings.wait_seconds, streams)
    await patiently("buckets", settings.wait_seconds, objects)
    if settings.first_studio:
        await _first_people(settings, secrets, passwords["auth"])


async def _streams(settings: ClusterSettings, secrets: Secrets, trust: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / TRUST
        path.write_text(trust)
        async with asyncio.timeout(settings.wait_seconds):
            bus = await Bus.connect(settings.nats_url, secrets.credentials(PROVISIONING), Trust.read(path))
    try:
        for stray in await provision_streams(bus.js):
            log.warning("nobody_works_off", what=stray)
    finally:
        await bus.close()


async def _first_people(settings: ClusterSettings, secrets: Secrets, password: str) -> None:
    """The first studio with whoever has a first password."""
    found = {Role(role): given for role, given in secrets.first_passwords(PROVISIONING).items()}
    host = settings.admin_url.get_secret_value().partition("@")[2]
    database = Database(f"postgresql+asyncpg://{role_of('auth')}:{password}@{host}")
    try:
        await seed_studio(database, settings.first_studio, settings.first_domain, found)
    finally:
        await database.close()
    log.info("provisioned", what="first studio", name=settings.first_studio)
