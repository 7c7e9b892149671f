"""The couple as metrics see it: joints over time, midpoints, scale and the floor. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.videos import VideoFacts
from danceai.common.poses import SEEN, KeyPoints, read_couple
from danceai.common.skeleton import ANKLES, HIPS, SHOULDERS
from danceai.scoring.movement.jitter import Jitter
from danceai.scoring.movement.series import Floats
from danceai.scoring.movement.shots import ONE_SHOT, Shots

JOIN = 0.2
"""Seconds on each side of a cut: more than anything is smoothed over, less than a step lasts"""


MISPLACED = 0.07
"""Trunk heights, standard deviation along each axis: where networks see a joint all the time, from where it is. On
rendered couples .03 to .12 for heads, shoulders and hips of both kinds of network that were measured"""
SIDES = 197
"""Seed of the sides to which joints are misplaced, each to one and to the other: with it already the first two sides
move leans, heads, elbows, hands, lengths and places by what very many would (within 20 %)"""


@dataclass(frozen=True)
class PersonTrack:
    """One dancer's joints over time."""

    keypoints: KeyPoints
    """(frames, 133) in double; places of joints that were not seen are unknown, their confidence is 0 or what it was"""
    fps: float
    shots: Shots = ONE_SHOT

    @property
    def xy(self) -> Floats:
        """(frames, 133, 2) pixels of the rendition (y down), NaN where unknown."""
        return np.asarray(self.keypoints.xy, np.float64)

    @property
    def confidence(self) -> Floats:
        """(frames, 133)."""
        return np.asarray(self.keypoints.confidence, np.float64)

    @property
    def frames(self) -> int:
        """Number of frames."""
        return len(self.keypoints)

    def joint(self, index: int) -> Floats:
        """(frames, 2) pixels."""
        return self.xy[:, index]

    def midpoint(self, pair: tuple[int, int]) -> Floats:
        """(frames, 2) between two joints; NaN when either is unknown."""
        return (self.xy[:, pair[0]] + self.xy[:, pair[1]]) / 2

    def only_where(self, counted: NDArray[np.bool_]) -> "PersonTrack":
        """The same, seen nowhere in frames that do not count (frames,)."""
        xy = np.where(counted[:, None, None], self.xy, np.nan)
        return replace(self, keypoints=KeyPoints(xy, self.keypoints.confidence))

    def calm(self, values: Floats, seconds: float) -> Floats:
        """Median (frames, ...) of values over some seconds around each frame, each shot for itself."""
        return self.shots.rolling_median(values, round(seconds * self.fps))

    @cached_property
    def trunk(self) -> Floats:
        """(frames, 2) vector from mid-hip up to mid-shoulder."""
        return self.midpoint(SHOULDERS) - self.midpoint(HIPS)

    @cached_property
    def scale(self) -> float:
        """Trunk height in pixels, the unit of length: median over the video."""
        lengths = np.hypot(*self.trunk.T)
        return float(np.nanmedian(lengths)) if np.isfinite(lengths).any() else float("nan")

    @cached_property
    def scale_at(self) -> Floats:
        """(frames,) trunk height smoothed over two seconds: follows a couple that comes nearer."""
        return self.calm(np.hypot(*self.trunk.T), 2)

    @cached_property
    def inclination(self) -> Floats:
        """(frames,) degrees of the trunk from the vertical, positive to image right."""
        return np.asarray(np.degrees(np.arctan2(self.trunk[:, 0], -self.trunk[:, 1])))

    @cached_property
    def ground(self) -> Floats:
        """(frames,) y of the floor under the dancer, pixels: the lower ankle, median over 1.5 s."""
        lower = np.fmax(self.xy[:, ANKLES[0], 1], self.xy[:, ANKLES[1], 1])
        return self.calm(lower, 1.5)

    @cached_property
    def height_above_floor(self) -> Floats:
        """(frames,) mid-hip above the standing foot, in trunk heights."""
        return (self.ground - self.midpoint(HIPS)[:, 1]) / self.scale_at


