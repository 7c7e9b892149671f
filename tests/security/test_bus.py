"""The stranger: connects to the bus with everybody's credentials in turn and tries everything that is not theirs."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import nats.errors
import pytest
from nats.aio.client import Client
from pydantic import SecretStr

from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import PlanRun
from danceai.common.contracts.studios import ListStudios
from danceai.common.contracts.videos import Film
from danceai.common.frame.bus_rights import GATEWAY
from danceai.common.identity import Actor, Role
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.seals import seal
from danceai.common.messaging.streams import DEAD_LETTERS
from danceai.common.messaging.vouching import LIFETIME, vouch
from tests.support.bus_table import (
    NAMES,
    SERVICES,
    STUDIO,
    listens_at_anothers_door,
    messages,
    sends_what_is_not_theirs,
    stolen,
)
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.platform import RunningPlatform
from tests.support.store import sql

violations: list[str] = []
"""Everything that should have been refused and was not, over all tests of this module"""


@pytest.fixture(scope="module", autouse=True)
def counted(figure: FigureBook) -> Iterator[None]:
    """One figure of them all."""
    yield
    figure("security.bus_violations", len(violations), "", "= 0")


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
        tried, sent = await sends_what_is_not_theirs(running.layout.nats_url, running.layout.credentials(name))
        cells += tried
        violations.extend(sent)
    figure("security.bus_cells", cells)
    assert violations == []


async def test_nobody_listens_at_anothers_door(running: RunningPlatform) -> None:
    for name in NAMES:
        violations.extend(await listens_at_anothers_door(running.layout.nats_url, running.layout.credentials(name)))
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
    async with stolen(running.layout.nats_url, running.layout.credentials(GATEWAY)) as stranger:
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
    async with stolen(running.layout.nats_url, running.layout.credentials("scoring")) as stranger:
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
    orphans = [subject for subject, senders in messages().items() if not senders]
    assert orphans == []
    assert [kind for service in SERVICES for kind in service.asks if kind.service == service.name] == []
