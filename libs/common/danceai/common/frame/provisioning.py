"""Everything that must be there before the first process starts, for whatever services are installed.

A hook job in the cluster, a start-up step on one machine; safe to repeat.
"""

from collections.abc import Mapping

from nats.js import JetStreamContext

from danceai.common.database.migrations import RoleLogin, migrate, provision_roles
from danceai.common.frame.discovery import jobs_of, listeners_of, load_service, migrations_of, service_names
from danceai.common.messaging import streams


async def provision_schemas(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Roles first, then every installed service's schema, one after the other.

    passwords: of each service's role.
    """
    names = service_names()
    await provision_roles(admin_url, [RoleLogin(name, passwords[name]) for name in names])
    for name in names:
        await migrate(admin_url, name, migrations_of(name))


async def provision_streams(js: JetStreamContext) -> list[str]:
    """Streams and consumers of every installed service; what is there and belongs to none of them, ready to read."""
    services = [load_service(name) for name in service_names()]
    jobs, listeners = jobs_of(services), listeners_of(services)
    await streams.provision(js, jobs, listeners)
    return await streams.find_strays(js, jobs, listeners)
