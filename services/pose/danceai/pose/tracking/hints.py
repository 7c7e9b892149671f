"""What people told us about a couple: where it is, who is who, where not to look. Hard constraints. Pure."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.poses import PoseOptions
from danceai.common.poses import Floats, KeyPoints
from danceai.pose.body.places import find_middles

ROLES = {"lead": 0, "follow": 1}
AROUND = 0.35
"""A seed box is widened by this share of its size: dancers lean out of tight boxes."""


@dataclass(frozen=True)
class Identity:
    """At this frame the dancer at this place (pixels) is the lead (0) or the follow (1)."""

    frame: int
    x: float
    y: float
    role: int


@dataclass(frozen=True)
class Hints:
    """All hints for one video; frames count from 0, places are pixels of the rendition."""

    seeds: list[tuple[int, tuple[float, float, float, float]]] = field(default_factory=list)
    """(frame, box x0 y0 x1 y1) around the couple; interpolated between frames, constant before and after"""
    excluded: list[tuple[int, int]] = field(default_factory=list)
    """[first, last) spans in which nobody is to be followed"""
    identities: list[Identity] = field(default_factory=list)

    def inside(self, frame: NDArray[np.integer], places: Floats) -> NDArray[np.bool_]:
        """Which bodies (n,) at places (n, 2) may belong to the couple."""
        allowed = np.ones(len(frame), bool)
        for first, last in self.excluded:
            allowed &= ~((frame >= first) & (frame < last))
        if self.seeds:
            low, high = self._boxes(frame)
            allowed &= ((places > low) & (places < high)).all(1)
        return allowed

    def region(self, frame: int) -> tuple[float, float, float, float] | None:
        """The seeds' box at a frame, widened; None without seeds."""
        if not self.seeds:
            return None
        low, high = self._boxes(np.array([frame]))
        return float(low[0, 0]), float(low[0, 1]), float(high[0, 0]), float(high[0, 1])

    def _boxes(self, frame: NDArray[np.integer]) -> tuple[Floats, Floats]:
        """Corners (n, 2) of the seeds' boxes at frames, interpolated and widened."""
        seeds = sorted(self.seeds)
        at = [seed[0] for seed in seeds]
        box = np.stack([np.interp(frame, at, [seed[1][side] for seed in seeds]) for side in range(4)], 1)
        margin = AROUND * (box[:, 2:] - box[:, :2])
        return box[:, :2] - margin, box[:, 2:] + margin

    def slots(self, candidates: KeyPoints, begin: int = 0) -> NDArray[np.bool_]:
        """(frames, 2, k) which candidate (frames, k, 17) may fill which role; the first frame is `begin`."""
        frames, k, _ = candidates.shape
        allowed = np.ones((frames, 2, k), bool)
        for hint in self.identities:
            frame = hint.frame - begin
            if not 0 <= frame < frames:
                continue
            places = find_middles(candidates[frame])
            away = np.hypot(places[:, 0] - hint.x, places[:, 1] - hint.y)
            if np.isfinite(away).any():
                named = np.arange(k) == np.nanargmin(away)
                allowed[frame, hint.role] = named
                allowed[frame, 1 - hint.role] = ~named
        return allowed


def read_hints(options: PoseOptions) -> Hints:
    """The hints among a run's options."""
    return Hints(
        seeds=[(seed.frame, (seed.box.x0, seed.box.y0, seed.box.x1, seed.box.y1)) for seed in options.seeds],
        excluded=[(span.first, span.last) for span in options.excluded],
        identities=[Identity(known.frame, known.x, known.y, ROLES[known.role]) for known in options.identities],
    )