@dataclass(frozen=True)
class CoupleTracks:
    """Lead and follow over the same frames of one camera.

    Where the video has several shots, each is zoomed to one size of the couple, and the moment about a cut is excluded:
    speeds and smoothing see the two sides of it as apart.
    """

    lead: PersonTrack
    follow: PersonTrack
    fps: float
    width: int
    height: int
    counted: NDArray[np.bool_]
    """(frames,) False where somebody has excluded the frame: it is neither measured nor missed"""

    @classmethod
    def of(cls, poses: KeyPoints, fps: float, width: int, height: int, cuts: Sequence[int] = ()) -> "CoupleTracks":
        """From (frames, 2, 133); joints that were not seen are unknown. cuts: frames at which another shot begins."""
        shots = Shots(tuple(cut for cut in cuts if 0 < cut < len(poses)))
        confidence = np.nan_to_num(poses.confidence.astype(np.float64))
        xy = np.where((confidence >= SEEN)[..., None], poses.xy.astype(np.float64), np.nan)
        xy = shots.zoom(xy)
        lead, follow = (PersonTrack(KeyPoints(xy[:, p], confidence[:, p]), fps, shots) for p in range(2))
        whole = cls(lead, follow, fps, width, height, np.ones(len(poses), bool))
        return whole.without([(cut / fps - JOIN, cut / fps + JOIN) for cut in shots.cuts])

    def without(self, spans: Sequence[tuple[float, float]]) -> "CoupleTracks":
        """The same with some spans (from, to in seconds) excluded."""
        counted = self.counted.copy()
        for start, end in spans:
            counted &= (self.times < start) | (self.times > end)
        lead, follow = (person.only_where(counted) for person in self.people)
        return replace(self, lead=lead, follow=follow, counted=counted)

    def count_excluded(self, starts: Floats, ends: Floats) -> NDArray[np.intp]:
        """(n,) frames that do not count between each start and its end (n,), seconds."""
        before = np.concatenate([[0], np.cumsum(~self.counted)])
        return np.asarray(before[np.searchsorted(self.times, ends)] - before[np.searchsorted(self.times, starts)])

    @cached_property
    def jitter(self) -> Jitter:
        """How far every joint of both is off, in pixels."""
        xy = np.stack([person.xy for person in self.people], 1)
        confidence = np.stack([person.confidence for person in self.people], 1)
        return Jitter.of(KeyPoints(xy, confidence), self.fps, self.shots)

    def shaken(self, number: int) -> "CoupleTracks":
        """The same with as much jitter again as it has, and joints as far from their places again, for each number."""
        drawn = self.jitter.draw(number)
        if np.isfinite(self.scale):
            side = np.random.default_rng((number // 2, SIDES)).normal(size=drawn.shape[1:])
            drawn += MISPLACED * self.scale * (side if number % 2 else -side)
        lead, follow = (
            replace(person, keypoints=KeyPoints(person.xy + drawn[:, slot], person.keypoints.confidence))
            for slot, person in enumerate(self.people)
        )
        return replace(self, lead=lead, follow=follow)

    @property
    def shots(self) -> Shots:
        """What the video is put together of."""
        return self.lead.shots

    def calm(self, values: Floats, seconds: float) -> Floats:
        """Median (frames, ...) of values over some seconds around each frame, each shot for itself."""
        return self.lead.calm(values, seconds)

    @cached_property
    def seen(self) -> float:
        """Share of the counted frames in which the couple is there, 1 where none counts: of each trunk half is seen.

        Arms and legs that a partner hides are no reason to speak of a lost couple.
        """
        known = np.stack([person.confidence[:, [*SHOULDERS, *HIPS]] >= SEEN for person in self.people])
        return float((known.mean(2) >= 0.5).all(0)[self.counted].mean()) if self.counted.any() else 1.0

    @property
    def people(self) -> tuple[PersonTrack, PersonTrack]:
        """Lead, follow."""
        return self.lead, self.follow

    @property
    def frames(self) -> int:
        """Number of frames."""
        return self.lead.frames

    @property
    def times(self) -> Floats:
        """(frames,) seconds."""
        return np.arange(self.frames) / self.fps

    @cached_property
    def middle(self) -> Floats:
        """(frames, 2) between both mid-hips, pixels."""
        return (self.lead.midpoint(HIPS) + self.follow.midpoint(HIPS)) / 2

    @cached_property
    def scale(self) -> float:
        """Trunk height of the couple, pixels."""
        return float(np.nanmean([self.lead.scale, self.follow.scale]))


def towards(own: PersonTrack, other: PersonTrack) -> Floats:
    """(frames,) +1 where the partner stands to the right in the picture, -1 to the left; one-second median."""
    return np.asarray(np.sign(own.calm((other.midpoint(HIPS) - own.midpoint(HIPS))[:, 0], 1)))


def read_tracks(data: bytes, facts: VideoFacts, *, swapped: bool = False) -> tuple[KeyPoints, CoupleTracks]:
    """What pose has stored of one camera, as poses (frames, 2, 133) with the lead first and as tracks."""
    poses = read_couple(data, facts.frames, swapped=swapped)
    return poses, track_couple(poses, facts)


def track_couple(poses: KeyPoints, facts: VideoFacts) -> CoupleTracks:
    """Poses (frames, 2, 133) of a video."""
    return CoupleTracks.of(poses, facts.fps, facts.width, facts.height, facts.cuts)
