"""What is measured at all, for whoever shows results."""

from danceai.common.contracts.scores import ListMetrics, MetricCatalogue
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.scoring.descriptions import describe_metrics


async def list_metrics(request: ListMetrics, work: UnitOfWork) -> MetricCatalogue:
    """Names, units and sentences of every metric in a language."""
    return describe_metrics(request.language)
