"""An adapter and the runtime it runs on, as one thing that looks at pictures."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from danceai.pose.networks.adapters.found import Detector, Floats, Found, OneStage, TopDown
from danceai.pose.networks.adapters.geometry import Picture, Region
from danceai.pose.networks.runtimes.base import Runtime


@dataclass(frozen=True)
class OneStageNetwork:
    """Finds everybody's joints in one pass."""

    adapter: OneStage
    runtime: Runtime

    def look(self, picture: Picture, region: Region | None = None, size: int = 0) -> Found:
        """Everybody in the region (None = the whole picture), most certain first."""
        prepared = self.adapter.prepare(picture, region, size)
        return self.adapter.decode(self.runtime.run(prepared.batch), prepared)


@dataclass(frozen=True)
class DetectorNetwork:
    """Finds people's boxes."""

    adapter: Detector
    runtime: Runtime

    def find(self, picture: Picture, region: Region | None = None) -> Floats:
        """Boxes (n, 6) of people, best first (see `boxes_of`)."""
        prepared = self.adapter.prepare(picture, region)
        return self.adapter.decode(self.runtime.run(prepared.batch), prepared)


@dataclass(frozen=True)
class TopDownNetwork:
    """Finds the joints of people in boxes, for several pictures in one batch."""

    adapter: TopDown
    runtime: Runtime

    def estimate(self, picture: Picture, boxes: Floats) -> Floats:
        """Joints (n, 133, 3) of the people in boxes (n, 4 or more) of one picture."""
        return self.submit([picture], [boxes])()[0]

    def submit(self, pictures: list[Picture], boxes: list[Floats]) -> Callable[[], list[Floats]]:
        """Start on all boxes of all pictures; calling the answer waits and gives each picture's joints."""
        parts = [self.adapter.prepare(*pair) for pair in zip(pictures, boxes, strict=True)]
        counts = [len(part.batch) for part in parts]
        if not sum(counts):
            return lambda: [np.empty((0, 133, 3), np.float32) for _ in parts]
        batch = parts[0].batch if len(parts) == 1 else np.concatenate([part.batch for part in parts])
        running = self.runtime.submit(batch)

        def wait() -> list[Floats]:
            outputs = running.result()
            ends = np.cumsum(counts)
            return [
                self.adapter.decode([output[end - count : end] for output in outputs], part)
                for part, count, end in zip(parts, counts, ends, strict=True)
            ]

        return wait
