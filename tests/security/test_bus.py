"""The stranger: connects to the bus with everybody's credentials in turn and tries everything that is not theirs."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import nats.errors
import pytest
from nats.aio.client import Client
from pydantic import SecretStr

from danceai.common.contracts.base import Addressed, Camera, Request
from danceai.common.contracts.poses import PlanRun
from danceai.common.contracts.studios import ListStudios
from danceai.common.contracts.videos import Film
from danceai.common.frame.bus_rights import PROVISIONING
from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.common.identity import Actor, Role
from danceai.common.messaging.bus import inbox
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.seals import seal
from danceai.common.messaging.streams import CALLERS_CHANGED, DEAD_LETTERS, EVENTS
from danceai.common.messaging.vouching import LIFETIME, vouch
from danceai.gateway.asked import find_asked
from danceai.local.layout import GATEWAY
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.platform import RunningPlatform
from tests.support.store import sql

SERVICES = [load_service(name) for name in service_names()]
NAMES = [*service_names(), GATEWAY, PROVISIONING]
API = "$JS.API"
STUDIO = uuid4()
violations: list[str] = []
"""Everything that should have been refused and was not, over all tests of this module"""


@pytest.fixture(scope="module", autouse=True)
def counted(figure: FigureBook) -> Iterator[None]:
    """One figure of them all."""
    yield
    figure("security.bus_violations", len(violations), "", "= 0")


@dataclass
class Stranger:
    """A connection with stolen credentials, and what the server has refused it."""

    client: Client
    refused: set[str] = field(default_factory=set)

    async def hear(self, error: Exception) -> None:
        """The server says: permissions violation for publish to "subject"."""
        self.refused.add(str(error).split('"')[1] if '"' in str(error) else str(error))


@asynccontextmanager
async def _stolen(running: RunningPlatform, name: str) -> AsyncIterator[Stranger]:
    stranger = Stranger(Client())
    seed = running.layout.credentials(name).connection_seed
    await stranger.client.connect(
        running.layout.nats_url, nkeys_seed_str=seed, error_cb=stranger.hear, inbox_prefix=inbox(name)
    )
    yield stranger
    await stranger.client.close()


def _all_requests() -> list[type[Request[Any]]]:
    """Every request there is: the generic bases between stand for nothing."""
    found, todo = [], list(Request.__subclasses__())
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if kind.service in service_names():
            found.append(kind)
    return found


def _senders_of(kind: type[Addressed]) -> set[str]:
    """Whose table of contents says that it sends this; the gateway's is what its routes ask."""
    names = {service.name for service in SERVICES if kind in service.asks or kind in service.posted}
    return names | ({GATEWAY} if kind in find_asked() else set())


def _messages() -> dict[str, set[str]]:
    """Every subject of every message, with those who may send it."""
    kinds = [*_all_requests(), *jobs_of(SERVICES), *(event for service in SERVICES for event in service.tells)]
    return {kind.subject_of(STUDIO): _senders_of(kind) for kind in kinds}


def _of_the_server() -> dict[str, set[str]]:
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


async def test_without_credentials_nobody_connects(running: RunningPlatform) -> None:
    """Neither anonymously, nor with a key of one's own."""
    unknown = Credentials("auth", SecretStr("s" * 43)).connection_seed
    for seed in (None, unknown):
        client = Client()
        with pytest.raises(nats.errors.Error):
            await client.connect(running.layout.nats_url, nkeys_seed_str=seed, allow_reconnect=False, connect_timeout=2)
        await client.close()


async def test_everybody_sends_what_is_theirs_and_nothing_else(running: RunningPlatform, figure: FigureBook) -> None:
    cells = 0
    for name in NAMES:
        table = _messages() | _of_the_server()
        async with _stolen(running, name) as stranger:
            forbidden = [subject for subject, allowed in table.items() if name not in allowed]
            for subject in forbidden:
                await stranger.client.publish(subject, b"{}")
            await stranger.client.flush()
            await asyncio.sleep(0.05)
        cells += len(forbidden)
        violations.extend(f"{name} publishes {s}" for s in forbidden if s.lower() not in stranger.refused)
    figure("security.bus_cells", cells)
    assert violations == []


