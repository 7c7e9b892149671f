"""The library searched: each transcript in its own language, and where in it the words are said."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, func, literal, literal_column, or_, select
from sqlalchemy.dialects.postgresql import REGCONFIG
from sqlalchemy.orm import defer

from danceai.common.contracts.transcripts import Hit, SearchTranscripts, TranscriptHits, TranscriptSummary
from danceai.common.database.reach import asked
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.transcription.search_words import CONFIGURATIONS, searchable, wanted
from danceai.transcription.tables import PassageRow, TranscriptRow

Column = ColumnElement[str]
Queries = dict[str, Column]
WITHOUT_TEXT = (defer(TranscriptRow.segments, raiseload=True), defer(TranscriptRow.words, raiseload=True))
MOST_HITS = 5
"""Places that are told of a transcript"""
MOST_RANKED = 100
"""Transcripts that are compared with one another"""


def to_summary(row: TranscriptRow, hits: Sequence[Hit] = ()) -> TranscriptSummary:
    """A transcript as it is listed."""
    return TranscriptSummary(
        id=row.id,
        name=row.name,
        dances=row.dances,
        language=row.language,
        segments=row.segment_count,
        seconds=row.seconds,
        has_sound=row.transcription_id is not None,
        saved_at=row.saved_at,
        hits=list(hits),
    )


def _query(configuration: str, words: str) -> Column:
    return func.websearch_to_tsquery(literal(configuration, REGCONFIG), wanted(words))


def _matches(search: Column, row: type[TranscriptRow | PassageRow], queries: Queries) -> ColumnElement[bool]:
    """Whether a text holds what is looked for, as its own language has it."""
    known = [and_(row.language == language, search.op("@@")(query)) for language, query in queries.items() if language]
    return or_(*known, and_(row.language.not_in(list(CONFIGURATIONS)), search.op("@@")(queries[""])))


def _queries(words: str) -> Queries:
    """By language; the empty one stands for all others."""
    return {language: _query(name, words) for language, name in [*CONFIGURATIONS.items(), ("", "simple")]}


async def search_transcripts(request: SearchTranscripts, work: UnitOfWork) -> TranscriptHits:
    """Transcripts that contain the words, the best ones on one page; everything by name without words."""
    query = work.visible(TranscriptRow).options(*WITHOUT_TEXT)
    if request.words.strip():
        search: Column = literal_column("transcripts.search")
        queries = _queries(request.words)
        ranks = [(TranscriptRow.language == one, func.ts_rank(search, queries[one])) for one in CONFIGURATIONS]
        rank = case(*ranks, else_=func.ts_rank(search, queries[""]))
        # To rank a text it has to be read: of what half the library says, the latest are the best.
        fitting = work.visible(TranscriptRow).where(_matches(search, TranscriptRow, queries))
        latest = (
            fitting.with_only_columns(TranscriptRow.id)
            .order_by(TranscriptRow.saved_at.desc())
            .limit(max(MOST_RANKED, request.limit))
        )
        best = query.where(TranscriptRow.id.in_(latest)).order_by(rank.desc(), TranscriptRow.name)
        rows = await work.all(best.limit(request.limit))
        hits = await _find_hits(work, request.words, [row.id for row in rows])
        return TranscriptHits(transcripts=[to_summary(row, hits[row.id]) for row in rows])
    page = await find_page(work, query, Order(TranscriptRow.name, TranscriptRow.id), request)
    transcripts, following = page.fit([to_summary(row) for row in page.rows])
    return TranscriptHits(transcripts=transcripts, next_cursor=following)


async def _find_hits(work: UnitOfWork, words: str, transcripts: list[UUID]) -> dict[UUID, list[Hit]]:
    """The first places of each where all of the words are said, or some of them."""
    search: Column = literal_column("passages.search")
    some = _queries(" or ".join(words.replace(" or ", " ").split()) if '"' not in words else words)
    fitting = work.visible(PassageRow).where(
        PassageRow.transcript_id.in_(transcripts), _matches(search, PassageRow, some)
    )
    turn = func.row_number().over(partition_by=PassageRow.transcript_id, order_by=PassageRow.number).label("turn")
    found = fitting.with_only_columns(PassageRow.transcript_id, PassageRow.start, PassageRow.text, turn).subquery()
    first = select(found).where(found.c.turn <= MOST_HITS).order_by(found.c.transcript_id, found.c.turn)
    hits: dict[UUID, list[Hit]] = defaultdict(list)
    for row in await work.db.execute(first.execution_options(**asked("passages within reach, asked for above"))):
        hits[row.transcript_id].append(Hit(start=row.start, text=row.text))
    return hits


async def index(work: UnitOfWork, row: TranscriptRow) -> None:
    """Have a transcript found as it is now."""
    row.words = searchable(" ".join([row.name, *(segment.text for segment in row.segments)]))
    await forget(work, row.id)
    work.db.add_all(
        PassageRow(
            studio_id=work.studio_id,
            transcript_id=row.id,
            number=number,
            start=segment.start,
            text=segment.text,
            language=row.language,
            words=searchable(segment.text),
        )
        for number, segment in enumerate(row.segments)
    )


async def forget(work: UnitOfWork, transcript_id: UUID) -> None:
    """Its passages are found no longer."""
    its = delete(PassageRow).where(PassageRow.transcript_id == transcript_id)
    await work.db.execute(its.execution_options(**asked("all of one transcript, which was found within reach")))
