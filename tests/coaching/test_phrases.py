"""Phrases: found in what is said, told from those that say the same, kept with their transcripts, said again fairly."""

import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from danceai.coaching.evaluations.quoting import phrases_said
from danceai.coaching.evaluations.rule_writer import write
from danceai.coaching.evaluations.subject import Quote
from danceai.coaching.phrase_bank.extracting import Found, Lesson, extract
from danceai.coaching.phrase_bank.lexicon import deficits, read_lexicon
from danceai.coaching.phrase_bank.likeness import are_alike
from danceai.coaching.phrase_bank.model_extracting import TOOL
from danceai.coaching.phrase_bank.sampling import NOT_AGAIN_WITHIN, choose, forget_uses, sample_phrases
from danceai.coaching.phrase_bank.tables import PhraseRow, PhraseUseRow
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.local.client import Client
from danceai.scoring.criteria.deficits import DEFICITS
from tests.coaching.judged import subject_of
from tests.support.beside import beside, working_in
from tests.support.figures import FigureBook
from tests.support.language_model import Said
from tests.support.platform import RunningPlatform

BODY = {"language": "en", "deficit": "hands", "dance": "tango"}
PAIRS = Path(__file__).parent / "phrase_pairs.tsv"
LESSONS = {
    Language.EN: [
        (0.0, "Good evening everybody. In the tango keep your knees"),
        (4.0, "flexed and your frame wide, your elbows never drop behind the shoulder line."),
        (9.5, "Who has seen the game yesterday? Look left with your head before the promenade."),
    ],
    Language.DE: [
        (0.0, "Schön, dass ihr da seid. Senkt über das Knie, bevor ihr"),
        (3.0, "losgeht. Haltet den Kopf immer links. Das war gut."),
    ],
    Language.RU: [(0.0, "Добрый вечер. Держите голову всегда налево. Опускайтесь через колено перед шагом.")],
    Language.ZH: [(0.0, "大家晚上好。请保持头部向左。迈步之前要降低膝盖。")],
}


def _extract(language: Language, dances: list[Dance]) -> list[Found]:
    said = LESSONS[language]
    segments = [TranscriptSegment(start=start, end=start + 3, text=text) for start, text in said]
    return extract(Lesson(segments, language).sentences(), language, dances)


def test_every_deficit_has_its_words_in_every_language() -> None:
    for language in Language:
        assert set(read_lexicon(language).deficits) == set(DEFICITS)
        assert set(read_lexicon(language).dances) == set(Dance)


def test_advice_is_found_with_its_second_deficit_and_dance() -> None:
    english = _extract(Language.EN, [Dance.TANGO, Dance.WALTZ])
    assert [(one.deficit, one.second, one.dance) for one in english] == [
        ("frame", 0.0, Dance.TANGO),
        ("head_position", 9.5, None),
    ]
    german = _extract(Language.DE, [Dance.WALTZ])
    assert [(one.deficit, one.second, one.dance) for one in german] == [
        ("rise_and_fall", 0.0, Dance.WALTZ),
        ("head_position", 3.0, Dance.WALTZ),
    ]
    for language in (Language.RU, Language.ZH):
        found = _extract(language, [])
        assert [one.deficit for one in found] == ["head_position", "rise_and_fall"]


def test_what_says_the_same_is_told_from_what_does_not(figure: FigureBook) -> None:
    rows = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if line]
    assert len(rows) == 200 and {label for label, *_ in rows} == {"same", "other"}
    told = [(label == "same", are_alike(one, other)) for label, one, other in rows]
    right = sum(same and alike for same, alike in told)
    precision, recall = right / sum(alike for _, alike in told), right / sum(same for same, _ in told)
    figure("phrases.dedup_precision", precision)
    figure("phrases.dedup_recall", recall)
    assert figure("phrases.dedup_f", 2 * precision * recall / (precision + recall), "", ">= 0.9").reached


