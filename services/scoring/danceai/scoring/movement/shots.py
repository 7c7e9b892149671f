"""The shots a video is put together of: what changes over time is taken within each, never over a join. Pure."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from danceai.common.skeleton import HIPS, SHOULDERS
from danceai.scoring.movement.series import Floats, rolling_median

FEWEST_FRAMES = 5
"""In which a trunk is seen: fewer tell no size"""


@dataclass(frozen=True)
class Shots:
    """Frames at which another shot begins, rising; none in a video filmed in one go."""

    cuts: tuple[int, ...] = ()

    def split(self, frames: int) -> list[slice]:
        """The frames of each shot of so many frames."""
        edges = [0, *self.cuts, frames]
        return [slice(start, end) for start, end in itertools.pairwise(edges)]

    def apply(self, function: Callable[[Floats], Floats], values: Floats) -> Floats:
        """A function of values (frames, ...) that gives as many again, on each shot for itself."""
        return np.concatenate([function(values[shot]) for shot in self.split(len(values))])

    def rolling_median(self, values: Floats, window: int) -> Floats:
        """Median (frames, ...) in a centred window of frames; see `series.rolling_median`."""
        return self.apply(lambda part: rolling_median(part, window), values)

    def zoom(self, xy: Floats) -> Floats:
        """Places (frames, 2, 133, 2) of a couple, each shot scaled so that trunks are as long as in all of them."""
        if not self.cuts:
            return xy
        shoulders, hips = (xy[:, :, pair].mean(2) for pair in (SHOULDERS, HIPS))
        length = np.hypot(*np.moveaxis(shoulders - hips, -1, 0))

        def measure(part: Floats) -> float:
            known = part[np.isfinite(part)]
            return float(np.median(known)) if len(known) >= FEWEST_FRAMES else float("nan")

        whole = measure(length)
        zoomed = []
        for shot in self.split(len(xy)):
            factor = whole / measure(length[shot])
            zoomed.append(xy[shot] * (factor if np.isfinite(factor) else 1.0))
        return np.concatenate(zoomed)


ONE_SHOT = Shots()
