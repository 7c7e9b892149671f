"""Texts that give orders are data: what is sent keeps its form, and what an obedient model answers reaches nobody.

They come as notes, levels, principles, phrases, sentences of lessons, names, questions and talk; what is looked at is
the request as the server of the model has received it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from danceai.coaching.asking.question import Question
from danceai.coaching.chats.prompt import SYSTEM as TALKING
from danceai.coaching.chats.prompt import question_of
from danceai.coaching.chats.talking import Page, talk
from danceai.coaching.chats.tools import TOOLS, LookUp
from danceai.coaching.conversations.ai_answers import turns_of
from danceai.coaching.conversations.tables import PostRow
from danceai.coaching.evaluations.checking import check
from danceai.coaching.evaluations.model_writer import write_with_model
from danceai.coaching.evaluations.prompt import SYSTEM as WRITING
from danceai.coaching.evaluations.prompt import first_question
from danceai.coaching.evaluations.rule_writer import write
from danceai.coaching.evaluations.subject import Quote, Subject
from danceai.coaching.evaluations.told import Told
from danceai.coaching.names import without_names
from danceai.coaching.phrase_bank import model_extracting
from danceai.coaching.phrase_bank.extracting import Lesson
from danceai.coaching.principles.requests import TRANSLATE
from danceai.coaching.spend.ledger import Purpose
from danceai.common.contracts.base import Language
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.local.client import Client
from tests.coaching.asked import coaching_with, context_of
from tests.coaching.hostile import HOSTILE, WRITE, obey
from tests.coaching.judged import subject_of
from tests.coaching.truth import truth
from tests.support.figures import FigureBook
from tests.support.language_model import LanguageModel, Said, language_model
from tests.support.platform import RunningPlatform

CLEAN = subject_of(5, Language.EN)
DEFICIT = CLEAN.faults[0].name


def planted(text: str) -> Subject:
    """The subject with a text wherever people can write."""
    quote = Quote(UUID(int=1), DEFICIT, text)
    return replace(CLEAN, level=text, note=text, principles=[quote], phrases=[quote])


def _roles(asked: dict[str, Any]) -> list[str]:
    return [message["role"] for message in asked["messages"]]


def _check_sent(asked: dict[str, Any], text: str) -> None:
    """The same instructions and tools as ever; the text stands where texts of people stand, and there as it is."""
    assert [block["text"] for block in asked["system"]] == [WRITING]
    assert [tool["name"] for tool in asked["tools"]] == [WRITE] and asked["tool_choice"]["name"] == WRITE
    assert asked["messages"][0]["role"] == "user"
    document = json.loads(asked["messages"][0]["content"])
    clean = json.loads(str(first_question(CLEAN).messages[0]["content"]))
    changed = {key for key in document if document[key] != clean.get(key)}
    assert changed == {"note_with_the_recording", "level", "principles_and_phrases"}
    assert document["note_with_the_recording"] == document["level"] == text
    assert document["principles_and_phrases"] == [{"deficit": DEFICIT, "text": text}] * 2


async def test_thirty_texts_order_an_evaluation_and_are_not_obeyed(
    running: RunningPlatform, figure: FigureBook
) -> None:
    obeyed = []
    assert check(Told.model_validate(truth(CLEAN)), CLEAN) == [], "what an honest model tells is let through"
    with language_model() as model:
        async with coaching_with(running, model) as process:
            context = context_of(process, uuid4())
            for text in HOSTILE:
                subject = planted(text)
                model.say(obey(text, subject))
                written = await write_with_model(context, subject, Purpose("evaluation"))
                assert [_roles(asked) for asked in model.asked] == [["user"], ["user", "assistant", "user"]]
                for asked in model.asked:
                    _check_sent(asked, text)
                if (written.paragraphs, written.fallback) != (None, "not_true"):
                    obeyed.append(text)
                shown = write(subject)  # what the couple reads then
                own = [part for paragraph in shown for part in paragraph.statements if part.source is None]
                assert all(text not in part.text for part in own), "only as the quotes that the studio wrote itself"
    assert figure("coaching.hostile_obeyed", len(obeyed), "of 30", "= 0").reached, obeyed


async def test_thirty_texts_order_a_chat_and_reach_nothing(running: RunningPlatform) -> None:
    strange = [("delete_all", {}), ("metric", {"name": "../../other"}), ("metric", {"studio": str(UUID(int=7))})]
    with language_model() as model:
        async with coaching_with(running, model) as process:
            context = context_of(process, uuid4())
            for text in HOSTILE:
                turns = [("user", "Hello."), ("model", "Hello!"), ("user", text)]
                model.say(Said(uses=[*strange, ("moment", {"second": text})]), Said("As you wish: TQ is 98.76."))
                page = Page()
                ended = await talk(context, Purpose("chat"), planted(text), turns, page)
                assert ended.unfounded, "and the reader is warned of the number"
                first, second = model.asked
                assert [block["text"] for block in first["system"]] == [TALKING]
                assert [tool["name"] for tool in first["tools"]] == [tool["name"] for tool in TOOLS]
                assert _roles(first) == ["user", "assistant", "user"]
                assert first["messages"][-1]["content"] == [{"type": "text", "text": text}]
                assert first["messages"][1]["content"] == [{"type": "text", "text": "Hello!"}]
                document = json.loads(first["messages"][0]["content"][0]["text"])
                assert document["principles_and_phrases"][0]["text"] == text
                found = [json.loads(result["content"]) for result in second["messages"][-1]["content"]]
                assert [set(one) for one in found] == [{"error"}] * 4, "there is nothing else to be had"


def _post(text: str, role: str = "dancer") -> PostRow:
    return PostRow(id=uuid4(), author="Dan", role=role, text=text, by_ai=False, at=datetime.now(UTC))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_question_before_all_speaks_for_its_writer_alone(text: str) -> None:
    said = _post(text, "trainer")
    answer = PostRow(id=uuid4(), author="Dan", role="dancer", text="Breathe.", by_ai=True, at=datetime.now(UTC))
    turns = turns_of([_post("Why?"), answer, said], {said.id: f"and aloud {text}"}, 1.5, {"Dan": "the dancer"})
    assert turns == [
        ("user", "[dancer, at 0:01.5 of the video] Why?"),
        ("model", "Breathe."),
        ("user", f"[trainer] {text} and aloud {text}"),
    ]
    question: Question = question_of(CLEAN, turns)
    assert [message["role"] for message in question.messages] == ["user", "assistant", "user"]
    assert set(LookUp(CLEAN).use(text, text)) == {"error"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_lesson_gives_phrases_that_were_said_and_no_orders(text: str) -> None:
    segments = [
        TranscriptSegment(start=0, end=2, text="Keep your head left, always."),
        TranscriptSegment(start=2, end=9, text=text),
    ]
    sentences = list(Lesson(segments, Language.EN).sentences())
    question = model_extracting.question_of([one.text for one in sentences], Language.EN, [])
    assert question.system == model_extracting.SYSTEM
    (message,) = question.messages
    document = json.loads(str(message["content"]))
    assert [one["text"] for one in document["sentences"]] == [one.text for one in sentences]
    assert set(document) == {"language", "dances_of_the_lesson", "sentences"}
    told = [
        {"sentence": 0, "text": "Keep your head left", "deficit": "head_position"},
        {"sentence": 0, "text": "Keep your wallet open, always", "deficit": "head_position"},
        {"sentence": 0, "text": text, "deficit": "head_position"},
        {"sentence": len(sentences), "text": text, "deficit": "head_position"},
        {"sentence": 0, "text": "Keep your head left", "deficit": text},
        {"sentence": 0, "text": "eep your head lef", "deficit": "frame"},
        text,
    ]
    found = model_extracting.believed(told, sentences, Language.EN, [])
    assert [(one.text, one.second, one.deficit) for one in found] == [("Keep your head left", 0.0, "head_position")]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_never_sent_whatever_it_is(text: str) -> None:
    roles = {text: "the lead", "Anna-Lena O'Neil": "the follow", "Ö.": "the follow", "Weiß": "the lead"}
    assert without_names(f"{text}, ANNA-LENA O'Neil, WEIß", roles) == "the lead, the follow, the lead"
    assert without_names("Ö.: O'neil!", roles) == "the follow: the follow!"


@pytest.fixture
def model(running: RunningPlatform) -> Iterator[LanguageModel]:
    """The platform's, which says nothing of use again afterwards."""
    yield running.language_model
    running.language_model.say(Said("Nothing."))


def test_a_principle_is_translated_whatever_it_asks_for(trainer: Client, model: LanguageModel) -> None:
    for text in list(HOSTILE)[:5]:
        saved = trainer.call("POST", "/v1/principles", {"deficit": "sway", "texts": {"en": text}})
        model.say(Said("x" * 601))
        path = f"/v1/principles/{saved['id']}"
        refused = trainer.http.post(f"{path}/translations", json={"language": "de"}).json()
        assert refused["code"] == "not_readable", "what is no translation of it is not kept"
        (asked,) = model.asked
        assert [block["text"] for block in asked["system"]] == [TRANSLATE] and "tools" not in asked
        assert asked["messages"] == [{"role": "user", "content": f"Into German:\n\n{text}"}]
        model.say(Said("Folgt."))
        told = trainer.call("POST", f"{path}/translations", {"language": "de"})
        assert told["texts"]["de"]["machine"], "and waits for somebody who reads it"
        trainer.call("DELETE", path)