def _phrase(deficit: str, state: str = "new", uses: int = 0, days: float = 0) -> PhraseRow:
    created = datetime.now(UTC) - timedelta(days=days)
    return PhraseRow(
        studio_id=uuid4(), id=uuid4(), text="x", language="en", deficit=deficit, dance=None, state=state, uses=uses,
        created_at=created,
    )  # fmt: skip


def test_need_comes_first_and_what_is_accepted_fresh_and_unused_is_likelier() -> None:
    accepted, new = _phrase("frame", "accepted"), _phrase("frame")
    used, old, other = _phrase("frame", uses=9), _phrase("frame", days=720), _phrase("sway")
    drawn = [
        choose([accepted, new, used, old, other], ["sway", "frame"], random.Random(seed), 3) for seed in range(400)
    ]
    assert all([row.deficit for row in rows] == ["sway", "frame"] for rows in drawn)
    counts = [sum(row in rows for rows in drawn) for row in (accepted, new, used, old)]
    assert counts[0] > counts[1] > max(counts[2:]) and min(counts) > 0


async def test_no_couple_is_told_the_same_twice_in_ten_reports(running: RunningPlatform, trainer: Client) -> None:
    texts = [f"Soften the ankle when you lower, {word}." for word in "abcdefghijkl"]
    mine = {
        trainer.call("POST", "/v1/phrases", {"text": text, "language": "en", "deficit": "hands", "dance": "tango"})[
            "id"
        ]
        for text in texts
    }
    couple, said = uuid4(), []
    async with beside(running, "coaching") as service:
        for _ in range(NOT_AGAIN_WITHIN + 2):
            report = uuid4()
            async with working_in(service) as work:
                asked = (couple, ["hands"], Dance.TANGO, Language.EN)
                rows = await sample_phrases(work, *asked, report_id=report)
                again = await sample_phrases(work, *asked, report_id=report)
                assert [row.id for row in again] == [row.id for row in rows]
                said.append(rows[0].id)
    assert mine >= {str(one) for one in said}
    for end in range(len(said)):
        window = said[max(0, end - NOT_AGAIN_WITHIN) : end + 1]
        assert len(set(window)) == len(window)


def _until(client: Client, transcript: str, count: int) -> list[dict[str, Any]]:
    for _ in range(100):
        found: list[dict[str, Any]] = client.call("GET", f"/v1/phrases?transcript_id={transcript}")["phrases"]
        if len(found) == count:
            return found
        time.sleep(0.2)
    pytest.fail(f"{len(found)} phrases, not {count}")


def _cell(client: Client, deficit: str, dance: str) -> dict[str, Any]:
    cells = client.call("GET", "/v1/phrases/coverage?language=en")["cells"]
    assert len(cells) == len(deficits()) * len(Dance)
    return next(one for one in cells if (one["deficit"], one["dance"]) == (deficit, dance))


def test_phrases_follow_their_transcript(trainer: Client) -> None:
    said = ["Never grip with your fingers on her back.", "Smile at the judges, always.", "Let us have a break."]
    segments = [{"start": 5.0 * n, "end": 5.0 * n + 4, "text": text} for n, text in enumerate(said)]
    body = {"name": "Phrases", "language": "en", "dances": ["quickstep"], "segments": segments}
    before = _cell(trainer, "expression", "quickstep")["new"]
    saved = trainer.call("POST", "/v1/transcripts", body)
    found = {one["deficit"]: one for one in _until(trainer, saved["id"], 2)}
    assert set(found) == {"hands", "expression"}
    smile = found["expression"]
    assert (smile["text"], smile["dance"], smile["state"]) == (said[1], "quickstep", "new")
    assert smile["sources"] == [{"transcript_id": saved["id"], "second": 5.0}]
    assert _cell(trainer, "expression", "quickstep")["new"] == before + 1

    twice = trainer.call("POST", "/v1/transcripts", body | {"name": "Again"})
    assert {one["id"] for one in _until(trainer, twice["id"], 2)} == {one["id"] for one in found.values()}
    trainer.call("PATCH", f"/v1/phrases/{smile['id']}", {"state": "accepted"})
    for transcript in (saved, twice):
        trainer.call("DELETE", f"/v1/transcripts/{transcript['id']}")
        _until(trainer, transcript["id"], 0)
    left = {one["id"] for one in trainer.call("GET", "/v1/phrases?dance=quickstep")["phrases"]}
    assert smile["id"] in left and found["hands"]["id"] not in left


