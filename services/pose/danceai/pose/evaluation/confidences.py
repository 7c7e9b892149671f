"""What a network's confidences mean: how often its joints are right at each, beside a reference.

Thresholds of finding and tracking were fitted to the reference, MoveNet MultiPose as published, with which the default
finds everybody. Another one says .3 where that says .6 and is as often right; its calibration brings both to one scale.
Curves never fall (isotonic regression), so the order of a network's joints stays.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression, linear_sum_assignment

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.body.oks import AREA_OF_BOX, compare_joints
from danceai.pose.evaluation.quality import compare_with_truth
from danceai.pose.finding.one_stage import look_closely
from danceai.pose.networks.answers import make_boxes
from danceai.pose.networks.calibration import AS_SAID, Calibration
from danceai.pose.networks.network import OneStageNetwork, TopDownNetwork
from danceai.pose.video.pictures import Picture

RIGHT = 0.5
"""Likeness of a joint with its truth from which it is right, as OKS counts"""
LEVELS = 20
"""Parts of a curve, of as many joints each"""
LEAST = 20 * LEVELS
"""Joints without which nothing is known"""
ALIKE = 0.02
"""Confidences nearer to each other than this are the same: measuring them again differs as much"""
RISING = 1e-6
"""By which a curve rises at least, so that it can be read backwards"""


class Assurance:
    """How often a network is right at each confidence; gathers picture by picture."""

    def __init__(self) -> None:
        self._said: list[Floats] = []
        self._right: list[NDArray[np.bool_]] = []

    def look(self, network: OneStageNetwork | TopDownNetwork, picture: Picture, truth: Floats, boxes: Floats) -> None:
        """One picture: truth (t, 17, 3: x, y, COCO visibility), boxes (t, 4: x, y, width, height) of the same people.

        A network that finds everybody looks at them all; one that wants boxes is given the labelled ones, and finds
        whoever is in front in two that are alike: each pose is judged as the person whom it is most like.
        """
        areas = AREA_OF_BOX * boxes[:, 2] * boxes[:, 3]
        corners = np.column_stack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]])
        if isinstance(network, TopDownNetwork):
            found = network.estimate(picture, make_boxes(corners, np.ones(len(corners)))).joints(BODY_JOINTS)
            people = compare_with_truth(truth, areas, found).argmax(0)
            pairs = zip(people.tolist(), found, strict=True)
        else:
            around = (*corners[:, :2].min(0).tolist(), *corners[:, 2:].max(0).tolist())
            found = look_closely(network, picture, around, pair=False).keypoints.joints(BODY_JOINTS)
            # Bodies that nobody has labelled are not judged.
            rows, columns = linear_sum_assignment(-compare_with_truth(truth, areas, found))
            pairs = zip(rows.tolist(), found[columns], strict=True)
        for person, pose in pairs:
            self.add(pose.where(truth[person, :, 2] > 0), truth[person], float(areas[person]))

    def add(self, pose: KeyPoints, truth: Floats, area: float) -> None:
        """One person: joints (17,) and where they are (17, 3); what has no confidence says nothing."""
        there = np.isfinite(pose.confidence)
        alike = compare_joints(pose.xy, truth[:, :2], area)
        self._said.append(np.asarray(pose.confidence[there], np.float64))
        self._right.append(np.asarray(alike[there] >= RIGHT))

    @property
    def joints(self) -> int:
        """How many were looked at."""
        return sum(len(part) for part in self._said)

    @property
    def enough(self) -> bool:
        """Whether they tell anything."""
        return self.joints >= LEAST

    @property
    def curve(self) -> tuple[Floats, Floats]:
        """Confidences (LEVELS,) and how often joints are right there, never falling."""
        said, right = np.concatenate(self._said), np.concatenate(self._right)
        parts = np.array_split(np.argsort(said, kind="stable"), LEVELS)
        at = np.array([said[part].mean() for part in parts])
        return at, np.asarray(isotonic_regression([right[part].mean() for part in parts]).x)


def calibrate(network: Assurance, reference: Assurance) -> Calibration:
    """What to read a network's confidences as: those at which the reference is as often right.

    No knots where too few joints were looked at, and where both mean the same already. Below what was said the
    scales meet at 0, and above it nothing is surer than the surest.
    """
    if not (network.enough and reference.enough):
        return AS_SAID
    said, right = network.curve
    meant_at, known = reference.curve
    ramp = RISING * np.arange(LEVELS)
    meant = np.interp(right + ramp, known + ramp, meant_at)
    if np.abs(meant - said).max() < ALIKE:
        return AS_SAID
    knots = [(0.0, 0.0)]
    for one, other in zip(said.round(3).tolist(), meant.round(3).tolist(), strict=True):
        if one > knots[-1][0]:
            knots.append((one, max(other, knots[-1][1])))
    return Calibration(tuple(knots))
