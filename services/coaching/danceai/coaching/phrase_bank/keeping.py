"""Phrases follow the transcripts: found when one is saved, gone with it unless somebody has touched them."""

from uuid import UUID, uuid4

from sqlalchemy import delete

from danceai.coaching.phrase_bank.extracting import Found
from danceai.coaching.phrase_bank.likeness import are_alike
from danceai.coaching.phrase_bank.model_extracting import find_phrases
from danceai.coaching.phrase_bank.tables import PhraseRow, PhraseSourceRow
from danceai.common.contracts.base import Language
from danceai.common.contracts.phrases import ExtractPhrases, PhraseState
from danceai.common.contracts.transcripts import GetTranscript, TranscriptDeleted, TranscriptSaved
from danceai.common.database.reach import asked
from danceai.common.errors import NotFound, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.observability.logs import logger

PHRASES = "phrases"
"""Changed by one at a time in a studio: what is found twice at once must see each other"""
log = logger(__name__)


async def on_transcript_saved(event: TranscriptSaved, work: UnitOfWork) -> None:
    """Look for advice in it."""
    work.enqueue(ExtractPhrases(transcript_id=event.transcript_id, version=event.version))


async def on_transcript_deleted(event: TranscriptDeleted, work: UnitOfWork) -> None:
    """What was found in it alone, and nobody has touched, goes with it."""
    await work.alone(PHRASES)
    before = await _forget_places(work, event.transcript_id)
    await _drop_unsaid(work, before)


async def not_found_out(message: ExtractPhrases, error: ProductError, work: UnitOfWork) -> None:
    """The transcript stands without phrases; saved again, it is looked through again."""
    log.warning("phrases_not_extracted", transcript=str(message.transcript_id), error=error.message)


@job(ExtractPhrases, failed=not_found_out)
async def extract_phrases(message: ExtractPhrases, context: JobContext) -> None:
    """Find the advice in a transcript and keep what is new; what is there already is said in one more place."""
    found: list[Found] = []
    language = None
    try:
        transcript = await context.ask(GetTranscript(transcript_id=message.transcript_id))
    except NotFound:
        transcript = None
    if transcript is not None:
        if transcript.version != message.version:
            return  # saved again since, and looked through by another job
        if transcript.language in list(Language):
            language = Language(transcript.language)
            found = await find_phrases(context, transcript, language)
    async with context.conclude() as work:
        await work.alone(PHRASES)
        before = await _forget_places(work, message.transcript_id)
        if language is not None:
            await _keep(work, message.transcript_id, language, found)
        await _drop_unsaid(work, before)


async def _forget_places(work: UnitOfWork, transcript_id: UUID) -> list[UUID]:
    """No phrase is said in this transcript (any more); answers those that were."""
    query = work.visible(PhraseSourceRow).where(PhraseSourceRow.transcript_id == transcript_id)
    said = list({row.phrase_id for row in await work.all(query)})
    its = delete(PhraseSourceRow).where(PhraseSourceRow.transcript_id == transcript_id)
    await work.db.execute(its.execution_options(**asked("places in one transcript of this studio")))
    return said


async def _keep(work: UnitOfWork, transcript_id: UUID, language: Language, found: list[Found]) -> None:
    known = await work.all(work.visible(PhraseRow).where(PhraseRow.language == language))
    places: set[tuple[UUID, float]] = set()
    for one in found:
        row = next((row for row in known if row.deficit == one.deficit and are_alike(row.text, one.text)), None)
        if row is None:
            row = PhraseRow(
                studio_id=work.studio_id,
                id=uuid4(),
                text=one.text,
                language=language.value,
                deficit=one.deficit,
                dance=one.dance,
                state=PhraseState.NEW.value,
            )
            work.db.add(row)
            known.append(row)
        elif row.dance != one.dance and not row.edited:
            row.dance = None  # said of several
        if (row.id, one.second) not in places:
            places.add((row.id, one.second))
            work.db.add(
                PhraseSourceRow(
                    studio_id=work.studio_id, phrase_id=row.id, transcript_id=transcript_id, second=one.second
                )
            )


async def _drop_unsaid(work: UnitOfWork, phrases: list[UUID]) -> None:
    """Those of these that are said nowhere any more, unless somebody has looked at them."""
    await work.db.flush()
    said = work.visible(PhraseSourceRow).with_only_columns(PhraseSourceRow.phrase_id)
    unsaid = work.visible(PhraseRow).where(
        PhraseRow.id.in_(phrases),
        PhraseRow.id.not_in(said),
        PhraseRow.state == PhraseState.NEW,
        ~PhraseRow.edited,
        PhraseRow.uses == 0,
    )
    for row in await work.all(unsaid):
        await work.db.delete(row)
