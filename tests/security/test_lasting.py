"""Authority ends with what it was given for: streams with the right to them, signed addresses after minutes."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from httpx_sse import connect_sse

from danceai.common.storage.objects import Storage
from danceai.local.client import Client
from tests.support.places import SAMPLE
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import World, refusal, signed_in

SOON = 5.0
"""Seconds; of itself a stream would go on for as long as the analysis does"""


@pytest.fixture(scope="module")
def analysis(world: World, running: RunningPlatform) -> Iterator[str]:
    """One that is being worked on for as long as it is looked at: nobody finds bodies meanwhile."""
    with running.paused("pose", "pose-1"):
        session = world.admin.open_session(str(world.ids["couple"]), "waltz")
        world.admin.upload(session["id"], "A", SAMPLE)
        started = str(world.admin.start(session["id"])["id"])
        yield started
        world.admin.call("POST", f"/v1/analyses/{started}/cancel")


class Stream:
    """Somebody who follows an analysis in a thread of their own."""

    def __init__(self, client: Client, analysis: str) -> None:
        self.events: list[str] = []
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._follow, args=(client, analysis), daemon=True)
        self._thread.start()
        assert self._begun.wait(20)

    def _follow(self, client: Client, analysis: str) -> None:
        # A line that is still open at the end of all tests breaks when the client is closed.
        with (
            suppress(httpx.TransportError),
            connect_sse(client.http, "GET", f"/v1/live/analysis/{analysis}", timeout=60) as source,
        ):
            for event in source.iter_sse():
                if event.data:
                    self.events.append(event.event)
                    self._begun.set()

    def ended_within(self, seconds: float) -> bool:
        """Whether the line was cut."""
        self._thread.join(seconds)
        return not self._thread.is_alive()


def _sign_out(client: Client, world: World, user: str) -> None:
    client.call("POST", "/v1/account/sign-out")


def _deactivate(client: Client, world: World, user: str) -> None:
    world.admin.call("PATCH", f"/v1/users/{user}", {"active": False})


def _take_the_couple(client: Client, world: World, user: str) -> None:
    world.admin.call("PUT", f"/v1/couples/{world.ids['couple']}/trainers/{user}", {"assigned": False})


@pytest.mark.parametrize(
    ("end", "status"), [(_sign_out, 401), (_deactivate, 401), (_take_the_couple, 403)], ids=["out", "gone", "moved"]
)
def test_a_stream_ends_with_the_right_to_it(
    world: World, running: RunningPlatform, analysis: str, end: Callable[[Client, World, str], None], status: int
) -> None:
    user, email = world.member("trainer", "follower")
    world.admin.call("PUT", f"/v1/couples/{world.ids['couple']}/trainers/{user}", {"assigned": True})
    with signed_in(running, email) as client, signed_in(running, email) as acting:
        stream, admins = Stream(client, analysis), Stream(world.admin, analysis)
        # Not over the connection of the stream, but with the same cookie.
        acting.http.cookies = client.http.cookies
        end(acting, world, str(user))
        assert stream.ended_within(SOON), "it was listened to on"
        assert "end" not in stream.events, "cut off, not told that the analysis is done"
        assert refusal(acting, "GET", f"/v1/live/analysis/{analysis}").status == status
        assert not admins.ended_within(0.1), "nobody else is cut off"


def test_whatever_changes_without_taking_the_right_cuts_nobody_off(
    world: World, running: RunningPlatform, analysis: str
) -> None:
    stream = Stream(world.admin, analysis)
    world.admin.call("PATCH", "/v1/account/profile", {"language": "en"})
    assert not stream.ended_within(1.0)


def test_a_signed_address_opens_a_file_for_minutes(
    running: RunningPlatform, client_of: ClientOf, finished_sample: dict[str, Any]
) -> None:
    answer = client_of("trainer").http.get(f"/v1/analyses/{finished_sample['id']}/files/report.pdf")
    assert answer.status_code == 307
    assert int(parse_qs(urlsplit(answer.headers["location"]).query)["X-Amz-Expires"][0]) <= 15 * 60
    assert answer.headers["cache-control"] == "no-store"


async def test_after_that_it_opens_nothing(running: RunningPlatform) -> None:
    settings = running.layout.settings("scoring")
    storage = Storage(settings.model_copy(update={"link_seconds": 3}))
    key = "00000000-0000-0000-0000-000000000000/analyses/00000000-0000-0000-0000-000000000000/lasting.txt"
    await storage.put(key, b"for a moment", "text/plain")
    link = storage.sign_get(key)
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(link)).text == "for a moment"
        time.sleep(4)  # noqa: ASYNC251 - nothing else runs here
        assert (await client.get(link)).status_code == 403
