"""A model is asked through the real SDK: what comes back, what goes wrong, and what each costs."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr, ValidationError

from danceai.coaching.asking.asking import NoAnswer, ask
from danceai.coaching.asking.prices import read_prices
from danceai.coaching.asking.question import Question
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import Purpose
from danceai.common.contracts.spend import Tokens
from danceai.local.layout import Layout
from tests.coaching.asked import coaching_with, context_of
from tests.support.language_model import Said, language_model
from tests.support.platform import RunningPlatform
from tests.support.store import sql

TOOL: Any = {"name": "write", "input_schema": {"type": "object", "properties": {"text": {"type": "string"}}}}
QUESTION = Question("You are a trainer.", [{"role": "user", "content": "How was it?"}], 500, [TOOL], "write")
GOOD = Said(uses=[("write", {"text": "Schön – 好"})], cache_written=100, cache_read=50)


async def _calls(running: RunningPlatform, studio: UUID) -> list[tuple[str, int]]:
    rows = await sql(running.layout, "select state, cost from coaching.calls where studio_id = $1 order by at", studio)
    return [(row["state"], row["cost"]) for row in rows]


async def _left_reserved(running: RunningPlatform, studio: UUID) -> int:
    rows = await sql(running.layout, "select reserved from coaching.spend_months where scope_id = $1", studio)
    return sum(row["reserved"] for row in rows)


def test_a_model_without_a_price_is_refused_at_the_start() -> None:
    with pytest.raises(ValidationError, match="there is no price for the model gpt-2; known are claude"):
        CoachingSettings(model="gpt-2")
    known = read_prices()
    assert known.source.startswith("https://") and known.read_on.year >= 2026


def test_on_one_machine_the_key_comes_from_its_owners_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    layout = Layout(tmp_path, 0, {"s3": 1}, {"secret_key": ""}, tmp_path)
    assert layout.own("coaching") == {}
    monkeypatch.setenv("DANCEAI_COACHING_ANTHROPIC_KEY", "theirs")
    assert layout.own("coaching") == {"anthropic_key": "theirs"}


def test_what_is_kept_by_the_provider_has_prices_of_its_own() -> None:
    price = read_prices().models["claude-sonnet-4-6"]
    assert price.cost(Tokens(read=1000, written=100, cache_written=200, cache_read=3000)) == 3000 + 1500 + 750 + 900
    assert price.cost(Tokens(cache_read=1)) == 1, "no part of a micro-dollar is lost"


async def test_an_answer_is_read_and_paid_for(running: RunningPlatform) -> None:
    studio = uuid4()
    with language_model() as model:
        model.say(GOOD)
        async with coaching_with(running, model) as process:
            answer = await ask(context_of(process, studio), Purpose("chat"), QUESTION)
        assert answer.uses[0]["input"] == {"text": "Schön – 好"}
        assert answer.stopped == "tool_use"
        sent = model.asked[0]
        assert sent["tool_choice"] == {"type": "tool", "name": "write"}
        assert sent["system"][0]["cache_control"] == {"type": "ephemeral"}
    cost = 900 * 3 + 250 * 15 + 375 + 15
    assert answer.cost == cost
    assert await _calls(running, studio) == [("settled", cost)]
    assert await _left_reserved(running, studio) == 0


@pytest.mark.parametrize(
    ("said", "code", "state", "calls"),
    [
        (Said(status=400), "not_answering", "failed", 1),
        (Said(status=401), "key_refused", "failed", 1),
        (Said(status=500), "not_answering", "failed", 2),
        (Said(status=529), "not_answering", "failed", 2),
        (Said(status=429, retry_after="0"), "not_answering", "failed", 2),
        (Said("Some words of it.", overloaded_after=3), "not_answering", "unknown", 1),
        (Said("Some words of it.", cut_after=3), "not_answering", "unknown", 1),
        (Said(uses=[("write", '{"text": "no end')]), "not_readable", "settled", 1),
        (Said("I will not.", stop="refusal"), "refused", "settled", 1),
        (Said("And so on and", stop="max_tokens"), "cut_off", "settled", 1),
        (Said("Slowly, very slowly", pause=3), "not_answering", "unknown", 1),
    ],
    ids=lambda value: value.stop or str(value.status) if isinstance(value, Said) else str(value),
)
async def test_what_goes_wrong_is_said_and_never_forgotten(
    said: Said, code: str, state: str, calls: int, running: RunningPlatform
) -> None:
    studio = uuid4()
    with language_model() as model:
        model.say(said)
        async with coaching_with(running, model, tries=2, answer_seconds=2.0 if said.pause else 20.0) as process:
            with pytest.raises(NoAnswer) as refused:
                await ask(context_of(process, studio), Purpose("chat"), QUESTION)
        assert refused.value.reported_code == code
        assert len(model.asked) == calls, "tried again where that may help"
    [(ended, cost)] = await _calls(running, studio)
    assert ended == state
    assert (cost == 0) == (state == "failed"), "what was under way counts"
    assert await _left_reserved(running, studio) == 0


async def test_too_many_calls_are_waited_for(running: RunningPlatform) -> None:
    with language_model() as model:
        model.say(Said(status=429, retry_after="1"), GOOD)
        async with coaching_with(running, model) as process:
            began = asyncio.get_running_loop().time()
            answer = await ask(context_of(process, uuid4()), Purpose("chat"), QUESTION)
        assert asyncio.get_running_loop().time() - began >= 1, "as long as the server has asked for"
        assert answer.uses


async def test_nobody_is_asked_without_a_key_or_a_server(running: RunningPlatform) -> None:
    studio = uuid4()
    with language_model() as model:
        async with coaching_with(running, model, anthropic_key=SecretStr("")) as process:
            with pytest.raises(NoAnswer, match="No language model"):
                await ask(context_of(process, studio), Purpose("chat"), QUESTION)
        assert await _calls(running, studio) == []
        gone = model.url
    model.url = gone
    async with coaching_with(running, model, tries=1) as process:
        with pytest.raises(NoAnswer, match="does not answer"):
            await ask(context_of(process, studio), Purpose("chat"), QUESTION)
    assert await _calls(running, studio) == [("failed", 0)]


async def test_an_answer_is_heard_as_it_comes_and_can_be_stopped(running: RunningPlatform) -> None:
    heard: list[str] = []

    async def hear(piece: str) -> bool:
        heard.append(piece)
        return len(heard) < 2

    studio, text = uuid4(), "One piece, and another one, and a third that nobody waits for."
    with language_model() as model:
        model.say(Said(text))
        async with coaching_with(running, model) as process:
            answer = await ask(context_of(process, studio), Purpose("chat"), QUESTION, hear)
    assert "".join(heard) == answer.text == text[:24]
    assert answer.left and not answer.ended
    [(state, cost)] = await _calls(running, studio)
    assert state == "unknown" and cost == answer.cost == 900 * 3 + (24 + 256) * 15
