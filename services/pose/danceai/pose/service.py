"""Pose: every body in every frame, and the couple among them."""

from danceai.common.messaging.service import Service
from danceai.pose import people, runs, segments, tracking

service = Service(
    "pose",
    requests=[people.models, people.find_people],
    jobs=[runs.plan, segments.run, tracking.run],
    events=[runs.on_analysis_cancelled],
)
