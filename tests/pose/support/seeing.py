"""What a network might report of a synthetic performance: noisy, shuffled, merged, with mirror images and strangers."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import BodyTable, Floats, KeyPoints
from danceai.common.skeleton import BODY_COUNT, BODY_JOINTS, JOINT_COUNT, MIRRORED_BODY, TRUNK_AND_ARMS
from synthetic_couple.knobs import Heading, Knobs
from synthetic_couple.performance import Performance, perform

COLOURS = np.array([[20, 128, 126, 18, 128, 126], [90, 190, 160, 95, 185, 158]], float)
STRANGERS = np.array([90, 128, 80, 60, 120, 165], float)
LEAD, FOLLOW, REFLECTION, STRANGER = 0, 1, 2, 3
cached_performance = lru_cache(maxsize=8)(perform)


@dataclass(frozen=True)
class Sight:
    """How badly the couple is seen, and who else is there."""

    pixels: float = 3.0
    lost: float = 0.1
    """Share of bodies that are missed altogether"""
    merged: float = 0.5
    """Share of frames with overlapping dancers in which one body is reported, with joints of both"""
    covered: float = 0.0
    """Share of frames in which, of two who pass each other, the one behind is not seen: the one who goes left"""
    mirror: bool = False
    bystanders: int = 0
    crossing: bool = False
    """Somebody walks through the picture, past the couple"""
    foreign: bool = False
    """Another couple, a quarter larger, stands in front and shifts its weight, all the time"""
    dancing: float = 0.0
    """Size of another couple that dances past in front, the men alike, the women not; hides ours; 0 = none"""
    alike: bool = False
    """Both wear the same"""


@dataclass(frozen=True)
class Body:
    """One body that is reported in a frame."""

    joints: Floats
    """(17, 3)"""
    colours: Floats
    who: int
    """LEAD, FOLLOW, REFLECTION or STRANGER; of merged bodies whose joints are more"""

    @property
    def x(self) -> float:
        """Where it is across the picture."""
        return float(self.joints[TRUNK_AND_ARMS, 0].mean())


class Scene:
    """One performance seen once; the same seed sees the same."""

    def __init__(self, performance: Performance, sight: Sight, seed: int) -> None:
        self.sight, self.performance = sight, performance
        self.rng = np.random.default_rng(seed)
        self.truth = performance.keypoints[:, :, BODY_JOINTS]
        self.seen = performance.noisy(sight.pixels, 0.03, seed)[:, :, BODY_JOINTS]
        self.frames, self.width, self.floor = len(self.truth), performance.knobs.width, performance.knobs.height
        self.height = float(np.ptp(self.truth[..., 1], axis=2).mean())
        self.colours = COLOURS[[LEAD, LEAD]] if sight.alike else COLOURS

    def bodies(self, frame: int) -> list[Body]:
        """Everybody who is reported in a frame, in no order."""
        bodies = self._couple(frame)
        bodies += self._images(frame) if self.sight.mirror else []
        bodies += [self._bystander(frame, number) for number in range(self.sight.bystanders)]
        bodies += [self._foreigner(frame, number) for number in (0, 1)] if self.sight.foreign else []
        if self.sight.dancing:
            bodies = self._dance_past(frame, bodies)
        bodies += [self._passer_by(frame)] if self.sight.crossing else []
        return [bodies[i] for i in self.rng.permutation(len(bodies))]

    def _couple(self, frame: int) -> list[Body]:
        places = self.truth[frame, :, TRUNK_AND_ARMS, 0].mean(1)
        apart = abs(places[LEAD] - places[FOLLOW])
        seen, rng = self.seen[frame], self.rng
        bodies = [Body(seen[p], self.colours[p], p) for p in (LEAD, FOLLOW) if rng.random() > self.sight.lost]
        if len(bodies) == 2 and apart < 0.12 * self.height and rng.random() < self.sight.merged:
            whose = rng.random(BODY_COUNT) < rng.choice([0.25, 0.75])
            front = int(whose.mean() < 0.5)
            bodies = [Body(np.where(whose[:, None], seen[LEAD], seen[FOLLOW]), self.colours[front], front)]
        if len(bodies) == 2 and frame and apart < 0.22 * self.height and rng.random() < self.sight.covered:
            forward = places - self.truth[frame - 1, :, TRUNK_AND_ARMS, 0].mean(1)
            bodies = [bodies[int(forward.argmax())]]
        return bodies

    def _images(self, frame: int) -> list[Body]:
        """A mirror on the wall behind: the same way, smaller, from the other side; hidden behind its dancer."""
        images = []
        for person in (LEAD, FOLLOW):
            corner = [0.16 * self.width + 60, 0.1 * self.floor]
            image = self.truth[frame, person][list(MIRRORED_BODY)] * 0.68 + corner
            hidden = np.abs(image[:, 0].mean() - self.truth[frame, :, :, 0].mean(1)).min() < 0.12 * self.height
            if not hidden or self.rng.random() < 0.2:
                images.append(Body(self._noisy(image), COLOURS[person], REFLECTION))
        return images

    def _bystander(self, frame: int, number: int) -> Body:
        standing = 0.75 * (self.truth[0, number % 2] - self.truth[0, number % 2].mean(0))
        standing += [self.width * (0.1 + 0.8 * number) + 4 * np.sin(frame / 20 + number), 0.48 * self.floor]
        return Body(self._noisy(standing), STRANGERS, STRANGER)

    def _foreigner(self, frame: int, number: int) -> Body:
        standing = 1.25 * (self.truth[0, number] - self.truth[0].mean((0, 1)))
        shifted = [8 * np.sin(frame / 25 + number), 3 * np.sin(frame / 31)]
        # Feet stay where they are; what is higher up moves more.
        upright = (standing[:, 1].max() - standing[:, 1:]) / np.ptp(standing[:, 1])
        place = [0.2 * self.width + 60 * number, 0.5 * self.floor]
        return Body(self._noisy(standing + place + upright * shifted), STRANGERS + 40 * number, STRANGER)

    def _dance_past(self, frame: int, bodies: list[Body]) -> list[Body]:
        """Those of the bodies whom another couple in front does not hide, and that couple."""
        later = self.truth[(frame + self.frames // 3) % self.frames]
        middle = [self.width * (2 * frame / self.frames - 0.5), 0.55 * self.floor]
        other = self.sight.dancing * (later - later.mean((0, 1))) + middle
        places = other[:, TRUNK_AND_ARMS, 0].mean(1)
        hidden = [np.abs(body.x - places).min() < 0.25 * self.height for body in bodies]
        shown = [body for body, gone in zip(bodies, hidden, strict=True) if not gone or self.rng.random() < 0.3]
        return shown + [
            Body(self._noisy(other[p]), (COLOURS[LEAD], STRANGERS)[p], STRANGER)
            for p in (LEAD, FOLLOW)
            if self.rng.random() > self.sight.lost and 0 < places[p] < self.width
        ]

    def _passer_by(self, frame: int) -> Body:
        standing = self.truth[0, LEAD]
        place = [self.width * (1.2 * frame / self.frames - 0.1), standing[:, 1].mean() - 10]
        return Body(self._noisy(standing - standing.mean(0) + place), STRANGERS, STRANGER)

    def _noisy(self, joints: Floats) -> Floats:
        shaken = joints + self.rng.normal(0, 2, joints.shape)
        return np.concatenate([shaken, np.full((BODY_COUNT, 1), 0.8)], 1)


def see(performance: Performance, sight: Sight, seed: int) -> tuple[BodyTable, NDArray[np.int64]]:
    """The table of bodies, and for every row who it really is."""
    scene = Scene(performance, sight, seed)
    rows = [(frame, body) for frame in range(scene.frames) for body in scene.bodies(frame)]
    frame_of = np.array([frame for frame, _ in rows], np.int32)
    joints = KeyPoints.of(np.array([body.joints for _, body in rows], np.float32))
    table = BodyTable(
        frame=frame_of,
        person=(np.arange(len(rows)) - np.searchsorted(frame_of, frame_of)).astype(np.int16),
        score=scene.rng.uniform(0.4, 0.7, len(rows)).astype(np.float32),
        colour=np.array([body.colours + scene.rng.normal(0, 6, 6) for _, body in rows], np.float32),
        keypoints=KeyPoints.unknown(len(rows), JOINT_COUNT).with_joints(BODY_JOINTS, joints),
    )
    return table, np.array([body.who for _, body in rows])


def trade_places(performance: Performance, seconds: float, reach: float = 0.5) -> Performance:
    """The performance with two people of one stature who walk past each other every so many seconds.

    `reach` is how far each goes from the middle, in body heights.
    """
    relative = performance.keypoints - performance.keypoints[:, :, TRUNK_AND_ARMS].mean(2, keepdims=True)
    heights = np.ptp(relative[..., 1], axis=2).mean(0)
    relative *= (heights[LEAD] / heights)[None, :, None, None]
    way = reach * heights[LEAD] * np.cos(np.pi * performance.times / seconds)
    middle = np.array([performance.knobs.width, performance.knobs.height]) / 2
    places = middle + np.stack([np.stack([side * way, 0 * way], 1) for side in (-1, 1)], 1)
    return replace(performance, keypoints=relative + places[:, :, None])


def knobs(heading: Heading, seconds: float = 8) -> Knobs:
    """A performance of the kinematic layer."""
    return Knobs(seconds=seconds, heading=heading)
