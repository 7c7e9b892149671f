"""The camera angle: told as a line of the quality report, and what it forbids."""

import pytest

from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera, Dance, Verdict
from danceai.common.contracts.scores import CameraFacts, Result
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import JOINT_COUNT
from danceai.scoring.analyses.score import Filmed, assess
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.support.films import describe_video
from tests.support.synthetic import couple_poses


def _assess(poses: KeyPoints) -> Result:
    return assess({Camera.A: Filmed(poses, describe_video(len(poses)), None, 1.0)}, Dance.WALTZ, Configuration())


@pytest.mark.parametrize(
    ("camera_angle", "view", "verdict"),
    [(-40.0, "front", Verdict.GOOD), (20.0, "diagonal", Verdict.GOOD), (48.0, "side", Verdict.UNUSABLE)],
)
def test_the_camera_angle_is_a_line_of_the_quality_report(camera_angle: float, view: str, verdict: Verdict) -> None:
    result = _assess(couple_poses(perform(Knobs(seconds=4, camera_angle=camera_angle))))
    facts = result.cameras[Camera.A]
    assert facts.view == view
    assert facts.angle is not None
    assert (facts.angle.name, facts.angle.verdict) == ("camera_angle", verdict)
    assert facts.angle.measured.startswith(f"{view} view")
    assert facts.angle.facts["way"] == view, "by which other languages say it"
    assert bool(facts.angle.advice) == (view == "side"), "what is good needs no advice"
    if view == "side":
        assert all(component.score is None for component in result.components)


def test_nobody_in_the_picture_has_no_angle() -> None:
    assert _assess(KeyPoints.unknown(90, 2, JOINT_COUNT)).cameras[Camera.A].angle is None


def test_what_was_stored_before_has_no_angle() -> None:
    assert CameraFacts.model_validate({"view": "front", "coverage": 0.93}).angle is None
