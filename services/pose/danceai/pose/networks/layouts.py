"""Where the joints of networks go in the 133 whole-body joints.

Sources: COCO-WholeBody (Jin et al. 2020), Halpe-26 (Fang et al., AlphaPose), BlazePose 33 (MediaPipe pose landmarks).
"""

from dataclasses import dataclass

import numpy as np

from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_COUNT, FACE_JOINTS, HAND_JOINTS, JOINT_COUNT


@dataclass(frozen=True)
class Layout:
    """The joints of a kind of networks."""

    joints: int
    """How many a network gives"""
    sources: tuple[int, ...]
    """Which of them each of the first joints of the 133 is; -1 = none"""

    @property
    def beyond_body(self) -> bool:
        """Whether feet, face or hands are among them."""
        return len(self.sources) > BODY_COUNT


_BODY = tuple(range(BODY_COUNT))
LAYOUTS = {
    "coco_17": Layout(17, _BODY),
    # Halpe-26's 17..19 (head, neck, hip) have no place among the 133.
    "halpe_26": Layout(26, (*_BODY, 20, 22, 24, 21, 23, 25)),
    # BlazePose's toes are its foot index; it has no small toes.
    "blazepose_33": Layout(33, (0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28, 31, -1, 29, 32, -1, 30)),
    "wholebody_133": Layout(JOINT_COUNT, tuple(range(JOINT_COUNT))),
}


def place_in_skeleton(found: KeyPoints, layout: str) -> KeyPoints:
    """Joints (n, k) of a layout as (n, 133), unknown where it has none. Raises KeyError for an unknown layout."""
    sources = np.array(LAYOUTS[layout].sources)
    there = np.flatnonzero(sources >= 0)
    return KeyPoints.unknown(len(found), JOINT_COUNT).with_joints(there, found.joints(sources[there]))


def leave_out(bodies: KeyPoints, *, face: bool, hands: bool) -> KeyPoints:
    """Joints (n, 133) with face and hands only if they are wanted."""
    wanted = np.ones(JOINT_COUNT, bool)
    wanted[FACE_JOINTS], wanted[HAND_JOINTS] = face, hands
    return bodies.where(wanted)
