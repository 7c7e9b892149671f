"""Talking with a model about a dance: streamed, stopped, gone on with; of one's own, without names, within the data."""

import itertools
import json
import time
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import cv2
import numpy as np
import pytest
from httpx_sse import connect_sse

from danceai.coaching.asking.prices import read_prices
from danceai.coaching.chats.frames import LONGEST_SIDE
from danceai.coaching.chats.prompt import EARLIER, MOST_KEPT, SYSTEM, fit, question_of, unfounded
from danceai.common.contracts.base import Language
from danceai.local.client import Client
from tests.coaching.judged import subject_of
from tests.support.language_model import LanguageModel, Said
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.store import sql
from tests.support.two_studios import refusal

WORDS = "Your posture comes first: stand tall over your own feet, breathe, and only then begin to move together."


@pytest.fixture
def model(running: RunningPlatform) -> Iterator[LanguageModel]:
    """The platform's, which says nothing of use again afterwards."""
    yield running.language_model
    running.language_model.say(Said("Nothing."))


def _address(analysis: dict[str, Any]) -> str:
    return f"/v1/analyses/{analysis['id']}/chat"


def _ended(client: Client, analysis: dict[str, Any]) -> dict[str, Any]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        chat: dict[str, Any] = client.call("GET", _address(analysis))
        if chat["messages"] and chat["messages"][-1]["state"] not in ("writing", "stopping"):
            return chat
        time.sleep(0.1)
    raise AssertionError("the answer was never complete")


def _say(client: Client, analysis: dict[str, Any], text: str) -> dict[str, Any]:
    chat: dict[str, Any] = client.call("POST", _address(analysis), {"text": text})
    return chat


