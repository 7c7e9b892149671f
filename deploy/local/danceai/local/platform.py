"""The platform on one machine: servers, schemas, streams, buckets and services, started and stopped."""

import asyncio
from contextlib import suppress

import httpx
from asyncpg.exceptions import CannotConnectNowError
from sqlalchemy.exc import DBAPIError

from danceai.auth.seeding import seed_studio
from danceai.common.database.engine import Database
from danceai.common.frame.bus_rights import GATEWAY, PROVISIONING
from danceai.common.frame.provisioning import provision_schemas, provision_streams
from danceai.common.storage.objects import Storage
from danceai.local import servers
from danceai.local.layout import (
    DEMO_DOMAIN,
    DEMO_STUDIO,
    FIRST_DOMAIN,
    FIRST_STUDIO,
    HEALTH,
    OTHER_DOMAIN,
    OTHER_STUDIO,
    SEAWEED_PORTS,
    Layout,
    service_processes,
)
from danceai.local.supervisor import Supervisor


class Platform:
    """Starts and stops everything of one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.supervisor = Supervisor(layout.folder / "logs")
        self.strays: list[str] = []
        """What waits in the bus and belongs to no service that is installed, ready to read"""

    async def start_servers(self) -> None:
        """PostgreSQL, NATS and the object store, at the same time; returns when they answer."""
        layout, ports = self.layout, self.layout.ports
        layout.write_rights()
        children = [
            await asyncio.to_thread(servers.postgres, layout.folder, ports["postgres"], layout.passwords["postgres"]),
            servers.nats(layout.folder),
            servers.seaweedfs(layout.folder, {name: ports[name] for name in SEAWEED_PORTS}, layout.store_keys()),
        ]
        for child in children:
            await self.supervisor.start(child)
        await asyncio.gather(*(servers.port_open(ports[name]) for name in ("postgres", "nats", "s3")))

    def admit(self) -> None:
        """Let those onto the running bus who were installed since, and nobody who is not any more."""
        self.layout.write_rights()
        self.supervisor.signal("nats", "SIGHUP")

    async def provision(self) -> None:
        """Roles, schemas, streams, buckets and the demo studios; safe to repeat."""
        await asyncio.gather(self._provision_database(), self._provision_streams(), self._provision_buckets())

    async def _provision_database(self) -> None:
        async with asyncio.timeout(60):
            while True:
                try:
                    await provision_schemas(self.layout.admin_url, self.layout.passwords)
                    break
                except (CannotConnectNowError, OSError):
                    await asyncio.sleep(0.1)  # PostgreSQL listens before it lets anybody in
                except DBAPIError as error:
                    if "starting up" not in str(error):
                        raise
                    await asyncio.sleep(0.1)
        database = Database(self.layout.database_url("auth"))
        if self.layout.demo:
            await seed_studio(database, DEMO_STUDIO, DEMO_DOMAIN, self.layout.first_passwords)
            await seed_studio(database, OTHER_STUDIO, OTHER_DOMAIN, self.layout.first_passwords)
        else:
            await seed_studio(database, FIRST_STUDIO, FIRST_DOMAIN, self.layout.first_passwords)
        await database.close()

    async def _provision_streams(self) -> None:
        bus = await self.layout.connect(PROVISIONING)
        self.strays = await provision_streams(bus.js)
        await bus.close()

    async def _provision_buckets(self) -> None:
        storage = Storage(self.layout.store_admin())
        async with asyncio.timeout(60):
            while True:
                with suppress(Exception):
                    await storage.provision()
                    return
                await asyncio.sleep(0.2)

    async def start_services(self) -> None:
        """Every service as a process of its own; pose as often as there are workers."""
        for name, number in (*service_processes(self.layout.pose_workers), (GATEWAY, 0)):
            await self.supervisor.start(servers.service(name, number, self.layout.environment(name, number)))

    async def healthy(self, timeout: float = 90.0) -> None:
        """Wait until every service says it is ready. Raises TimeoutError naming those that are not."""
        labels = [servers.label_of(*one) for one in service_processes(self.layout.pose_workers)]
        urls = {label: f"http://{servers.HOST}:{self.layout.ports[HEALTH + label]}" for label in labels}
        urls[GATEWAY] = self.layout.url
        waiting = set(urls)
        deadline = asyncio.get_running_loop().time() + timeout
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            while waiting:
                for name in sorted(waiting):
                    with suppress(httpx.HTTPError):
                        if (await client.get(f"{urls[name]}/health/ready")).status_code == 200:
                            waiting.discard(name)
                if waiting and (asyncio.get_running_loop().time() > deadline or self.supervisor.given_up.is_set()):
                    tails = "\n".join(self.supervisor.log_tail(name) for name in sorted(waiting))
                    raise TimeoutError(f"not ready: {', '.join(sorted(waiting))}\n{tails}")
                await asyncio.sleep(0.1)

    async def up(self) -> None:
        """Everything, in order."""
        await self.start_servers()
        await self.provision()
        await self.start_services()
        await self.healthy()

    async def down(self) -> None:
        """Services first, all at once; then the servers."""
        children = self.supervisor.children()
        server_names = {"postgres", "nats", "seaweedfs"}
        await self.supervisor.stop([name for name in children if name not in server_names])
        await self.supervisor.stop()
