"""An adapter and the runtime it runs on, as one thing that looks at pictures; its confidences mean what all mean."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import JOINT_COUNT
from danceai.pose.networks.answers import Detector, FoundPeople, OneStage, TopDown
from danceai.pose.networks.calibration import AS_SAID, Calibration
from danceai.pose.networks.runtimes.base import Runtime
from danceai.pose.video.pictures import Picture, Region


@dataclass(frozen=True)
class OneStageNetwork:
    """Finds everybody's joints in one pass."""

    adapter: OneStage
    runtime: Runtime
    calibration: Calibration = AS_SAID

    def look(self, picture: Picture, region: Region | None = None, size: int = 0) -> FoundPeople:
        """Everybody in the region (None = the whole picture), most certain first."""
        prepared = self.adapter.prepare(picture, region, size)
        found = self.adapter.decode(self.runtime.run(prepared.batch), prepared)
        return FoundPeople(self.calibration.read_joints(found.keypoints), self.calibration.read(found.scores))


@dataclass(frozen=True)
class DetectorNetwork:
    """Finds people's boxes."""

    adapter: Detector
    runtime: Runtime

    def find(self, picture: Picture, region: Region | None = None) -> Floats:
        """Boxes (n, 6) of people, best first (see `make_boxes`)."""
        prepared = self.adapter.prepare(picture, region)
        return self.adapter.decode(self.runtime.run(prepared.batch), prepared)


@dataclass(frozen=True)
class TopDownNetwork:
    """Finds the joints of people in boxes, for several pictures in one batch."""

    adapter: TopDown
    runtime: Runtime
    calibration: Calibration = AS_SAID

    def estimate(self, picture: Picture, boxes: Floats) -> KeyPoints:
        """Joints (n, 133) of the people in boxes (n, 4 or more) of one picture."""
        return self.submit([picture], [boxes])()[0]

    def submit(self, pictures: list[Picture], boxes: list[Floats]) -> Callable[[], list[KeyPoints]]:
        """Start on all boxes of all pictures; calling the answer waits and gives each picture's joints."""
        parts = [self.adapter.prepare(*pair) for pair in zip(pictures, boxes, strict=True)]
        counts = [len(part.batch) for part in parts]
        if not sum(counts):
            return lambda: [KeyPoints.unknown(0, JOINT_COUNT) for _ in parts]
        batch = parts[0].batch if len(parts) == 1 else np.concatenate([part.batch for part in parts])
        running = self.runtime.submit(batch)

        def wait() -> list[KeyPoints]:
            outputs = running.result()
            ends = np.cumsum(counts)
            decoded = (
                self.adapter.decode([output[end - count : end] for output in outputs], part)
                for part, count, end in zip(parts, counts, ends, strict=True)
            )
            return [self.calibration.read_joints(joints) for joints in decoded]

        return wait


Network = OneStageNetwork | DetectorNetwork | TopDownNetwork
