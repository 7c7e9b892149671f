"""Scoring: the life of an analysis, from checked videos to scores, overlay and report."""

from danceai.common.messaging.service import Service
from danceai.scoring import analyses, listening, overlay, score
from danceai.scoring.report import writing

service = Service(
    "scoring",
    requests=[
        analyses.start,
        analyses.get,
        analyses.every,
        analyses.cancel,
        analyses.retry,
        analyses.rescore,
        analyses.get_file,
        analyses.get_poses_key,
    ],
    jobs=[listening.begin, score.run, overlay.run, writing.run],
    events=[
        listening.on_video_ready,
        listening.on_video_rejected,
        listening.on_pose_finished,
        listening.on_pose_failed,
        listening.on_evaluation_written,
        listening.on_evaluation_failed,
    ],
)
