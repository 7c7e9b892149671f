"""The library: save, search, read, export. Lists tell of transcripts; the text comes one at a time."""

from uuid import uuid4

from sqlalchemy import ColumnElement, func, literal_column
from sqlalchemy.orm import defer

from danceai.common.contracts.transcripts import (
    LARGEST,
    ExportTranscript,
    GetTranscript,
    SaveTranscript,
    SearchTranscripts,
    Transcript,
    TranscriptFile,
    TranscriptHits,
    TranscriptSummary,
)
from danceai.common.errors import Invalid
from danceai.common.file_names import named_after
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.transcription.export_forms import FORMS
from danceai.transcription.tables import TranscriptRow

SEARCH: ColumnElement[str] = literal_column("search")
WITHOUT_TEXT = (defer(TranscriptRow.segments, raiseload=True), defer(TranscriptRow.words, raiseload=True))


def _to_reply(row: TranscriptRow) -> Transcript:
    return Transcript(id=row.id, name=row.name, dances=row.dances, segments=row.segments)


def _to_summary(row: TranscriptRow) -> TranscriptSummary:
    return TranscriptSummary(
        id=row.id, name=row.name, dances=row.dances, segments=row.segment_count, seconds=row.seconds
    )


async def save_transcript(request: SaveTranscript, work: UnitOfWork) -> Transcript:
    """Add a transcript, or replace one. Raises NotFound, Invalid for more text than one can hold."""
    words = " ".join(segment.text for segment in request.segments)
    if len(words.encode()) > LARGEST:
        raise Invalid(
            f"This transcript has {len(words.encode()) / 1e6:.1f} MB of text; the most is {LARGEST / 1e6:.0f} MB. "
            "Save the lesson in several parts."
        )
    if request.transcript_id:
        row = await work.find(TranscriptRow, request.transcript_id, lock=True)
    else:
        row = TranscriptRow(studio_id=work.studio_id, id=uuid4())
        work.db.add(row)
    row.name, row.dances, row.segments, row.words = request.name, request.dances, request.segments, words
    row.segment_count, row.seconds = len(request.segments), request.segments[-1].end
    return _to_reply(row)


async def search_transcripts(request: SearchTranscripts, work: UnitOfWork) -> TranscriptHits:
    """Transcripts that contain the words, the best ones on one page; everything by name without words."""
    query = work.visible(TranscriptRow).options(*WITHOUT_TEXT)
    if request.words.strip():
        wanted = func.websearch_to_tsquery("simple", request.words)
        best = func.ts_rank(SEARCH, wanted).desc()
        found = query.where(SEARCH.op("@@")(wanted)).order_by(best, TranscriptRow.name).limit(request.limit)
        return TranscriptHits(transcripts=[_to_summary(row) for row in await work.all(found)])
    page = await find_page(work, query, Order(TranscriptRow.name, TranscriptRow.id), request)
    transcripts, following = page.fit([_to_summary(row) for row in page.rows])
    return TranscriptHits(transcripts=transcripts, next_cursor=following)


async def get_transcript(request: GetTranscript, work: UnitOfWork) -> Transcript:
    """A transcript with its text."""
    return _to_reply(await work.find(TranscriptRow, request.transcript_id))


async def export_transcript(request: ExportTranscript, work: UnitOfWork) -> TranscriptFile:
    """A transcript as a file."""
    row = await work.find(TranscriptRow, request.transcript_id)
    return TranscriptFile(
        file_name=named_after(row.name, f".{request.form}"), content=FORMS[request.form](row.segments)
    )