async def test_nobody_listens_at_anothers_door(running: RunningPlatform) -> None:
    """What is asked, answered, ordered or told is heard by its receiver alone."""
    doors = [f"{name}.*" for name in service_names()] + [f"{inbox(name)}.>" for name in NAMES]
    told = [*_all_requests(), *jobs_of(SERVICES)]
    doors += [kind.subjects() for kind in told]
    doors += ["jobs.>", "events.>", "live.>", "dead.>", ">", "*.*", "_INBOX.>"]
    for name in NAMES:
        own = {f"{name}.*", f"{inbox(name)}.>"} | {kind.subjects() for kind in told if kind.service == name}
        async with _stolen(running, name) as stranger:
            for door in doors:
                await stranger.client.subscribe(door)
            await stranger.client.flush()
            await asyncio.sleep(0.05)
        violations.extend(f"{name} listens to {d}" for d in doors if d not in own and d.lower() not in stranger.refused)
    assert violations == []


ADMIN = Actor(user_id=uuid4(), studio_id=STUDIO, role=Role.PLATFORM_ADMIN)


async def test_stolen_credentials_make_nobody_an_administrator(running: RunningPlatform) -> None:
    """The gateway's credentials may ask for every studio; without auth's signature nobody gets an answer."""
    layout, body = running.layout, ListStudios().model_dump_json().encode()
    auth, gateway, pose = (layout.credentials(name) for name in ("auth", GATEWAY, "pose"))

    def headers(token: str | None) -> dict[str, str]:
        return Envelope.of(ListStudios(), ADMIN.model_copy(update={"token": token})).headers()

    right = headers(vouch(ADMIN, auth.vouching_key))
    expired = headers(vouch(ADMIN, auth.vouching_key, datetime.now(UTC) - 2 * LIFETIME))
    once = seal(gateway, ListStudios.subject, right, body)
    tries = {
        "unsealed": right,
        "without a token": seal(gateway, ListStudios.subject, headers(None), body),
        "signed by the gateway": seal(gateway, ListStudios.subject, headers(vouch(ADMIN, gateway.vouching_key)), body),
        "signed with auth's other key": seal(gateway, ListStudios.subject, headers(vouch(ADMIN, auth.seal_key)), body),
        "expired": seal(gateway, ListStudios.subject, expired, body),
        "sealed by another": seal(pose, ListStudios.subject, right, body),
        "altered": once | {"Danceai-Type": "EditStudio"},
    }
    async with _stolen(running, GATEWAY) as stranger:
        for how, told in tries.items():
            answer = await stranger.client.request(ListStudios.subject, body, timeout=5, headers=told)
            if not answer.headers or answer.headers.get("Danceai-Error") not in ("not_authentic", "forbidden"):
                violations.append(f"{how} was answered")
        first = await stranger.client.request(ListStudios.subject, body, timeout=5, headers=once)
        assert b"studios" in first.data, "what is right is answered"
        again = await stranger.client.request(ListStudios.subject, body, timeout=5, headers=once)
        if not again.headers or again.headers.get("Danceai-Error") != "not_authentic":
            violations.append("a replayed request was answered")
    assert violations == []


async def test_a_job_nobody_of_ours_has_ordered_is_put_aside(running: RunningPlatform) -> None:
    """Published with scoring's credentials, which may order it, but not sealed by scoring."""
    facts = describe_video(9, width=640, height=480, has_audio=False)
    film = Film(video_id=uuid4(), camera=Camera.A, rendition_key="x", audio_key=None, facts=facts)
    job = PlanRun(analysis_id=uuid4(), film=film, attempt=1)
    body, auth = job.model_dump_json().encode(), running.layout.credentials("auth")
    unsealed, told = (Envelope.of(job, ADMIN).headers() for _ in range(2))
    bus = await running.connect()
    before = (await bus.js.stream_info(DEAD_LETTERS)).state.messages
    async with _stolen(running, "scoring") as stranger:
        for headers in (unsealed, seal(auth, job.subject_of(STUDIO), told, body)):
            await stranger.client.jetstream().publish(job.subject_of(STUDIO), body, headers=headers)
    async with asyncio.timeout(30):
        while (await bus.js.stream_info(DEAD_LETTERS)).state.messages < before + 2:
            await asyncio.sleep(0.05)
    assert await sql(running.layout, "select 1 from pose.runs where analysis_id = $1", job.analysis_id) == []
    await bus.close()
    assert violations == []


def test_every_message_has_a_sender() -> None:
    """A table of contents that names what nobody sends any more, or a message that nobody may send, is a mistake."""
    orphans = [subject for subject, senders in _messages().items() if not senders]
    assert orphans == []
    assert [kind for service in SERVICES for kind in service.asks if kind.service == service.name] == []
