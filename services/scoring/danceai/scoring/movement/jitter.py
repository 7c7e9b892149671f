"""How far joints are off: a standard deviation for each, from the track itself, and more of the same. Pure.

Nobody dances faster than a few hertz with trunk, head or arms; what moves there is the network's unrest. Its size is
taken from the fourth difference of the track over tenths of a second, which looks at 4 to 6 Hz; how much of it goes on
below, where dancing is, from the spectrum that networks' errors have on rendered couples. So tracks of any network, and
those that were stored long ago, tell it themselves (decision 70).
"""

from dataclasses import dataclass

import numpy as np

from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import ANKLES, FOOT_JOINTS, JOINT_COUNT, KNEES, TRUNK
from danceai.scoring.movement.series import Floats, rolling_mean, rolling_quantile
from danceai.scoring.movement.shots import Shots

SPACING = 0.1
"""Seconds between the places of which a fourth difference is taken"""
WEIGHTS = np.array([1.0, -4.0, 6.0, -4.0, 1.0])
CUTOFF = 6.0
"""Hz, of the smoothing that poses are stored with; it falls with the root of the confidence (pose, `joint_fusion`)"""
CORNER = 1.0
"""Hz above which errors that go on from frame to frame become smaller with the square of the frequency. On rendered
couples so do those of both kinds of network that were measured, up to 5 Hz (exponent 1.9)"""
WINDOW = 1.0
"""Seconds over which squares are averaged: networks err in bursts"""
FAST = (*KNEES, *ANKLES, *range(JOINT_COUNT)[FOOT_JOINTS])
"""Joints that a step itself moves as fast"""
RESTING, RESTS = 0.25, float(-np.log(0.75))
"""A foot stands half of the time: its jitter is what a quarter of the squares stay below; the same of the mean of two
squares of standard normal variables, as those of both axes are"""
LARGER = 3.0
"""Times the dancer's other joints, at most: in quick dances feet hardly stand. A sure ankle has twice that of hips"""
STANDING = 2.0
"""Seconds in which a foot has stood"""
SOURCES = 64
"""Frames of which drawn jitter is mixed: it has the joints move together as they do in the track"""


def differ(values: Floats, spacing: int) -> Floats:
    """(frames, ...) fourth difference around each frame, NaN where one of its five places is unknown or beyond."""
    found = np.full(values.shape, np.nan)
    inner = len(values) - 4 * spacing
    if inner > 0:
        parts = [weight * values[k * spacing :][:inner] for k, weight in enumerate(WEIGHTS)]
        found[2 * spacing : 2 * spacing + inner] = np.sum(parts, axis=0)
    return found


@dataclass(frozen=True)
class Spectrum:
    """How the power of jitter lies over frequencies: errors that go on from frame to frame, smoothed."""

    cutoff: float
    """Hz, of the smoothing"""
    fps: float

    def power(self, frequencies: Floats) -> Floats:
        """Power (n,) at frequencies (n,) in Hz; only its shape counts."""
        # The smoothing bends by second differences of frames, not by curvature: at high frequencies that is less.
        bend = self.fps / np.pi * np.sin(np.pi * frequencies / self.fps) / self.cutoff
        return np.asarray(1 / (frequencies**2 + CORNER**2) / (1 + bend**4) ** 2)

    def measure_gain(self) -> float:
        """Standard deviation of a joint over that of its fourth difference."""
        frequencies = np.linspace(0, self.fps / 2, 513)
        turned = 2 * np.pi * frequencies * _count(self.fps) / self.fps
        power = self.power(frequencies)
        return float(np.sqrt(power.sum() / (power * (2 - 2 * np.cos(turned)) ** 4).sum()))


def _count(fps: float) -> int:
    return max(1, round(SPACING * fps))


@dataclass(frozen=True)
class Jitter:
    """The jitter of a couple's joints."""

    deviation: Floats
    """(frames, people, joints) pixels along each axis, after smoothing; NaN for joints that are never known"""
    together: Floats
    """(sources, people, joints, 2) moments of it, of deviation 1: how joints are off together"""
    spectrum: Spectrum

    @classmethod
    def of(cls, places: KeyPoints, fps: float, shots: Shots) -> "Jitter":
        """Of (frames, people, joints), NaN where unknown."""
        xy = np.asarray(places.xy, np.float64)
        there = np.isfinite(xy[..., 0]).any(0)
        found = differ(xy[:, there], _count(fps))
        squares = np.square(found).mean(-1)
        fast = np.isin(np.nonzero(there)[1], FAST)
        energy = shots.apply(lambda part: rolling_mean(part, round(WINDOW * fps)), squares)
        resting = shots.apply(lambda part: rolling_quantile(part, round(STANDING * fps), RESTING), squares[:, fast])
        energy[:, fast] = resting / RESTS
        for person in range(xy.shape[1]):
            own = np.nonzero(there)[0] == person
            energy[:, own & fast] = np.minimum(energy[:, own & fast], LARGER**2 * np.nanmedian(energy[:, own & ~fast]))
        # A joint that was never seen for long enough is as unsure as the others.
        energy = np.where(np.isfinite(energy), energy, np.nanmedian(energy) if np.isfinite(energy).any() else 0.0)
        deviation = np.full(xy.shape[:3], np.nan)
        sure = np.median(places.confidence[:, :, list(TRUNK)])
        spectrum = Spectrum(CUTOFF * float(np.sqrt(np.clip(sure, SEEN, 1))), fps)
        deviation[:, there] = np.sqrt(energy) * spectrum.measure_gain()
        size = np.sqrt(np.nanmean(np.square(found), axis=(0, 2)))[:, None]
        rows = np.flatnonzero(np.isfinite(found).any(axis=(1, 2)))
        together = np.zeros((SOURCES, *xy.shape[1:]))
        if len(rows):
            rows = rows[np.linspace(0, len(rows) - 1, SOURCES).astype(int)]
            unit = np.nan_to_num(found[rows] / np.where(size > 0, size, 1))
            together[:, there] = unit / np.maximum(np.sqrt(np.mean(np.square(unit), axis=(0, 2))), 1e-9)[:, None]
        return cls(deviation, together, spectrum)

    def draw(self, number: int) -> Floats:
        """Jitter (frames, people, joints, 2) in pixels as large as the track's own, another one for each number."""
        frames = len(self.deviation)
        there = np.isfinite(self.deviation[0])
        parts = self.together[:, there].reshape(len(self.together), -1)
        mixed = np.random.default_rng(number).normal(size=(frames, len(parts))) @ parts / np.sqrt(len(parts))
        half, whole = (
            self.spectrum.power(np.asarray(list_frequencies(frames, 1 / self.spectrum.fps), np.float64))
            for list_frequencies in (np.fft.rfftfreq, np.fft.fftfreq)
        )
        left = np.sqrt(half / np.mean(whole))
        drawn = np.fft.irfft(np.fft.rfft(mixed, axis=0) * left[:, None], frames, axis=0)
        jitter = np.zeros((*self.deviation.shape, 2))
        jitter[:, there] = drawn.reshape(frames, -1, 2) * self.deviation[:, there][..., None]
        return jitter
