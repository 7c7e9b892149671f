"""What a network's confidences mean: each network has a scale of its own, everything that reads them has one. Pure."""

from dataclasses import dataclass

import numpy as np

from danceai.common.poses import Floats, KeyPoints

Knots = tuple[tuple[float, float], ...]
"""What the network says, rising from 0, and what the reference would say that is as often right then"""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A map of confidences, linear between its knots; without knots it changes nothing."""

    knots: Knots = ()

    def read(self, confidence: Floats) -> Floats:
        """Confidences (...) on the scale of the reference network; what is not known stays so."""
        if not self.knots:
            return confidence
        said, meant = np.array(self.knots).T
        return np.asarray(np.interp(confidence, said, meant), np.float32)

    def read_joints(self, keypoints: KeyPoints) -> KeyPoints:
        """The same joints; feet, face and hands are read as the body's are."""
        return KeyPoints(keypoints.xy, self.read(keypoints.confidence))


AS_SAID = Calibration()
"""That of the reference"""
