"""Following over cuts: within each shot as if it were alone, and the same two throughout."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from danceai.common.poses import SEEN
from danceai.common.skeleton import BODY_JOINTS, TRUNK_AND_ARMS
from danceai.pose.runs.plan_run import cut_into_segments
from danceai.pose.tracking.follow import CoupleTrack, TrackingState, follow_couple
from danceai.pose.tracking.hints import Hints, Identity
from danceai.pose.tracking.shots import find_shots
from synthetic_couple.knobs import Knobs
from tests.pose.support.seeing import FOLLOW, LEAD, Sight, cached_performance
from tests.pose.support.shots import Clip, cut_together, film, film_audience, film_couple, film_others
from tests.support.figures import FigureBook

ASTRAY = 0.2
"""Distance from the own dancer (in body heights) that means somebody else was followed"""
SHAKE = 12
"""Pixels that noise may move two trunks when one dancer is exactly behind the other"""
WALTZ = Knobs(seconds=4, heading="circling")
OTHERS = (
    Knobs(seconds=4, dance="tango", heading="profile", camera_angle=30),
    Knobs(seconds=3, dance="quickstep", heading="circling", camera_distance=4.2),
    Knobs(seconds=4, dance="slow_foxtrot", heading="open", camera_angle=-40, camera_distance=7),
    Knobs(seconds=3, dance="viennese_waltz", heading="circling", camera_angle=70),
)
"""Other dances, headings and sizes in the picture"""


def _follow(clip: Clip, cuts: Sequence[int] | None = None, hints: Hints | None = None) -> CoupleTrack:
    return follow_couple(clip.bodies, clip.frames, clip.fps, hints, clip.cuts if cuts is None else cuts)


def _find_right(track: CoupleTrack, clip: Clip) -> NDArray[np.bool_]:
    """(frames,) both dancers known, each as himself."""
    own = clip.truth[:, :, TRUNK_AND_ARMS].mean(axis=2)
    height = np.ptp(clip.truth[..., 1], axis=2).mean(1, keepdims=True)
    found = track.poses.joints(TRUNK_AND_ARMS).xy.mean(2)
    away, crossed = (np.linalg.norm(found - place, axis=2) for place in (own, own[:, ::-1]))
    return np.asarray((away < ASTRAY * height).all(1) & (away.sum(1) < crossed.sum(1) + SHAKE))


def _count_lost(joined: Clip, clips: Sequence[Clip], cuts: Sequence[int] | None = None) -> int:
    """Frames in which both are found while a clip is followed alone, and not while all are followed together."""
    together = _find_right(_follow(joined, cuts), joined)
    each = {id(clip): _find_right(_follow(clip), clip).sum() for clip in clips}
    alone = [each[id(clip)] for clip in clips]
    starts = np.cumsum([0, *(clip.frames for clip in clips)])
    return int(sum(max(0, a - together[s:e].sum()) for a, s, e in zip(alone, starts[:-1], starts[1:], strict=True)))


@pytest.mark.parametrize(("fps", "times"), [(25, 10), (30, 2), (50, 3), (60, 3)])
def test_a_clip_played_again_and_again_is_found_each_time(fps: int, times: int, figure: FigureBook) -> None:
    clip = film_couple(replace(WALTZ, fps=fps))
    joined = cut_together([clip] * times)
    lost = sum(_count_lost(joined, [clip] * times, cuts) for cuts in (joined.cuts, ()))
    assert figure(f"tracking.lost_to_cuts.loops_{fps}", lost, "frames", "= 0").reached


def test_other_dances_headings_and_sizes_are_joined(figure: FigureBook) -> None:
    clips = [film_couple(knobs) for knobs in (WALTZ, *OTHERS)]
    lost = sum(
        _count_lost(cut_together(order), order) for order in (clips, clips[::-1], [clips[0], clips[3], clips[0]])
    )
    assert figure("tracking.lost_to_cuts.other_dances", lost, "frames", "= 0").reached


@pytest.mark.parametrize("others", ["audience", "another couple", "couple of a man alike"])
def test_a_cut_to_somebody_else_and_back_shows_nobody(others: str, figure: FigureBook) -> None:
    ours = film_couple(WALTZ)
    strangers = film_audience(WALTZ) if others == "audience" else film_others(OTHERS[0], alike="alike" in others)
    joined = cut_together([ours, strangers, ours])
    track = _follow(joined)
    begin, end = joined.cuts
    assert not track.seen[begin:end].any()
    assert not track.poses.known[begin:end].any()
    assert (track.states[begin:end] == TrackingState.FIRST).all()
    alone = _find_right(_follow(ours), ours).sum()
    found = _find_right(track, joined)
    lost = 2 * alone - found[:begin].sum() - found[end:].sum()
    assert figure(f"tracking.lost_to_cuts.{others.replace(' ', '_')}", lost, "frames", "= 0").reached


def test_those_who_look_alike_are_joined_by_stature_and_hold(figure: FigureBook) -> None:
    right = []
    for seed in range(4):
        clips = [film(cached_performance(knobs), Sight(alike=True), seed) for knobs in (WALTZ, OTHERS[0], OTHERS[1])]
        joined = cut_together(clips)
        right.append(_find_right(_follow(joined), joined).mean())
        alone = np.mean(np.concatenate([_find_right(_follow(clip), clip) for clip in clips]))
        assert right[-1] >= alone - 0.01
    assert figure("tracking.identity.look_alikes_over_cuts", np.mean(right), "share", ">= 0.95").reached


def test_a_cut_that_is_none_changes_nothing() -> None:
    clip = film_couple(WALTZ)
    once, cut = _follow(clip), _follow(clip, [40, 41, 90])
    np.testing.assert_array_equal(once.poses.stacked(), cut.poses.stacked())


def test_a_cut_told_while_nobody_is_seen_harms_little() -> None:
    clip = film_couple(WALTZ)
    gap = (clip.bodies.frame >= 60) & (clip.bodies.frame < 70)
    hidden = replace(clip, bodies=clip.bodies.chosen(~gap))
    assert find_shots(hidden.bodies, hidden.frames, hidden.fps, [65])
    once, cut = _find_right(_follow(hidden), hidden), _find_right(_follow(hidden, [65]), hidden)
    assert cut.sum() >= once.sum() - 2


def test_nothing_is_inferred_or_smoothed_over_a_cut() -> None:
    first, second = film_couple(WALTZ).part(0, 75), film_couple(OTHERS[1])
    hidden = replace(first, bodies=first.bodies.chosen(first.bodies.frame < 65))
    joined = cut_together([hidden, second])
    poses = _follow(joined).poses.joints(BODY_JOINTS)
    away = np.linalg.norm(poses.xy - joined.truth, axis=-1)
    assert np.nanmedian(np.linalg.norm(joined.truth[75] - joined.truth[74], axis=-1)) > 60, "they hop"
    assert np.nanmedian(away[75:78]) < 8
    assert not (poses.confidence[69:75] >= SEEN).any()


def test_a_name_holds_in_every_shot() -> None:
    clip = film_couple(WALTZ)
    joined = cut_together([clip, film_couple(OTHERS[0]), clip])
    both = np.flatnonzero(np.bincount(joined.bodies.frame) == 2)
    frame = int(both[both > joined.cuts[1] + 20][0])
    for role in (LEAD, FOLLOW):
        x, y = joined.truth[frame, FOLLOW, TRUNK_AND_ARMS].mean(0)
        track = _follow(joined, None, Hints(identities=[Identity(frame, x, y, role)]))
        assert track.lead_certainty == 1
        assert (_find_right(track, joined).mean() > 0.7) == (role == FOLLOW)


def test_missed_cuts_are_found_by_the_bodies() -> None:
    clips = [film_couple(knobs) for knobs in (WALTZ, *OTHERS)]
    joined = cut_together(clips)
    found = [first for first, _ in find_shots(joined.bodies, joined.frames, joined.fps)][1:]
    assert np.abs(np.array(found)[:, None] - joined.cuts).min(1).max() <= 3, "and none that is not there"
    assert len(found) >= len(joined.cuts) - 1


def test_segments_begin_at_cuts() -> None:
    segments = cut_into_segments(300, 30, [70, 75, 299, 300, 400])
    assert {70, 75, 299} <= {first for first, _ in segments}
    assert [f for first, last in segments for f in range(first, last)] == list(range(300))
    assert all(last - first <= 3.4 * 30 for first, last in segments)
