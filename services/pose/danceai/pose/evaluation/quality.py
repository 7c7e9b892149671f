"""How good poses and tracking are against truth in COCO form. Pure.

OKS, AP as COCO defines them (Lin et al. 2014: thresholds 0.5 .. 0.95, 101 recall points); the phantom rate and the
identity accuracy are ours: see `docs/pose.md`.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from danceai.common.poses import Floats, KeyPoints
from danceai.common.skeleton import BODY_JOINTS, TRUNK_AND_ARMS
from danceai.pose.body.oks import compare_joints, measure_reach

THRESHOLDS = np.arange(0.5, 1.0, 0.05)
FOUND = 0.5
"""OKS from which a person counts as found"""
CONFIDENT = 0.3
"""Confidence of a network from which a joint is asserted: what the phantom rate counts"""
PHANTOM = 2.0
"""OKS standard deviations: a joint farther from its truth, and this near to somebody else's, is theirs."""


def compare_with_truth(truth: Floats, areas: Floats, found: KeyPoints) -> Floats:
    """OKS (t, f) of truth (t, 17, 3: x, y, COCO visibility) and bodies (f, 17) over labelled joints."""
    likeness = np.nan_to_num(compare_joints(truth[:, None, :, :2], found.xy[None], areas[:, None]))
    labelled = (truth[..., 2] > 0)[:, None]
    return np.asarray((likeness * labelled).sum(-1) / np.maximum(labelled.sum(-1), 1))


@dataclass
class PoseQuality:
    """Gathers picture by picture; read the properties at the end."""

    oks: list[float] = field(default_factory=list)
    """Of every labelled person with its matched pose, 0 when not found"""
    judged: int = 0
    phantoms: int = 0
    _scored: list[tuple[float, Floats]] = field(default_factory=list)
    _people: int = 0
    pictures: int = 0

    def add(self, truth: Floats, areas: Floats, found: KeyPoints, scores: Floats) -> None:
        """One picture: truth (t, 17, 3), areas (t,), bodies found (f, 17), scores (f,)."""
        self.pictures += 1
        labelled = (truth[..., 2] > 0).any(1)
        truth, areas = truth[labelled], areas[labelled]
        similarity = compare_with_truth(truth, areas, found)
        rows, columns = linear_sum_assignment(-similarity)
        matched = dict(zip(rows.tolist(), columns.tolist(), strict=True))
        self.oks += [float(similarity[t, matched[t]]) if t in matched else 0.0 for t in range(len(truth))]
        for t, f in matched.items():
            self._count_phantoms(truth, areas, t, found[f])
        self._people += len(truth)
        taken = np.zeros((len(THRESHOLDS), len(truth)), bool)
        for f in np.argsort(-scores, kind="stable"):
            hits = np.zeros(len(THRESHOLDS), bool)
            for level, threshold in enumerate(THRESHOLDS):
                free = np.where(taken[level], -1.0, similarity[:, f]) if len(truth) else np.empty(0)
                if len(free) and free.max() >= threshold:
                    taken[level, int(free.argmax())] = True
                    hits[level] = True
            self._scored.append((float(scores[f]), hits))

    def _count_phantoms(self, truth: Floats, areas: Floats, person: int, pose: KeyPoints) -> None:
        reach = PHANTOM * measure_reach(areas[person])
        sure = pose.confidence >= CONFIDENT
        unlabelled = sure & (truth[person, :, 2] == 0)
        away = np.hypot(*(pose.xy - truth[person, :, :2]).T) > reach
        others = np.delete(truth, person, axis=0)
        near = (np.hypot(*np.moveaxis(pose.xy[None] - others[..., :2], -1, 0)) < reach) & (others[..., 2] > 0)
        self.judged += int(sure.sum())
        self.phantoms += int((unlabelled | (sure & away & near.any(0))).sum())

    @property
    def mean_oks(self) -> float:
        """Mean OKS over labelled people."""
        return float(np.mean(self.oks)) if self.oks else 0.0

    @property
    def phantom_rate(self) -> float:
        """Share of confident joints that belong to nobody labelled there, or to somebody else."""
        return self.phantoms / max(self.judged, 1)

    @property
    def average_precision(self) -> float:
        """COCO AP at OKS 0.5 .. 0.95."""
        if not self._scored or not self._people:
            return 0.0
        hits = np.array([row for _, row in sorted(self._scored, key=lambda entry: -entry[0])])
        precisions = []
        for level in range(len(THRESHOLDS)):
            true = np.cumsum(hits[:, level])
            precision = true / np.arange(1, len(true) + 1)
            envelope = np.maximum.accumulate(precision[::-1])[::-1]
            at = np.searchsorted(true / self._people, np.linspace(0, 1, 101), side="left")
            precisions.append(np.where(at < len(true), envelope[np.minimum(at, len(true) - 1)], 0).mean())
        return float(np.mean(precisions))


@dataclass(frozen=True)
class TrackingQuality:
    """How well two dancers were followed through a video."""

    both_found: float
    """Share of frames in which both are found (OKS above 0.5), each as himself"""
    identity_accuracy: float
    """Share of frames with both known in which nobody is taken for the other"""
    switches: int
    """Times at which the two were exchanged"""
    coverage: float
    """Share of frames in which both are known at all"""
    oks: tuple[float, float]
    """Mean of lead and follow"""


def measure_tracking(truth: Floats, areas: Floats, poses: KeyPoints) -> TrackingQuality:
    """Truth (frames, 2, 17, 3), areas (frames, 2) against poses (frames, 2, 17 or more), lead first."""
    frames = zip(truth, areas, poses.joints(BODY_JOINTS), strict=True)
    similarity = np.stack([compare_with_truth(*frame) for frame in frames])
    known = poses.joints(TRUNK_AND_ARMS).known.mean(2).min(1) > 0.5
    own = similarity[:, [0, 1], [0, 1]]
    crossed = similarity[:, [0, 1], [1, 0]]
    exchanged = known & (crossed.sum(1) > own.sum(1))
    return TrackingQuality(
        both_found=float((own > FOUND).all(1).mean()),
        identity_accuracy=float(1 - exchanged[known].mean()) if known.any() else 0.0,
        switches=int((np.diff(exchanged[known].astype(int)) != 0).sum()),
        coverage=float(known.mean()),
        oks=(float(own[:, 0].mean()), float(own[:, 1].mean())),
    )


def find_both(truth: Floats, areas: Floats, found: KeyPoints, *, in_order: bool = False) -> bool:
    """Whether both of two people (2, 17, 3) are among the poses, one to one; in order = the first is the first."""
    if len(found) < 2:
        return False
    similarity = compare_with_truth(truth, areas, found)
    if in_order:
        return bool((np.diag(similarity) > FOUND).all())
    rows, columns = linear_sum_assignment((similarity > FOUND).astype(float), maximize=True)
    return bool((similarity[rows, columns] > FOUND).sum() == 2)
