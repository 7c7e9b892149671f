"""The evaluate job: a text for the report, told to scoring as an event; and what pages show of it."""

from dataclasses import replace
from uuid import UUID

from danceai.coaching.evaluations.model_writer import write_with_model
from danceai.coaching.evaluations.plain_text import write_plain
from danceai.coaching.evaluations.quoting import find_quotes
from danceai.coaching.evaluations.rule_writer import write
from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.names import roles_of, without_names
from danceai.coaching.phrase_bank.sampling import forget_uses
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import Purpose
from danceai.coaching.tables import ChatMessageRow, ChatRow, EvaluationRow
from danceai.common.contracts.analyses import AnalysisDeleted
from danceai.common.contracts.base import Dance, Insight, Language
from danceai.common.contracts.coaching import EvaluationFailed, EvaluationWritten, WriteEvaluation
from danceai.common.contracts.couples import Couple, GetCouple
from danceai.common.contracts.evaluations import Evaluation, GetEvaluation, Paragraph, Statement
from danceai.common.contracts.videos import GetDanceSession
from danceai.common.errors import NotFound, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork

RULES, MODEL = "rules", "model"


async def failed(message: WriteEvaluation, error: ProductError, work: UnitOfWork) -> None:
    """No text for this analysis."""
    work.announce(
        EvaluationFailed(
            analysis_id=message.analysis_id,
            attempt=message.attempt,
            code=error.reported_code,
            message=error.message,
            final=error.final,
        )
    )


async def _written(work: UnitOfWork, message: WriteEvaluation) -> EvaluationRow | None:
    of_attempt = work.visible(EvaluationRow).where(
        EvaluationRow.analysis_id == message.analysis_id, EvaluationRow.attempt == message.attempt
    )
    return await work.first(of_attempt)


async def earlier_scores(
    work: UnitOfWork, couple_id: UUID | None, dance: Dance, analysis_id: UUID, session_id: UUID | None
) -> dict[str, float] | None:
    """Scores the last time before this recording that a couple danced this dance; None where there is none."""
    if couple_id is None:
        return None
    this = await work.first(work.visible(EvaluationRow).where(EvaluationRow.analysis_id == analysis_id))
    before = work.visible(EvaluationRow).where(
        EvaluationRow.couple_id == couple_id,
        EvaluationRow.dance == dance.value,
        EvaluationRow.session_id != session_id,
        EvaluationRow.scores != {},
    )
    if this is not None:
        before = before.where(EvaluationRow.created_at < this.created_at)
    row = await work.first(before.order_by(EvaluationRow.created_at.desc()))
    return row.scores if row else None


def level_of(couple: Couple) -> str:
    """Tier and level in words: as declared, or as computed."""
    return " ".join(part for part in (couple.tier, couple.level or couple.computed_level) if part)


async def _gather(message: WriteEvaluation, context: JobContext) -> Subject:
    """What is known of the couple beside the result; of an order from before that was asked for, the result alone."""
    subject = Subject(message.dance, message.language, message.insight, message.result, message.words)
    deficits = [name for name, _ in subject.grouped_faults()]
    async with context.transaction() as work:
        earlier = await earlier_scores(work, message.couple_id, message.dance, message.analysis_id, message.session_id)
        principles, phrases = await find_quotes(
            work, message.couple_id, message.dance, message.language, deficits, analysis_id=message.analysis_id
        )
    subject = replace(subject, earlier=earlier, principles=principles, phrases=phrases)
    if not CoachingSettings.of(context).has_model or message.couple_id is None or message.session_id is None:
        return subject
    couple = await context.ask(GetCouple(couple_id=message.couple_id))
    session = await context.ask(GetDanceSession(session_id=message.session_id))
    return replace(subject, level=level_of(couple), note=without_names(session.notes, roles_of(couple)))


@job(WriteEvaluation, failed=failed)
async def write_evaluation(message: WriteEvaluation, context: JobContext) -> None:
    """Write the evaluation in the report's language and keep it. Asked again, tell what was kept."""
    async with context.transaction() as work:
        known = await _written(work, message)
    row = known or await _write(message, context)
    async with context.conclude() as work:
        if known is None:
            work.db.add(row)
        work.announce(
            EvaluationWritten(
                analysis_id=row.analysis_id, attempt=row.attempt, language=Language(row.language), text=row.text
            )
        )


async def _write(message: WriteEvaluation, context: JobContext) -> EvaluationRow:
    subject = await _gather(message, context)
    purpose = Purpose("evaluation", context.actor.user_id, message.analysis_id)
    made = await write_with_model(context, subject, purpose)
    paragraphs = made.paragraphs or write(subject)
    return EvaluationRow(
        studio_id=context.studio_id,
        analysis_id=message.analysis_id,
        attempt=message.attempt,
        language=message.language.value,
        text=write_plain(paragraphs, message.language),
        writer=MODEL if made.paragraphs else RULES,
        couple_id=message.couple_id,
        session_id=message.session_id,
        dance=message.dance.value,
        insight=message.insight.value,
        model=CoachingSettings.of(context).model if made.paragraphs else "",
        fallback=made.fallback,
        cost=made.cost,
        paragraphs=paragraphs,
        words=message.words,
        scores={row.code: row.score for row in message.result.scored if row.score is not None},
    )


async def evaluation_of(work: UnitOfWork, analysis_id: UUID) -> EvaluationRow:
    """That of the last attempt. Raises NotFound before there is one, Forbidden where it is out of reach."""
    try:
        return await work.find_last(EvaluationRow, analysis_id)
    except NotFound:
        raise NotFound("There is no evaluation of this analysis yet.", code="not_evaluated") from None


async def get_evaluation(request: GetEvaluation, work: UnitOfWork) -> Evaluation:
    """The last attempt's."""
    row = await evaluation_of(work, request.analysis_id)
    return Evaluation(
        analysis_id=row.analysis_id,
        language=Language(row.language),
        insight=Insight(row.insight),
        writer=MODEL if row.writer == MODEL else RULES,
        model=row.model,
        fallback=row.fallback,
        cost=row.cost,
        paragraphs=row.paragraphs or [_whole(line) for line in row.text.split("\n")],
    )


def _whole(line: str) -> Paragraph:
    """A paragraph of a text from before there were parts."""
    return Paragraph(kind="opening", statements=[Statement(role="statement", text=line)])


async def forget_texts(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """Its texts go with it, what was said of it, and that phrases were used in it; what that has cost stays."""
    await forget_uses(work, event.analysis_id)
    chats = await work.all(work.visible(ChatRow).where(ChatRow.analysis_id == event.analysis_id))
    said = work.visible(ChatMessageRow).where(ChatMessageRow.chat_id.in_([chat.id for chat in chats]))
    evaluations = work.visible(EvaluationRow).where(EvaluationRow.analysis_id == event.analysis_id)
    for row in [*await work.all(said), *chats, *await work.all(evaluations)]:
        await work.db.delete(row)
