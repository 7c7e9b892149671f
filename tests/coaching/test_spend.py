"""Money: never more than the budget, whoever calls at the same time; nothing forgotten; told before it is too late."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from danceai.coaching.asking.asking import ask
from danceai.coaching.asking.prices import read_prices
from danceai.coaching.asking.question import Question
from danceai.coaching.spend.ledger import OverBudget, Purpose, reserve, settle
from danceai.coaching.spend.reconciling import lost_calls
from danceai.coaching.spend.requests import forecast, get_spend, list_calls, set_budget
from danceai.coaching.spend.sound import on_sound_heard
from danceai.common.contracts.spend import GetSpend, ListCalls, SetBudget, Tokens
from danceai.common.contracts.transcriptions import SoundHeard
from danceai.common.frame.reconciling import Mending
from danceai.common.frame.running import RunningService
from danceai.common.identity import PLATFORM_STUDIO
from tests.coaching.asked import coaching_with, context_of
from tests.support.beside import process_of, working_in
from tests.support.figures import FigureBook
from tests.support.language_model import Said, language_model
from tests.support.platform import RunningPlatform
from tests.support.store import sql

QUESTION = Question("You are a trainer.", [{"role": "user", "content": "How was it?"}], 500)
MODEL = read_prices().models["claude-sonnet-4-6"]
EACH = MODEL.most(QUESTION)
"""What one call can come to"""


async def _limit(process: RunningService, studio: UUID, most: int) -> None:
    async with working_in(process, studio) as work:
        await set_budget(SetBudget(limit=most), work)


async def _month(running: RunningPlatform, studio: UUID) -> tuple[int, int]:
    query = "select spent, reserved from coaching.spend_months where scope_id = $1"
    rows = await sql(running.layout, query, studio)
    return (rows[0]["spent"], rows[0]["reserved"]) if rows else (0, 0)


async def test_fifty_calls_at_once_against_a_budget_for_seven(running: RunningPlatform, figure: FigureBook) -> None:
    studio, most = uuid4(), 7 * EACH
    with language_model() as model:
        model.say(Said("Well.", read=QUESTION.size, written=500, pause=0.05))  # as much as a call can come to
        async with coaching_with(running, model) as process:
            await _limit(process, studio, most)

            async def one() -> str:
                try:
                    return (await ask(context_of(process, studio), Purpose("evaluation"), QUESTION)).text
                except OverBudget as refused:
                    return refused.reported_code

            ends = await asyncio.gather(*(one() for _ in range(50)))
    spent, reserved = await _month(running, studio)
    figure("spend.over_budget", max(0, spent - most), "micro-$", "= 0")
    assert spent <= most and reserved == 0
    assert (ends.count("Well."), ends.count("over_budget")) == (7, 43)
    assert len(model.asked) == 7, "nobody was asked what could not be paid"


async def test_a_call_whose_process_died_is_recorded_and_reserves_nothing(running: RunningPlatform) -> None:
    studio = uuid4()
    async with process_of(running.layout, "coaching") as process:
        async with working_in(process, studio) as work:
            calls = [await reserve(work, Purpose("chat"), MODEL.name, 1000) for _ in range(10)]
        mending = Mending(process, studio)
        await lost_calls(mending)
        assert mending.found == 0, "they may still be under way"
        await sql(
            running.layout, "update coaching.calls set ends_at = now() - interval '1 s' where studio_id = $1", studio
        )
        await lost_calls(mending)
        assert mending.found == 10
        async with working_in(process, studio) as work:
            await settle(work, calls[0].id, "settled", 5, Tokens())  # says so too late
    assert await _month(running, studio) == (10_000, 0)
    rows = await sql(running.layout, "select distinct state, cost from coaching.calls where studio_id = $1", studio)
    assert [(row["state"], row["cost"]) for row in rows] == [("unknown", 1000)]


async def test_the_platform_has_a_budget_too(running: RunningPlatform) -> None:
    await sql(running.layout, "delete from coaching.spend_budgets where scope_id = $1", PLATFORM_STUDIO)
    with language_model() as model:
        async with coaching_with(running, model, platform_dollars=0) as process:
            with pytest.raises(OverBudget):
                await ask(context_of(process, uuid4()), Purpose("chat"), QUESTION)
        assert model.asked == []


async def test_four_fifths_are_told_once(running: RunningPlatform) -> None:
    studio = uuid4()
    async with process_of(running.layout, "coaching") as process:
        await _limit(process, studio, 1000)
        for amount in (700, 150, 50):
            async with working_in(process, studio) as work:
                call = await reserve(work, Purpose("chat"), MODEL.name, amount)
                await settle(work, call.id, "settled", amount, Tokens(read=1))
                announced = [row for row in work.db.new if getattr(row, "subject", "").startswith("events.budget")]
            assert len(announced) == (amount == 150)


async def test_sums_agree_with_calls_to_the_last_micro_dollar(running: RunningPlatform) -> None:
    studio, user = uuid4(), uuid4()
    async with process_of(running.layout, "coaching") as process:
        async with working_in(process, studio) as work:
            for number in range(7):
                purpose = Purpose("chat" if number % 2 else "evaluation", user if number % 3 else None)
                call = await reserve(work, purpose, MODEL.name, 10_000)
                await settle(work, call.id, "settled", 1001 + number, Tokens(read=number, cache_read=1))
        async with working_in(process, studio) as work:
            spend = await get_spend(GetSpend(), work)
            page = await list_calls(ListCalls(limit=3), work)
            rest = await list_calls(ListCalls(limit=500, cursor=page.next_cursor), work)
    calls = page.calls + rest.calls
    assert len(calls) == 7 and len({call.id for call in calls}) == 7
    total = sum(call.cost for call in calls)
    assert total == sum(row.cost for row in spend.sums) == spend.budget.spent == 7 * 1001 + 21
    assert sum(row.tokens.cache_read for row in spend.sums) == 7
    assert {(row.feature, row.user_id is None) for row in spend.sums} == {
        ("evaluation", True),
        ("evaluation", False),
        ("chat", True),
        ("chat", False),
    }


async def test_sound_is_written_down_and_priced_where_it_has_a_price(running: RunningPlatform) -> None:
    studio, user = uuid4(), uuid4()
    lesson = SoundHeard(feature="lesson", model="whisper-base", seconds=1800.5, user_id=user)
    with language_model() as model:
        for dollars in (0.0, 0.36):
            async with (
                coaching_with(running, model, sound_dollars=dollars) as process,
                working_in(process, studio) as work,
            ):
                await on_sound_heard(lesson, work)
        async with coaching_with(running, model) as process, working_in(process, studio) as work:
            spend = await get_spend(GetSpend(), work)
    (told,) = spend.sums
    assert (told.feature, told.calls, told.seconds, told.cost) == ("lesson", 2, 3601.0, 180_050)
    assert spend.budget.spent == told.cost


def test_a_forecast_goes_on_as_it_has_gone() -> None:
    assert forecast(1000, datetime(2026, 11, 15, 23, 30, tzinfo=UTC)) == 2000
    assert forecast(1000, datetime(2026, 11, 30, 23, 59, tzinfo=UTC)) == 1000
    assert forecast(0, datetime(2026, 2, 1, tzinfo=UTC)) == 0
