"""The shots of a video: the spans between its cuts, by whoever looked for cuts in the pictures and by the bodies. Pure.

Nobody can be followed over a cut. The pictures tell most cuts; a flash looks like one, and a cut between like pictures
does not. The bodies know better: where somebody goes on, nothing was cut, and where everybody hops at once, it was.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import BodyTable, Floats
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.oks import measure_areas, measure_oks
from danceai.pose.body.places import AT_ONCE, SPEED, find_middles, measure_heights

SURE = 0.3
"""Score below which a body is no evidence"""
MOST = 6
"""Bodies of a frame that are looked at, surest first"""
SAME_HEIGHT = 0.2
"""Logarithm of height up to which it is the same body"""
AT_ONCE_SECONDS, LIKE_POSE = 0.05, 0.2
"""OKS that a body keeps within so many seconds"""
SAME_POSE = 0.4
"""OKS from which it is the same body a frame later"""
LONGEST_GAP = 0.7
"""Seconds without anybody after which bodies no longer say whether they go on"""
SHAKEN = 4
"""Frames around a hop within which what networks find may still be a mixture of both shots"""
Shot = tuple[int, int]
"""[first, last) frames"""


def find_shots(bodies: BodyTable, frames: int, fps: float, cuts: Sequence[int] = ()) -> list[Shot]:
    """All frames in shots, in order. `cuts` are frames with which a shot begins, as the pictures tell."""
    told = sorted({cut for cut in cuts if 0 < cut < frames})
    people = _People.of(bodies, fps)
    if len(people.seen) > 2 * SHAKEN:
        goes_on = [people.find_who_goes_on(step) for step in range(1, SHAKEN + 2)]
        told = sorted({cut for cut in told if not people.cross(cut)} | people.find_hops(goes_on))
    return list(itertools.pairwise([0, *told, frames]))


@dataclass(frozen=True)
class _People:
    """The surest bodies of every frame with anybody."""

    seen: NDArray[np.int64]
    """(n,) frames"""
    places: Floats
    """(n, k, 2) middles"""
    heights: Floats
    joints: Floats
    """(n, k, 17, 2)"""
    fps: float

    @classmethod
    def of(cls, bodies: BodyTable, fps: float) -> "_People":
        order = np.lexsort((-bodies.score, bodies.frame))
        order = order[bodies.score[order] >= SURE]
        seen, first, number = np.unique(bodies.frame[order], return_index=True, return_inverse=True)
        place = np.arange(len(order)) - first[number]
        order, number, place = order[place < MOST], number[place < MOST], place[place < MOST]
        joints = bodies.keypoints[order].joints(BODY_JOINTS)

        def spread(values: Floats) -> Floats:
            padded = np.full((len(seen), MOST, *values.shape[1:]), np.nan)
            padded[number, place] = values
            return padded

        return cls(
            seen.astype(np.int64), spread(find_middles(joints)), spread(measure_heights(joints)), spread(joints.xy), fps
        )

    def find_who_goes_on(self, step: int) -> NDArray[np.bool_]:
        """(n - step,) whether anybody of a frame is still there `step` frames with anybody later."""
        seconds = ((self.seen[step:] - self.seen[:-step]) / self.fps)[:, None, None]
        before, after = self.heights[:-step, :, None], self.heights[step:, None]
        way = np.linalg.norm(self.places[:-step, :, None] - self.places[step:, None], axis=-1)
        same = way <= (AT_ONCE + SPEED * seconds) * np.sqrt(before * after)
        same &= np.abs(np.log(before / after)) <= SAME_HEIGHT
        number, first, second = np.nonzero(same & (seconds <= AT_ONCE_SECONDS))
        poses, later = self.joints[number, first], self.joints[number + step, second]
        same[number, first, second] = measure_oks(poses, later, measure_areas(later)) >= LIKE_POSE
        return np.asarray(same.any((1, 2)))

    def cross(self, cut: int) -> bool:
        """Whether those seen go on over a cut that was told: two, as one may do so by chance where many are seen."""
        after = int(np.searchsorted(self.seen, cut))
        if not 0 < after < len(self.seen) or self.seen[after] - self.seen[after - 1] > LONGEST_GAP * self.fps:
            return False
        # The very frames at a cut that is none may show one dancer for two.
        around = [(first, last) for first in (after - 2, after - 1) for last in (after, after + 1)]
        return any(self._go_on(first, last) for first, last in around if first >= 0 and last < len(self.seen))

    def _go_on(self, first: int, last: int) -> bool:
        likeness = measure_oks(self.joints[first, :, None], self.joints[last], measure_areas(self.joints[last]))
        going = min((likeness >= SAME_POSE).any(axis).sum() for axis in (0, 1))
        return bool(going >= np.isfinite(self.heights[[first, last]]).sum(1).clip(max=2).min())

    def find_hops(self, goes_on: list[NDArray[np.bool_]]) -> set[int]:
        """Frames to which everybody hops and stays; `goes_on` by steps. One shaky frame is no hop.

        Nor is it one where only one of two is seen before, and only the other one after.
        """
        hops: set[int] = set()
        several = np.isfinite(self.heights).sum(1) > 1
        taken = np.zeros(len(self.seen), bool)
        for step in range(1, SHAKEN):
            # Frames u - 1, u before the hop and v, v + 1 = u + step, u + step + 1 after it.
            u = np.arange(1, len(self.seen) - step - 1)
            v = u + step
            hop = goes_on[0][u - 1] & goes_on[0][v] & (self.seen[v] - self.seen[u] <= LONGEST_GAP * self.fps)
            hop &= (several[u - 1] | several[u]) & (several[v] | several[v + 1])
            for first, last in ((u, v), (u - 1, v), (u, v + 1), (u - 1, v + 1)):
                hop &= ~goes_on[int(last[0] - first[0]) - 1][first]
            for at in u[hop].tolist():
                if not taken[at : at + step + 1].any():
                    hops.add(int(self.seen[at + 1]))
                    taken[max(0, at - SHAKEN) : at + 2 * SHAKEN] = True
        return hops
