"""What must be known before scores are read: how the video is, and what in it is a guess. Pure."""

from collections.abc import Mapping

from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import LEAD_CERTAIN
from danceai.common.contracts.scores import Notice
from danceai.scoring.movement.tracks import CoupleTracks

LEAST_SEEN = 0.8
"""Share of the counted time. What is lost beyond it is told first, not by percentages beside the scores alone"""


def find_notices(couples: Mapping[Camera, CoupleTracks], lead_certainty: Mapping[Camera, float]) -> list[Notice]:
    """The gravest kind first, by camera within it. lead_certainty: of the cameras about which it is to be asked."""
    lost = {camera: 1 - couple.seen for camera, couple in couples.items() if couple.seen < LEAST_SEEN}
    unsure = {camera: certainty for camera, certainty in lead_certainty.items() if certainty < LEAD_CERTAIN}
    shots = {camera: len(couple.shots.cuts) + 1 for camera, couple in couples.items() if couple.shots.cuts}
    return [
        *(Notice(code="lead_unsure", camera=camera, value=round(value, 3)) for camera, value in sorted(unsure.items())),
        *(Notice(code="couple_lost", camera=camera, value=round(value, 3)) for camera, value in sorted(lost.items())),
        *(Notice(code="shots", camera=camera, value=value) for camera, value in sorted(shots.items())),
    ]
