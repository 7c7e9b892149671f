"""Lists of analyses: found by what people know of them, in three orders, by whoever reaches the couple."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from danceai.common.contracts.analysis_lists import Analyses, AnalysisOrder, ListAnalyses
from danceai.common.contracts.base import Dance
from danceai.common.identity import Actor, Role
from danceai.common.messaging.bus import Bus
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.store import sql

STUDIO, OTHER, ADMIN = uuid4(), uuid4(), uuid4()
MILLERS, WEBERS = uuid4(), uuid4()
START = datetime(2026, 1, 1, tzinfo=UTC)
PLANT_STUDIO = "insert into auth.studios (id, name) values ($1, 'Listed')"
PLANT_COUPLE = (
    "insert into auth.couples (studio_id, id, lead, follow, tier, dances) values ($1, $2, $3, $4, '', $5::jsonb)"
)
PLANT_ANALYSIS = (
    "insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, recordings, "
    "configuration, films, poses, files, result, created_by, created_at) values "
    "($1, $2, $2, $3, $4, 'en', $5, $6, '{}', '{}', '{}', '{}', $7::jsonb, $2, $8)"
)
PLANT_STAGE = (
    "insert into scoring.stages (studio_id, analysis_id, name, camera, state, attempt, error_message) "
    "values ($1, $2, 'check', 'A', 'failed', 1, 'No.')"
)


def _result(total: float) -> str:
    marks = [
        {"code": code, "score": total / 4, "low": total / 4 - 0.5, "high": total / 4 + 0.5, "coverage": 1.0}
        for code in ("TQ", "MM", "PS", "CP")
    ]
    return json.dumps({"components": marks, "total": total, "metrics": [{"much": "x" * 1000}]})


@pytest.fixture(scope="module")
def bus(running: RunningPlatform) -> Iterator[Bus]:
    """A studio with two couples and twelve analyses, one of another studio beside them."""

    async def plant() -> Bus:
        layout = running.layout
        for studio in (STUDIO, OTHER):
            await sql(layout, PLANT_STUDIO, studio)
        await sql(layout, PLANT_COUPLE, STUDIO, MILLERS, "Jonas Miller", "Ana Álvarez", '["tango"]')
        await sql(layout, PLANT_COUPLE, STUDIO, WEBERS, "Paul Weber", "Eva 100%", "[]")
        for number in range(12):
            identifier = UUID(int=STUDIO.int ^ number)
            couple, state = (MILLERS, "done") if number % 2 else (WEBERS, "failed")
            await sql(
                layout,
                PLANT_ANALYSIS,
                STUDIO,
                identifier,
                couple,
                "tango" if number % 3 == 0 else "waltz",
                state,
                [f"IMG_{number:04}.MOV"],
                _result(20.0 + number) if state == "done" else None,
                START + timedelta(days=number),
            )
            if state == "failed":
                await sql(layout, PLANT_STAGE, STUDIO, identifier)
        await sql(layout, PLANT_ANALYSIS, OTHER, uuid4(), uuid4(), "waltz", "done", ["IMG_0001.MOV"], None, START)
        return await running.connect()

    connected: Bus = running.call(plant())
    yield connected

    async def clear() -> None:
        await connected.close()
        for table in ("scoring.stages", "scoring.analyses", "auth.couples"):
            await sql(running.layout, f"delete from {table} where studio_id = any($1)", [STUDIO, OTHER])
        await sql(running.layout, "delete from auth.studios where id = any($1)", [STUDIO, OTHER])

    running.call(clear())


Ask = Any


@pytest.fixture
def ask(running: RunningPlatform, bus: Bus) -> Ask:
    """ask(dance=..., couples=...) -> the numbers of the analyses that come, page after page of five."""

    def listed(couples: frozenset[UUID] | None = None, **wanted: Any) -> list[int]:
        role = Role.STUDIO_ADMIN if couples is None else Role.TRAINER
        actor = Actor(user_id=ADMIN, studio_id=STUDIO, role=role, couples=couples)
        found: list[int] = []
        cursor: str | None = None
        while True:
            request = ListAnalyses(limit=5, cursor=cursor, **wanted)
            page: Analyses = running.call(bus.request(request, running.vouched(actor)))
            found += [one.id.int ^ STUDIO.int for one in page.analyses]
            cursor = page.next_cursor
            if cursor is None:
                return found

    return listed


def test_what_is_asked_for_comes_in_order_page_by_page(ask: Ask) -> None:
    everything = list(range(12))
    assert ask() == everything[::-1], "the newest first, and none of another studio's"
    assert ask(order=AnalysisOrder.OLDEST) == everything
    best = ask(order=AnalysisOrder.BEST)
    assert best[:6] == [11, 9, 7, 5, 3, 1]
    assert sorted(best) == everything, "those without a total come last, and are not left out"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"dance": Dance.TANGO}, [9, 6, 3, 0]),
        ({"state": "failed"}, [10, 8, 6, 4, 2, 0]),
        ({"couple_id": MILLERS, "dance": Dance.TANGO}, [9, 3]),
        ({"after": START + timedelta(days=3), "before": START + timedelta(days=6)}, [5, 4, 3]),
        ({"search": "img_0007"}, [7]),
        ({"search": "miller"}, [11, 9, 7, 5, 3, 1]),
        ({"search": "Álvarez jonas"}, [11, 9, 7, 5, 3, 1]),
        ({"search": "100%"}, [10, 8, 6, 4, 2, 0]),
        ({"search": "_0_0"}, []),
        ({"search": "nobody"}, []),
        ({"under_way": True}, []),
    ],
)
def test_analyses_are_found_by_what_is_known_of_them(ask: Ask, wanted: dict[str, Any], found: list[int]) -> None:
    assert ask(**wanted) == found


def test_words_find_nothing_that_is_out_of_reach(ask: Ask) -> None:
    webers = frozenset({WEBERS})
    assert ask(couples=webers) == [10, 8, 6, 4, 2, 0]
    assert ask(couples=webers, search="img_") == [10, 8, 6, 4, 2, 0]
    assert ask(couples=webers, search="miller") == []
    assert ask(couples=frozenset()) == []


def test_a_row_tells_itself_apart(running: RunningPlatform, bus: Bus, figure: FigureBook) -> None:
    actor = running.vouched(Actor(user_id=ADMIN, studio_id=STUDIO, role=Role.STUDIO_ADMIN))
    page: Analyses = running.call(bus.request(ListAnalyses(), actor))
    done, failed = page.analyses[0], page.analyses[1]
    assert (done.recordings, done.total, done.components["TQ"]) == (["IMG_0011.MOV"], 31.0, 7.75)
    assert (done.intervals["CP"], done.stages) == ((7.25, 8.25), [])
    assert (failed.total, failed.components, failed.error_message) == (None, {}, "No.")
    assert [stage.can_retry for stage in failed.stages] == [True]
    size = len(page.model_dump_json()) / len(page.analyses)
    figure("lists.bytes_of_an_analysis", size, "bytes", "<= 1000")
    assert size <= 1000
