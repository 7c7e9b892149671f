"""What may be asked of the phrase bank."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import or_

from danceai.coaching.phrase_bank.lexicon import deficits
from danceai.coaching.phrase_bank.tables import PhraseRow, PhraseSourceRow
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.phrases import (
    AddPhrase,
    CoverageCell,
    EditPhrase,
    GetPhraseCoverage,
    ListPhrases,
    MergePhrases,
    Phrase,
    PhraseCoverage,
    Phrases,
    PhraseSource,
    PhraseState,
)
from danceai.common.errors import Invalid
from danceai.common.frame.pages import Order, find_page, holds
from danceai.common.frame.unit_of_work import UnitOfWork


async def sources_of(work: UnitOfWork, phrases: Sequence[UUID]) -> dict[UUID, list[PhraseSource]]:
    """Where phrases are said."""
    query = work.visible(PhraseSourceRow).where(PhraseSourceRow.phrase_id.in_(phrases))
    found: dict[UUID, list[PhraseSource]] = defaultdict(list)
    for row in await work.all(query.order_by(PhraseSourceRow.transcript_id, PhraseSourceRow.second)):
        found[row.phrase_id].append(PhraseSource(transcript_id=row.transcript_id, second=row.second))
    return found


def _to_reply(row: PhraseRow, sources: list[PhraseSource]) -> Phrase:
    return Phrase(
        id=row.id,
        text=row.text,
        language=Language(row.language),
        deficit=row.deficit,
        dance=Dance(row.dance) if row.dance else None,
        state=PhraseState(row.state),
        sources=sources,
        uses=row.uses,
        created_at=row.created_at,
    )


async def _told(work: UnitOfWork, row: PhraseRow) -> Phrase:
    await work.db.flush()
    return _to_reply(row, (await sources_of(work, [row.id]))[row.id])


def _check(deficit: str | None) -> None:
    if deficit is not None and deficit not in deficits():
        raise Invalid(f"There is no deficit called {deficit}. Choose one of the list.", code="no_such_deficit")


async def list_phrases(request: ListPhrases, work: UnitOfWork) -> Phrases:
    """The newest first."""
    query = work.visible(PhraseRow)
    for column, value in (
        (PhraseRow.deficit, request.deficit),
        (PhraseRow.language, request.language),
        (PhraseRow.state, request.state),
    ):
        query = query if value is None else query.where(column == value)
    if request.dance:
        query = query.where(or_(PhraseRow.dance.is_(None), PhraseRow.dance == request.dance))
    if request.words.strip():
        query = query.where(holds(request.words.strip(), PhraseRow.text))
    if request.transcript_id:
        said = work.visible(PhraseSourceRow).where(PhraseSourceRow.transcript_id == request.transcript_id)
        query = query.where(PhraseRow.id.in_(said.with_only_columns(PhraseSourceRow.phrase_id)))
    page = await find_page(work, query, Order(PhraseRow.created_at, PhraseRow.id, newest=True), request)
    sources = await sources_of(work, [row.id for row in page.rows])
    phrases, following = page.fit([_to_reply(row, sources[row.id]) for row in page.rows])
    return Phrases(phrases=phrases, next_cursor=following)


async def get_phrase_coverage(request: GetPhraseCoverage, work: UnitOfWork) -> PhraseCoverage:
    """How many there are for every deficit in every dance."""
    query = work.visible(PhraseRow).where(PhraseRow.state != PhraseState.REJECTED)
    if request.language:
        query = query.where(PhraseRow.language == request.language)
    counts: Counter[tuple[str, Dance, str]] = Counter()
    for row in await work.all(query):
        for dance in [Dance(row.dance)] if row.dance else Dance:
            counts[row.deficit, dance, row.state] += 1
    return PhraseCoverage(
        cells=[
            CoverageCell(
                deficit=deficit,
                dance=dance,
                accepted=counts[deficit, dance, PhraseState.ACCEPTED],
                new=counts[deficit, dance, PhraseState.NEW],
            )
            for deficit in deficits()
            for dance in Dance
        ]
    )


async def add_phrase(request: AddPhrase, work: UnitOfWork) -> Phrase:
    """Whoever types it in stands for it."""
    _check(request.deficit)
    row = PhraseRow(
        studio_id=work.studio_id,
        id=uuid4(),
        text=request.text,
        language=request.language.value,
        deficit=request.deficit,
        dance=request.dance,
        state=PhraseState.ACCEPTED.value,
        edited=True,
    )
    work.db.add(row)
    return await _told(work, row)


async def edit_phrase(request: EditPhrase, work: UnitOfWork) -> Phrase:
    """Change what is given. Raises Invalid for a deficit that nobody knows."""
    _check(request.deficit)
    row = await work.find(PhraseRow, request.phrase_id, lock=True)
    row.text, row.deficit = request.text or row.text, request.deficit or row.deficit
    row.dance = None if request.every_dance else request.dance or row.dance
    row.state = request.state or row.state
    row.edited = True
    return await _told(work, row)


async def merge_phrases(request: MergePhrases, work: UnitOfWork) -> Phrase:
    """One stays with the places of all; the others are gone."""
    kept = await work.find(PhraseRow, request.phrase_id, lock=True)
    others = [await work.find(PhraseRow, other, lock=True) for other in dict.fromkeys(request.others)]
    for other in others:
        if other.id != kept.id:
            await move_sources(work, other.id, kept.id)
            kept.uses += other.uses
            await work.db.delete(other)
    kept.edited = True
    return await _told(work, kept)


async def move_sources(work: UnitOfWork, of: UUID, to: UUID) -> None:
    """What was said there counts for another phrase."""
    there = set((await sources_of(work, [to]))[to])
    for row in await work.all(work.visible(PhraseSourceRow).where(PhraseSourceRow.phrase_id == of)):
        if PhraseSource(transcript_id=row.transcript_id, second=row.second) not in there:
            work.db.add(
                PhraseSourceRow(
                    studio_id=work.studio_id, phrase_id=to, transcript_id=row.transcript_id, second=row.second
                )
            )
        await work.db.delete(row)
