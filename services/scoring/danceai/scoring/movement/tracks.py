"""The couple as metrics see it: joints over time, midpoints, scale and the floor. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import ANKLES, HIPS, SHOULDERS
from danceai.scoring.movement.series import Floats, rolling_median


@dataclass(frozen=True)
class PersonTrack:
    """One dancer's joints over time."""

    keypoints: KeyPoints
    """(frames, 133) in double; places of joints that were not seen are unknown, their confidence is 0 or what it was"""
    fps: float

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
        return PersonTrack(KeyPoints(xy, self.keypoints.confidence), self.fps)

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
        return rolling_median(np.hypot(*self.trunk.T), round(2 * self.fps))

    @cached_property
    def inclination(self) -> Floats:
        """(frames,) degrees of the trunk from the vertical, positive to image right."""
        return np.asarray(np.degrees(np.arctan2(self.trunk[:, 0], -self.trunk[:, 1])))

    @cached_property
    def ground(self) -> Floats:
        """(frames,) y of the floor under the dancer, pixels: the lower ankle, median over 1.5 s."""
        lower = np.fmax(self.xy[:, ANKLES[0], 1], self.xy[:, ANKLES[1], 1])
        return rolling_median(lower, round(1.5 * self.fps))

    @cached_property
    def height_above_floor(self) -> Floats:
        """(frames,) mid-hip above the standing foot, in trunk heights."""
        return (self.ground - self.midpoint(HIPS)[:, 1]) / self.scale_at


@dataclass(frozen=True)
class CoupleTracks:
    """Lead and follow over the same frames of one camera."""

    lead: PersonTrack
    follow: PersonTrack
    fps: float
    width: int
    height: int
    counted: NDArray[np.bool_]
    """(frames,) False where somebody has excluded the frame: it is neither measured nor missed"""

    @classmethod
    def of(cls, poses: KeyPoints, fps: float, width: int, height: int) -> "CoupleTracks":
        """From (frames, 2, 133); joints that were not seen are unknown."""
        confidence = np.nan_to_num(poses.confidence.astype(np.float64))
        xy = np.where((confidence >= SEEN)[..., None], poses.xy.astype(np.float64), np.nan)
        lead, follow = (PersonTrack(KeyPoints(xy[:, p], confidence[:, p]), fps) for p in range(2))
        return cls(lead, follow, fps, width, height, np.ones(len(poses), bool))

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
    return np.asarray(np.sign(rolling_median((other.midpoint(HIPS) - own.midpoint(HIPS))[:, 0], round(own.fps))))
