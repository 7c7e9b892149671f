"""Pose: every body in every frame, and the couple among them."""

from danceai.common.messaging.service import Service
from danceai.pose import model_store, models, people, runs, segments, tracking

service = Service(
    "pose",
    requests=[models.listed, models.register, models.edit, people.find_people],
    jobs=[runs.plan, segments.run, tracking.run],
    events=[runs.on_analysis_cancelled],
    start=model_store.seed,
)
