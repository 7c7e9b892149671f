"""A pinhole camera on a tripod: metres in the studio to pixels and depth."""

import numpy as np

from synthetic_couple.geometry import Array
from synthetic_couple.knobs import Knobs


class Camera:
    """Looks at the middle of the floor from `camera_distance`, walked round by `camera_angle` degrees."""

    def __init__(self, knobs: Knobs) -> None:
        self.width, self.height = knobs.width, knobs.height
        # A short side of 720 pixels sees what a 720p phone sees; other sizes scale with it.
        self.focal = 1150.0 * min(knobs.width, knobs.height) / 720.0
        angle = np.deg2rad(knobs.camera_angle)
        distance = knobs.camera_distance
        self.centre = np.array([distance * np.sin(angle), -distance * np.cos(angle), 1.35])
        forward = np.array([0.0, 0.0, 0.93]) - self.centre
        forward /= np.linalg.norm(forward)
        right = np.cross(forward, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        self.rotation = np.stack([right, np.cross(forward, right), forward])

    def project(self, points: Array) -> Array:
        """(n, 3) metres to (n, 3): x and y in pixels, depth in metres."""
        seen = (np.asarray(points, float) - self.centre) @ self.rotation.T
        x = self.focal * seen[:, 0] / seen[:, 2] + self.width / 2
        y = self.focal * seen[:, 1] / seen[:, 2] + self.height / 2
        return np.stack([x, y, seen[:, 2]], 1)

    def rays(self) -> Array:
        """World direction of every pixel, (height, width, 3)."""
        rows, columns = np.mgrid[0 : self.height, 0 : self.width].astype(float)
        directions = np.stack(
            [
                (columns + 0.5 - self.width / 2) / self.focal,
                (rows + 0.5 - self.height / 2) / self.focal,
                np.ones_like(rows),
            ],
            2,
        )
        return np.asarray(directions @ self.rotation)
