"""Who may send what on the bus and listen where, by the tables of contents; and a stranger who tries all the rest."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from nats.aio.client import Client

from danceai.common.contracts.base import Addressed, Request
from danceai.common.frame.bus_rights import GATEWAY, PROVISIONING
from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.common.messaging.bus import inbox
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.streams import CALLERS_CHANGED, DEAD_LETTERS, EVENTS
from danceai.gateway.asked import find_asked

SERVICES = [load_service(name) for name in service_names()]
NAMES = [*service_names(), GATEWAY, PROVISIONING]
API = "$JS.API"
STUDIO = uuid4()


@dataclass
class Stranger:
    """A connection with stolen credentials, and what the server has refused it."""

    client: Client
    refused: set[str] = field(default_factory=set)

    async def hear(self, error: Exception) -> None:
        """The server says: permissions violation for publish to "subject"."""
        self.refused.add(str(error).split('"')[1] if '"' in str(error) else str(error))


@asynccontextmanager
async def stolen(url: str, credentials: Credentials) -> AsyncIterator[Stranger]:
    """Connected as somebody."""
    stranger = Stranger(Client())
    seed, inbox_prefix = credentials.connection_seed, inbox(credentials.name)
    await stranger.client.connect(url, nkeys_seed_str=seed, error_cb=stranger.hear, inbox_prefix=inbox_prefix)
    yield stranger
    await stranger.client.close()


def all_requests() -> list[type[Request[Any]]]:
    """Every request there is: the generic bases between stand for nothing."""
    found, todo = [], list(Request.__subclasses__())
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if kind.service in service_names():
            found.append(kind)
    return found


def senders_of(kind: type[Addressed]) -> set[str]:
    """Whose table of contents says that it sends this; the gateway's is what its routes ask."""
    names = {service.name for service in SERVICES if kind in service.asks or kind in service.posted}
    return names | ({GATEWAY} if kind in find_asked() else set())


def messages() -> dict[str, set[str]]:
    """Every subject of every message, with those who may send it."""
    kinds = [*all_requests(), *jobs_of(SERVICES), *(event for service in SERVICES for event in service.tells)]
    return {kind.subject_of(STUDIO): senders_of(kind) for kind in kinds}


def of_the_server() -> dict[str, set[str]]:
    """What is said to JetStream, with those who may say it."""
    queues = {handler.job.queue(): service.name for service in SERVICES for handler in service.jobs}
    streams = [*queues, EVENTS, DEAD_LETTERS, "LIVE"]
    told: dict[str, set[str]] = {}
    for stream in streams:
        whole = {PROVISIONING}
        told[f"{API}.STREAM.CREATE.{stream}"] = told[f"{API}.STREAM.UPDATE.{stream}"] = whole
        told[f"{API}.STREAM.DELETE.{stream}"] = told[f"{API}.STREAM.PURGE.{stream}"] = whole
        told[f"{API}.DIRECT.GET.{stream}"] = told[f"{API}.STREAM.MSG.DELETE.{stream}"] = set()
        told[f"{API}.STREAM.MSG.GET.{stream}"] = {queues[stream]} if stream in queues else set()
        told[f"{API}.STREAM.SNAPSHOT.{stream}"] = whole
    for queue, owner in queues.items():
        told[f"{API}.CONSUMER.MSG.NEXT.{queue}.x"] = told[f"$JS.ACK.{queue}.x.1.1.1.1.1"] = {owner}
        told[f"{API}.CONSUMER.DURABLE.CREATE.{queue}.x"] = {owner, PROVISIONING}
    for service in SERVICES:
        hears = {service.name} if service.events else set()
        told[f"{API}.CONSUMER.MSG.NEXT.{EVENTS}.{service.name}"] = hears
    told[f"{API}.CONSUMER.CREATE.{EVENTS}.x"] = {PROVISIONING}
    told[f"{API}.CONSUMER.CREATE.LIVE.x"] = {PROVISIONING, GATEWAY}
    told["$SYS.REQ.SERVER.PING"] = told["dead.anything"] = told["anything"] = set()
    told[CALLERS_CHANGED] = {"auth"}
    for name in NAMES:
        told[f"{inbox(name)}.x.y"] = set()
    return told


async def sends_what_is_not_theirs(url: str, credentials: Credentials) -> tuple[int, list[str]]:
    """Tries every subject that is somebody else's: how many there are, and those that were not refused."""
    table = messages() | of_the_server()
    forbidden = [subject for subject, allowed in table.items() if credentials.name not in allowed]
    async with stolen(url, credentials) as stranger:
        for subject in forbidden:
            await stranger.client.publish(subject, b"{}")
        await stranger.client.flush()
        await asyncio.sleep(0.05)
    name = credentials.name
    return len(forbidden), [f"{name} publishes {s}" for s in forbidden if s.lower() not in stranger.refused]


async def listens_at_anothers_door(url: str, credentials: Credentials) -> list[str]:
    """Tries every door; what is asked, answered, ordered or told is heard by its receiver alone."""
    name = credentials.name
    doors = [f"{service}.*" for service in service_names()] + [f"{inbox(other)}.>" for other in NAMES]
    told = [*all_requests(), *jobs_of(SERVICES)]
    doors += [kind.subjects() for kind in told]
    doors += ["jobs.>", "events.>", "live.>", "dead.>", ">", "*.*", "_INBOX.>"]
    own = {f"{name}.*", f"{inbox(name)}.>"} | {kind.subjects() for kind in told if kind.service == name}
    async with stolen(url, credentials) as stranger:
        for door in doors:
            await stranger.client.subscribe(door)
        await stranger.client.flush()
        await asyncio.sleep(0.05)
    return [f"{name} listens to {d}" for d in doors if d not in own and d.lower() not in stranger.refused]
