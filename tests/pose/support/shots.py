"""Videos of several shots, as the bodies in them: what was seen of performances, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

import numpy as np

from danceai.common.poses import BodyTable, Floats, join
from danceai.common.skeleton import BODY_JOINTS
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance
from tests.pose.support.seeing import COLOURS, LEAD, STRANGERS, Sight, cached_performance, see


@dataclass(frozen=True)
class Clip:
    """Bodies of some frames, and where the couple's joints really are."""

    bodies: BodyTable
    truth: Floats
    """(frames, 2, 17, 2), lead first; NaN where our couple is not there"""
    fps: float
    cuts: tuple[int, ...] = ()

    @property
    def frames(self) -> int:
        """How many."""
        return len(self.truth)

    def part(self, first: int, last: int) -> Self:
        """Frames [first, last)."""
        inside = self.bodies.chosen((self.bodies.frame >= first) & (self.bodies.frame < last))
        cuts = tuple(cut - first for cut in self.cuts if first < cut < last)
        return replace(
            self, bodies=replace(inside, frame=inside.frame - first), truth=self.truth[first:last], cuts=cuts
        )

    def at_rate(self, fps: float) -> Self:
        """Frames left out or shown twice, so that it lasts as long at another rate."""
        source = np.minimum(np.arange(round(self.frames * fps / self.fps)) * self.fps / fps, self.frames - 1).astype(
            int
        )
        begin, end = (np.searchsorted(self.bodies.frame, source, side) for side in ("left", "right"))
        rows = np.concatenate([np.arange(a, b) for a, b in zip(begin, end, strict=True)])
        frame = np.repeat(np.arange(len(source)), end - begin).astype(np.int32)
        return replace(self, bodies=replace(self.bodies.chosen(rows), frame=frame), truth=self.truth[source], fps=fps)


def film(performance: Performance, sight: Sight, seed: int) -> Clip:
    """A performance of our couple in one shot."""
    return Clip(see(performance, sight, seed)[0], performance.keypoints[:, :, BODY_JOINTS], performance.knobs.fps)


@lru_cache
def film_couple(knobs: Knobs, seed: int = 1) -> Clip:
    """The same, by its knobs."""
    return film(cached_performance(knobs), Sight(), seed)


def film_others(knobs: Knobs, *, alike: bool) -> Clip:
    """A shot of another couple in other colours, or with a man who looks like our lead, that dances too."""
    performance = cached_performance(knobs)
    table, who = see(performance, Sight(), 5)
    man = COLOURS[LEAD] if alike else STRANGERS[::-1]
    colour = np.where((who == LEAD)[:, None], man, STRANGERS) + np.random.default_rng(7).normal(0, 6, (len(who), 6))
    return _without_truth(replace(table, colour=colour.astype(np.float32)), len(performance.times), knobs)


def film_audience(knobs: Knobs, people: int = 6) -> Clip:
    """A shot of people in other colours who hardly move."""
    rng, every = np.random.default_rng(3), np.arange(knobs.frames)
    one, _ = see(cached_performance(knobs), Sight(lost=0, merged=0), 5)
    table = one.chosen(np.zeros(knobs.frames * people, int))
    place = np.tile((np.arange(people) - people / 2) * knobs.width / people, knobs.frames)
    sway = 3 * np.sin(np.repeat(every, people) / 17 + np.tile(np.arange(people), knobs.frames))
    table.keypoints.xy[..., 0] += (place + sway)[:, None]
    table.keypoints.xy[:] += rng.normal(0, 2, table.keypoints.xy.shape)
    colour = (
        STRANGERS + rng.normal(0, 6, (len(table.frame), 6)) + 15 * np.tile(np.arange(people), knobs.frames)[:, None]
    )
    table = replace(
        table,
        frame=np.repeat(every, people).astype(np.int32),
        person=np.tile(np.arange(people), knobs.frames).astype(np.int16),
        colour=colour.astype(np.float32),
    )
    return _without_truth(table, knobs.frames, knobs)


def _without_truth(table: BodyTable, frames: int, knobs: Knobs) -> Clip:
    return Clip(table, np.full((frames, 2, 17, 2), np.nan), knobs.fps)


def cut_together(clips: Sequence[Clip]) -> Clip:
    """One after the other."""
    starts = np.cumsum([0, *(clip.frames for clip in clips)])
    tables = [
        replace(clip.bodies, frame=(clip.bodies.frame + start).astype(np.int32))
        for clip, start in zip(clips, starts[:-1], strict=True)
    ]
    truth = np.concatenate([clip.truth for clip in clips])
    return Clip(join(tables), truth, clips[0].fps, tuple(int(start) for start in starts[1:-1]))
