"""Killed while ten answers come: none is paid unrecorded, none reserves for ever, what was asked is answered."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Thread
from typing import Any

import httpx
import pytest

from danceai.coaching.spend.reconciling import lost_calls
from danceai.common.frame.reconciling import Mending
from danceai.common.identity import PLATFORM_STUDIO
from danceai.local.client import Client, Refused
from tests.support.beside import STUDIO, beside
from tests.support.figures import FigureBook
from tests.support.language_model import LanguageModel, Said
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.store import sql

LONG = Said("Stand tall over your own feet and breathe. " * 40, pause=0.5)
SHORT = "Breathe, and only then begin to move together."
TRANSLATED = ("de", "ru", "zh")
PATIENCE = 60.0
"""Seconds; a job whose worker has died comes again after fifteen"""
MEMBERS = ("platform.admin", "studio.admin", "trainer", "dancer")


@pytest.fixture
def model(running: RunningPlatform) -> Iterator[LanguageModel]:
    """The platform's, which says nothing of use again afterwards."""
    yield running.language_model
    running.language_model.say(Said("Nothing."))


def _soon(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)


def _translate(client: Client, principle: str) -> None:
    """Ask for all languages at once, and do not mind that nobody answers."""
    for language in TRANSLATED:
        path = f"/v1/principles/{principle}/translations"

        def ask(path: str = path, language: str = language) -> None:
            with suppress(httpx.HTTPError):
                client.http.post(path, json={"language": language}, timeout=5)

        Thread(target=ask, daemon=True).start()


async def _rows(running: RunningPlatform, before: set[Any]) -> list[Any]:
    query = "select id, state, cost, reserved, feature from coaching.calls "
    query += "where studio_id = $1 and feature in ('chat', 'translation')"
    return [row for row in await sql(running.layout, query, STUDIO) if row["id"] not in before]


async def _sums(running: RunningPlatform) -> tuple[int, int, int]:
    """(spent by the sum, spent by the calls, reserved) of the demo studio and of the platform for it."""
    [row] = await sql(
        running.layout,
        "select (select sum(spent) from coaching.spend_months where scope_id = $1) as spent, "
        "(select sum(cost) from coaching.calls where studio_id = $1 and state <> 'open') as calls, "
        "(select sum(reserved) from coaching.spend_months where scope_id = $1) as reserved",
        STUDIO,
    )
    return int(row["spent"]), int(row["calls"]), int(row["reserved"])


async def test_killed_amid_ten_calls_nothing_is_paid_unrecorded_and_nothing_reserved(
    running: RunningPlatform,
    client_of: ClientOf,
    finished_sample: dict[str, Any],
    model: LanguageModel,
    figure: FigureBook,
) -> None:
    admin, chat = client_of("studio.admin"), f"/v1/analyses/{finished_sample['id']}/chat"
    body = {"deficit": "sway", "texts": {"en": "Sway is a result, never an action."}}
    principles = [admin.call("POST", "/v1/principles", body)["id"] for _ in range(2)]
    before = {row["id"] for row in await _rows(running, set())}
    model.say(LONG)
    members = [client_of(role) for role in MEMBERS]
    for member in members:
        member.call("POST", chat, {"text": "Take your time."})
    for principle in principles:
        _translate(admin, principle)
    _soon(lambda: len(model.asked) == 10)
    first_month = await sql(
        running.layout, "select sum(reserved) as all from coaching.spend_months where scope_id = $1", PLATFORM_STUDIO
    )
    running.kill("coaching")
    asked = list(model.asked)
    model.say(Said(SHORT))
    lost = await _rows(running, before)
    assert [row["state"] for row in lost] == ["open"] * 10, "each was written down before it was made"
    assert first_month[0]["all"] >= sum(row["reserved"] for row in lost)

    over = "update coaching.calls set ends_at = now() where state = 'open' and studio_id = $1"
    await sql(running.layout, over, STUDIO)
    async with beside(running, "coaching") as process:
        await lost_calls(Mending(process, STUDIO))
    ended = {row["id"]: row for row in await _rows(running, before)}
    assert all(ended[row["id"]]["state"] == "unknown" for row in lost)
    assert all(ended[row["id"]]["cost"] == row["reserved"] > 0 for row in lost), "as the most they can have cost"

    # What waited for an answer is delivered again, asked again, and paid again: with a line of its own.
    def answered() -> bool:
        try:
            return all(member.call("GET", chat)["messages"][-1]["state"] == "done" for member in members)
        except Refused as away:  # it is being started again
            if away.status == httpx.codes.SERVICE_UNAVAILABLE:
                return False
            raise

    _soon(answered)
    assert {member.call("GET", chat)["messages"][-1]["text"] for member in members} == {SHORT}
    rows = await _rows(running, before)
    unrecorded = len(asked) + len(model.asked) - len(rows)
    spent, calls, reserved = await _sums(running)
    figure("spend.unrecorded_calls", unrecorded, "calls", "= 0")
    figure("spend.left_reserved", reserved, "micro-$", "= 0")
    assert (unrecorded, reserved) == (0, 0)
    assert spent == calls
    assert [row["state"] for row in rows].count("settled") == len(members)
    for principle in principles:
        admin.call("DELETE", f"/v1/principles/{principle}")
