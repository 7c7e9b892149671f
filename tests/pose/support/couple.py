"""Two people who stand in each other's way, as markers."""

import numpy as np

from danceai.common.poses import Floats

SIZE = 320
STANDING: Floats = np.array([
    (0, -96), (4, -100), (-4, -100), (8, -96), (-8, -96), (24, -70), (-24, -70), (32, -30), (-32, -30), (34, 4),
    (-34, 4), (16, 4), (-16, 4), (18, 50), (-18, 50), (20, 98), (-20, 98),
], float)  # fmt: skip
"""COCO's 17 joints of somebody who faces the camera"""
FRONT: Floats = STANDING + np.array([130, 160])
BEHIND: Floats = STANDING + np.array([178, 168])
