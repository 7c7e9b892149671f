"""The 133 whole-body keypoints of COCO-WholeBody: names, groups, limbs and the body's OKS sigmas.

Order and sigmas: open-mmlab/mmpose `configs/_base_/datasets/coco_wholebody.py`.
"""

import numpy as np
from numpy.typing import NDArray

BODY = [
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee",
    "left_ankle", "right_ankle",
]  # fmt: skip
FEET = ["left_big_toe", "left_small_toe", "left_heel", "right_big_toe", "right_small_toe", "right_heel"]
FACE = [f"face_{i}" for i in range(68)]
LEFT_HAND = [f"left_hand_{i}" for i in range(21)]
RIGHT_HAND = [f"right_hand_{i}" for i in range(21)]
JOINTS = BODY + FEET + FACE + LEFT_HAND + RIGHT_HAND
JOINT_COUNT = len(JOINTS)
BODY_COUNT = len(BODY)
INDEX = {name: i for i, name in enumerate(JOINTS)}

NOSE = 0
EYES = (1, 2)
EARS = (3, 4)
SHOULDERS = (5, 6)
ELBOWS = (7, 8)
WRISTS = (9, 10)
HIPS = (11, 12)
KNEES = (13, 14)
ANKLES = (15, 16)
TOES = (17, 20)
"""Big toes"""
HEELS = (19, 22)
FACE_OUTER_EYES = (23 + 36, 23 + 45)
FACE_MOUTH_CORNERS = (23 + 48, 23 + 54)
"""Points of the 68 that the face has (300-W)"""
FOOT_RANGES = (range(17, 20), range(20, 23))
HANDS = (range(91, 112), range(112, 133))
LEFT, RIGHT = 0, 1
TRUNK = (*SHOULDERS, *HIPS)

BODY_JOINTS = slice(17)
FOOT_JOINTS = slice(17, 23)
FACE_JOINTS = slice(23, 91)
HAND_JOINTS = slice(91, 133)
BODY_AND_FEET = slice(23)
HEAD = slice(5)
HEAD_AND_SHOULDERS = slice(7)
TRUNK_AND_ARMS = slice(5, 13)
"""Shoulders, elbows, wrists and hips: what a gown does not hide, and whose mean is a body's middle"""
SHOULDERS_TO_ANKLES = slice(5, 17)
BEYOND_BODY = slice(17, JOINT_COUNT)
"""Feet, face and hands"""

LIMBS = (
    (5, 7), (7, 9), (6, 8), (8, 10), (5, 6), (5, 11), (6, 12), (11, 12), (11, 13), (13, 15), (12, 14), (14, 16),
    (0, 1), (0, 2), (1, 3), (2, 4), (15, 17), (15, 19), (16, 20), (16, 22),
)  # fmt: skip

MIRRORED_BODY = (0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15)

BODY_SIGMAS: NDArray[np.float64] = np.array(
    [.026, .025, .025, .035, .035, .079, .079, .072, .072, .062, .062, .107, .107, .087, .087, .089, .089]
)  # fmt: skip
