"""Coaching: what the numbers mean, in words."""

from danceai.coaching import evaluating
from danceai.common.contracts.coaching import EvaluationFailed, EvaluationWritten
from danceai.common.frame.service import Service

service = Service(
    "coaching",
    jobs=[evaluating.write_evaluation],
    events=[evaluating.on_analysis_deleted],
    tells=[EvaluationWritten, EvaluationFailed],
)
