"""What others tell coaching: analyses that are gone."""

from danceai.coaching.conversations.reading import forget_analysis
from danceai.coaching.evaluations.writing import forget_texts
from danceai.common.contracts.analyses import AnalysisDeleted
from danceai.common.frame.unit_of_work import UnitOfWork


async def on_analysis_deleted(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """What was written about it goes; what people have said to one another stays."""
    await forget_texts(event, work)
    await forget_analysis(event, work)