def _heard(client: Client, analysis: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    with connect_sse(client.http, "GET", f"/v1/live/chat/{analysis['id']}", timeout=30) as source:
        source.response.raise_for_status()
        for event in source.iter_sse():
            if event.data:
                yield event.event, json.loads(event.data)["last"]


def test_an_answer_is_seen_as_it_is_written_and_looked_up(
    trainer: Client, finished_sample: dict[str, Any], model: LanguageModel, running: RunningPlatform
) -> None:
    metric = finished_sample["result"]["metrics"][0]["name"]
    looked_up = Said(uses=[("metric", {"name": metric}), ("moment", {"second": 1.0}), ("delete_all", {})])
    model.say(looked_up, Said(WORDS, pause=0.15))
    couple = trainer.call("GET", f"/v1/couples/{finished_sample['couple_id']}")
    before = trainer.call("GET", _address(finished_sample))["messages"]  # other tests may have talked
    paid = _paid(running, finished_sample["id"])
    _say(trainer, finished_sample, f"What should {couple['lead']} do?")
    events = list(_heard(trainer, finished_sample))
    texts = [last["text"] for _, last in events]
    assert events[-1][0] == "end" and texts[-1] == WORDS
    assert len(set(texts)) > 3, "piece by piece"
    assert all(after.startswith(before) for before, after in itertools.pairwise(texts))
    chat = _ended(trainer, finished_sample)
    assert [message["by"] for message in chat["messages"][len(before) :]] == ["user", "model"]
    answer = chat["messages"][-1]
    assert not answer["unfounded"]
    assert answer["cost"] == 2 * (900 * 3 + 250 * 15), "both calls count"
    assert chat["cost"] == sum(message["cost"] for message in chat["messages"])
    first, second = model.asked
    assert first["system"][0]["text"] == SYSTEM
    sent = json.dumps(first, ensure_ascii=False)
    assert couple["lead"] not in sent and couple["follow"] not in sent
    assert "What should the lead do?" in sent
    results = [json.loads(block["content"]) for block in second["messages"][-1]["content"]]
    assert results[0]["name"] == metric or "error" in results[0]
    assert results[2] == {"error": "there is no such tool"}
    assert _paid(running, finished_sample["id"]) - paid == answer["cost"]


def test_it_is_shown_the_couple_where_it_asks_to_see_it(
    trainer: Client, finished_sample: dict[str, Any], model: LanguageModel, running: RunningPlatform
) -> None:
    model.say(Said(uses=[("frame", {"second": 1.0}), ("frame", {"second": 4000})]), Said(WORDS))
    _say(trainer, finished_sample, "How does the frame look at 0:01.0?")
    assert _ended(trainer, finished_sample)["messages"][-1]["text"] == WORDS
    first, second = model.asked
    assert "frame" in [tool["name"] for tool in first["tools"]]
    seen, unseen = second["messages"][-1]["content"]
    assert json.loads(unseen["content"]) == {"error": "the couple is not seen at this moment"}
    _, picture = seen["content"]
    data = b64decode(picture["source"]["data"])
    shown = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    film = finished_sample["films"]["A"]
    assert 64 < max(shown.shape[:2]) <= LONGEST_SIDE and len(data) < 60_000
    assert shown.shape[1] / shown.shape[0] < film["width"] / film["height"], "cut out around the couple"
    assert shown.std() > 10, "and something to be seen"
    query = "select reserved from coaching.calls where analysis_id = $1 and feature = 'chat' order by at desc limit 2"
    with_it, without = running.call(sql(running.layout, query, UUID(finished_sample["id"])))
    price = read_prices().models["claude-sonnet-4-6"]
    more = (with_it["reserved"] - without["reserved"]) / float(price.cache_write)
    assert price.picture < more < price.picture + 1000, "the picture is paid as one, not as its letters"


def _paid(running: RunningPlatform, analysis: str) -> int:
    """For conversations about one analysis, in micro-dollars."""
    query = "select cost from coaching.calls where analysis_id = $1 and feature = 'chat'"
    rows: list[Any] = running.call(sql(running.layout, query, UUID(analysis)))
    return sum(row["cost"] for row in rows)


def test_it_is_stopped_goes_on_and_says_what_it_cannot_know(
    client_of: ClientOf, finished_sample: dict[str, Any], model: LanguageModel
) -> None:
    admin = client_of("studio.admin")
    before = len(admin.call("GET", _address(finished_sample))["messages"])
    model.say(Said(WORDS * 5, pause=0.2))
    _say(admin, finished_sample, "Tell me everything.")
    assert refusal(admin, "POST", _address(finished_sample), {"text": "And?"}).code == "still_writing"
    for _, last in _heard(admin, finished_sample):
        if len(last["text"]) > 30 and last["state"] == "writing":
            admin.call("POST", f"{_address(finished_sample)}/stop", {})
            break
    stopped = _ended(admin, finished_sample)["messages"][-1]
    assert stopped["state"] == "stopped" and 30 < len(stopped["text"]) < len(WORDS * 5)
    model.say(Said("You scored 9.87 in the finals."))
    _say(admin, finished_sample, "And the finals?")
    chat = _ended(admin, finished_sample)
    assert len(chat["messages"]) == before + 4
    assert chat["messages"][-1]["unfounded"], "a number of nowhere is marked"
    said = [block["text"] for message in model.asked[0]["messages"] for block in message["content"]]
    assert stopped["text"] in said, "it knows what it had said"
    model.say(Said(status=401))
    _say(admin, finished_sample, "Are you there?")
    failed = _ended(admin, finished_sample)["messages"][-1]
    assert (failed["state"], failed["code"], failed["cost"]) == ("failed", "key_refused", 0)


def test_a_conversation_is_ones_own(client_of: ClientOf, finished_sample: dict[str, Any], model: LanguageModel) -> None:
    model.say(Said(WORDS))
    dancer = client_of("dancer")
    _say(dancer, finished_sample, "What is my secret?")
    assert "What is my secret?" in str(_ended(dancer, finished_sample))
    for other in (client_of("platform.admin"), client_of("studio.admin"), client_of("trainer")):
        assert "What is my secret?" not in str(other.call("GET", _address(finished_sample)))
    stranger = client_of("trainer", other=True)
    for method, path in (("GET", ""), ("POST", ""), ("POST", "/stop")):
        body = {"text": "Let me in."} if (method, path) == ("POST", "") else {} if method == "POST" else None
        assert refusal(stranger, method, _address(finished_sample) + path, body).status == 404


def test_of_a_long_conversation_the_latest_part_is_sent() -> None:
    turns = [("user" if number % 2 == 0 else "model", f"{number} " + "x" * 1000) for number in range(41)]
    kept = fit(turns)
    assert kept == turns[-len(kept) :] and kept[0][0] == "user"
    assert MOST_KEPT - 3000 < sum(len(text) for _, text in kept) <= MOST_KEPT
    question = question_of(subject_of(5, Language.EN), turns)
    assert EARLIER in json.dumps(question.messages[0]["content"])
    assert fit([("user", "y" * 2 * MOST_KEPT)]) == [("user", "y" * 2 * MOST_KEPT)]


def test_numbers_are_those_of_the_analysis_or_of_the_conversation() -> None:
    subject = subject_of(5, Language.EN)
    assert unfounded("You have 37.5 to gain.", subject, []) == {"37.5"}
    assert unfounded("You have 37.5 to gain.", subject, ["Is 37.5 much?"]) == set()
    assert unfounded("1. Breathe.\n2. Count 1, 2, 3, 4.", subject, []) == set()
    assert unfounded("Look at 8:59.9.", subject, []) == {"8:59.9"}
