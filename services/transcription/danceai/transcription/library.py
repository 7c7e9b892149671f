"""The library: save, search, export."""

from uuid import uuid4

from sqlalchemy import ColumnElement, func, literal_column

from danceai.common.contracts.transcripts import (
    ExportTranscript,
    SaveTranscript,
    SearchTranscripts,
    Transcript,
    TranscriptFile,
    TranscriptHits,
)
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.transcription.export_forms import FORMS
from danceai.transcription.tables import TranscriptRow

MOST_HITS = 20
SEARCH: ColumnElement[str] = literal_column("search")


def _to_reply(row: TranscriptRow) -> Transcript:
    return Transcript(id=row.id, name=row.name, dances=row.dances, segments=row.segments)


async def save_transcript(request: SaveTranscript, work: UnitOfWork) -> Transcript:
    """Add a transcript, or replace one. Raises NotFound."""
    if request.transcript_id:
        row = await work.find(TranscriptRow, request.transcript_id, lock=True)
    else:
        row = TranscriptRow(studio_id=work.studio_id, id=uuid4())
        work.db.add(row)
    row.name, row.dances, row.segments = request.name, request.dances, request.segments
    row.words = " ".join(segment.text for segment in request.segments)
    return _to_reply(row)


async def search_transcripts(request: SearchTranscripts, work: UnitOfWork) -> TranscriptHits:
    """Transcripts that contain the words, best first; everything by name without words."""
    query = work.visible(TranscriptRow).limit(MOST_HITS)
    if request.words.strip():
        wanted = func.websearch_to_tsquery("simple", request.words)
        query = query.where(SEARCH.op("@@")(wanted)).order_by(func.ts_rank(SEARCH, wanted).desc())
    rows = await work.all(query.order_by(TranscriptRow.name))
    return TranscriptHits(transcripts=[_to_reply(row) for row in rows])


async def export_transcript(request: ExportTranscript, work: UnitOfWork) -> TranscriptFile:
    """A transcript as a file."""
    row = await work.find(TranscriptRow, request.transcript_id)
    safe = "".join(c if c.isalnum() or c in " -_" else "_" for c in row.name)
    return TranscriptFile(file_name=f"{safe}.{request.form}", content=FORMS[request.form](row.segments))