def test_a_model_finds_phrases_where_there_is_one(trainer: Client, running: RunningPlatform) -> None:
    couple = trainer.call("GET", "/v1/couples")["couples"][0]
    said = [f"Well, {couple['lead']}, never grip with your fingers, I would say.", "Smile at the judges, always."]
    segments = []
    for begin, text in zip((0.0, 20.0), said, strict=True):
        words = [{"start": begin + at, "end": begin + at + 1, "text": word} for at, word in enumerate(text.split())]
        segments.append({"start": begin, "end": begin + 19, "text": text, "words": words})
    noted = [
        {"sentence": 0, "text": "never grip with your fingers", "deficit": "hands"},
        {"sentence": 1, "text": "Smile at the judges with your eyes", "deficit": "expression"},
    ]
    asked: list[Any] = []

    def answer(question: Any) -> Said:
        asked.append(question)
        return Said(uses=[(TOOL, {"phrases": noted})])

    before = running.language_model.aside[TOOL]
    running.language_model.aside[TOOL] = answer
    try:
        body = {"name": "By a model", "language": "en", "dances": ["tango"], "segments": segments}
        saved = trainer.call("POST", "/v1/transcripts", body)
        (found,) = _until(trainer, saved["id"], 1)
    finally:
        running.language_model.aside[TOOL] = before
    start = float(len(f"Well, {couple['lead']},".split()))
    assert (found["text"], found["deficit"], found["dance"]) == (noted[0]["text"], "hands", "tango")
    assert found["sources"] == [{"transcript_id": saved["id"], "second": start}], "what nobody said is left out"
    assert couple["lead"] not in str(asked) and "the lead" in str(asked)
    trainer.call("DELETE", f"/v1/transcripts/{saved['id']}")


async def test_what_is_said_of_a_deleted_analysis_is_used_up_no_more(running: RunningPlatform, trainer: Client) -> None:
    body = {"text": "Release the wrist before the promenade.", "language": "en", "deficit": "hands", "dance": "tango"}
    phrase = trainer.call("POST", "/v1/phrases", body)
    couple, report = uuid4(), uuid4()
    asked = (couple, ["hands"], Dance.TANGO, Language.EN)
    async with beside(running, "coaching") as service:
        async with working_in(service) as work:
            rows = await sample_phrases(work, *asked, report_id=report)
            before = {row.id: row.uses for row in rows}
        assert before
        async with working_in(service) as work:
            await forget_uses(work, report)
        async with working_in(service) as work:
            left = await work.all(work.visible(PhraseRow).where(PhraseRow.id.in_(before)))
            assert {row.id: row.uses for row in left} == {one: uses - 1 for one, uses in before.items()}
            assert await work.all(work.visible(PhraseUseRow).where(PhraseUseRow.report_id == report)) == []
    trainer.call("PATCH", f"/v1/phrases/{phrase['id']}", {"state": "rejected"})


def test_whoever_talks_of_an_evaluation_has_the_phrases_that_stand_in_it() -> None:
    subject = subject_of(5, Language.EN)
    deficit = subject.faults[0].name
    said = [Quote(uuid4(), deficit, "Let the ankle work."), Quote(uuid4(), "hands", "Relax the fingers.")]
    principle = [Quote(uuid4(), deficit, "Stand first.")]
    assert phrases_said(write(replace(subject, phrases=said, principles=principle))) == said[:1]
