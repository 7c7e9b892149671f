"""The evaluate job: a text for the report, told to scoring as an event."""

from danceai.coaching.tables import EvaluationRow
from danceai.coaching.template_writer import write
from danceai.common.contracts.analyses import AnalysisDeleted
from danceai.common.contracts.base import Language
from danceai.common.contracts.coaching import EvaluationFailed, EvaluationWritten, WriteEvaluation
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork


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


@job(WriteEvaluation, failed=failed)
async def write_evaluation(message: WriteEvaluation, context: JobContext) -> None:
    """Write the evaluation in the report's language and keep it. Asked again, tell what was kept."""
    text = write(message.result, message.dance, message.language, message.words)
    async with context.conclude() as work:
        of_attempt = work.visible(EvaluationRow).where(
            EvaluationRow.analysis_id == message.analysis_id, EvaluationRow.attempt == message.attempt
        )
        row = await work.first(of_attempt)
        if row is None:
            row = EvaluationRow(
                studio_id=work.studio_id,
                analysis_id=message.analysis_id,
                attempt=message.attempt,
                language=message.language.value,
                text=text,
                writer="template",
            )
            work.db.add(row)
        work.announce(
            EvaluationWritten(
                analysis_id=row.analysis_id, attempt=row.attempt, language=Language(row.language), text=row.text
            )
        )


async def on_analysis_deleted(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """Its texts go with it."""
    for row in await work.all(work.visible(EvaluationRow).where(EvaluationRow.analysis_id == event.analysis_id)):
        await work.db.delete(row)
