"""Who leads, in short clips and in clips that the couple leaves: right, or told as uncertain."""

from dataclasses import replace

import numpy as np
import pytest

from danceai.common.contracts.poses import LEAD_CERTAIN
from danceai.pose.tracking.follow import CoupleTrack, follow_couple
from danceai.pose.tracking.hints import Hints, Identity
from synthetic_couple.knobs import DANCES, Knobs
from synthetic_couple.performance import Performance, perform
from tests.pose.support.seeing import FOLLOW, LEAD, Sight, cached_performance, knobs
from tests.pose.support.shots import Clip, film
from tests.support.figures import FigureBook

CLIPS = 50


def _grow(performance: Performance, share: float) -> Performance:
    """The follow so much taller, standing where she stands."""
    keypoints = performance.keypoints.copy()
    soles, middle = keypoints[:, FOLLOW, :, 1].max(1), keypoints[:, FOLLOW, :, 0].mean(1)
    foot = np.stack([middle, soles], 1)[:, None]
    keypoints[:, FOLLOW] = foot + share * (keypoints[:, FOLLOW] - foot)
    return replace(performance, keypoints=keypoints)


def _leave(clip: Clip, width: int) -> Clip:
    """The couple walks out of the picture in the second half: who is outside is not seen."""
    way = np.maximum(np.linspace(-1, 1, clip.frames), 0) * width
    xy = clip.bodies.keypoints.xy
    xy[..., 0] += way[clip.bodies.frame][:, None]
    inside = (xy[:, :17, 0] < width).mean(1) > 0.5
    truth = clip.truth + np.stack([way, 0 * way], 1)[:, None, None]
    return replace(clip, bodies=clip.bodies.chosen(inside), truth=truth)


def _leads(track: CoupleTrack, clip: Clip) -> bool:
    """Whether the one taken for the lead is the lead, where both were seen."""
    found, there = track.poses.xy[:, :, 5:13].mean(2), track.seen.all(1)
    own = clip.truth[:, :, 5:13].mean(2)
    kept, crossed = (np.linalg.norm(found - place, axis=2)[there].sum() for place in (own, own[:, ::-1]))
    return bool(kept < crossed)


def test_short_and_leaving_clips_of_couples_of_any_statures(figure: FigureBook) -> None:
    rng, right, certain = np.random.default_rng(11), [], []
    for number in range(CLIPS):
        performed = Knobs(
            dance=sorted(DANCES)[number % len(DANCES)],
            heading=("circling", "profile")[number % 2],
            seconds=rng.uniform(2, 4),
            fps=float(rng.choice([25, 30, 50])),
            camera_angle=rng.uniform(-180, 180),
            camera_distance=rng.uniform(4.2, 8),
            first_beat=rng.uniform(0.1, 0.6),
        )
        clip = film(_grow(perform(performed), rng.normal(1, 0.03)), Sight(pixels=4), number)
        clip = _leave(clip, performed.width) if number % 3 == 0 else clip
        track = follow_couple(clip.bodies, clip.frames, clip.fps)
        right.append(_leads(track, clip))
        certain.append(track.lead_certainty)
    sure = np.array(certain) >= LEAD_CERTAIN
    figure("tracking.lead_certain", sure.mean(), "share")
    assert figure("tracking.lead_right", float(np.mean(right)), "share", ">= 0.98").reached
    assert not (sure & ~np.array(right)).any(), "who is wrong is told as uncertain"


@pytest.mark.parametrize("share", [0.95, 1.05, 1.1, 1.15])
def test_a_tall_follow_is_no_lead_once_the_hold_was_seen_from_all_sides(share: float) -> None:
    clip = film(_grow(cached_performance(knobs("circling")), share), Sight(), 1)
    assert _leads(follow_couple(clip.bodies, clip.frames, clip.fps), clip)


def test_without_a_hold_or_a_difference_nobody_is_certain() -> None:
    performance = cached_performance(knobs("open", 3))
    twins = performance.keypoints.copy()
    twins[:, FOLLOW] = twins[:, LEAD] + np.array([400.0, 0])
    clip = film(replace(performance, keypoints=twins), Sight(), 1)
    assert follow_couple(clip.bodies, clip.frames, clip.fps).lead_certainty < LEAD_CERTAIN


def test_what_people_say_is_certain() -> None:
    clip = film(cached_performance(knobs("profile", 3)), Sight(lost=0, merged=0), 1)
    x, y = clip.truth[40, FOLLOW, 5:13].mean(0)
    track = follow_couple(clip.bodies, clip.frames, clip.fps, Hints(identities=[Identity(40, x, y, LEAD)]))
    assert track.lead_certainty == 1
    assert not _leads(track, clip)
