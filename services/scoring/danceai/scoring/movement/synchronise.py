"""How much later one camera started than another: by the sound both have recorded, else by the movement. Pure."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.signal import correlate, correlation_lags

from danceai.common.skeleton import SHOULDERS_TO_ANKLES
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.onsets import Floats, find_onsets
from danceai.scoring.music.sound import Sound

By = Literal["sound", "motion", "none"]
STEP = 0.01
"""Seconds per value in which both signals are compared"""
LEAST_AGREEMENT = {"sound": 0.3, "motion": 0.5}
LEAST_OVERLAP = 3.0
"""Seconds both must have recorded"""


@dataclass(frozen=True)
class Offset:
    """A moment at second t of the first video is at second t - seconds of the other one."""

    seconds: float
    agreement: float
    """Correlation of both signals at that offset, -1..1"""
    by: By


def _align(first: Floats, other: Floats) -> tuple[float, float]:
    """(seconds, correlation) at which two signals of `STEP` agree best; NaN counts as the mean."""
    a, b = (np.nan_to_num((signal - np.nanmean(signal)) / (np.nanstd(signal) + 1e-12)) for signal in (first, other))
    lags = correlation_lags(len(a), len(b))
    overlap = correlate(np.ones_like(a), np.ones_like(b), method="fft").round()
    agreement = np.where(
        overlap * STEP >= min(LEAST_OVERLAP, 0.5 * min(len(a), len(b)) * STEP), correlate(a, b, method="fft"), -np.inf
    )
    # Short overlaps agree by chance: the sum, not the mean, decides; the mean is told.
    peak = int(agreement.argmax())
    shift = 0.0
    if 0 < peak < len(lags) - 1 and np.isfinite(agreement[peak - 1 : peak + 2]).all():
        before, here, after = agreement[peak - 1 : peak + 2]
        shift = float(np.clip(0.5 * (before - after) / min(before - 2 * here + after, -1e-12), -0.5, 0.5))
    return float((lags[peak] + shift) * STEP), float(agreement[peak] / max(overlap[peak], 1.0))


def _measure_movement(couple: CoupleTracks) -> Floats:
    """How fast both bodies move in the picture, trunk heights per second, every `STEP` seconds."""
    joints = np.concatenate([person.xy[:, SHOULDERS_TO_ANKLES] / person.scale for person in couple.people], axis=1)
    speed = np.nanmean(np.hypot(*np.moveaxis(np.gradient(joints, axis=0), -1, 0)), axis=1) * couple.fps
    width = max(1, round(0.1 * couple.fps))
    at = np.arange(0, couple.frames / couple.fps, STEP)
    return np.asarray(np.interp(at, couple.times, np.convolve(np.nan_to_num(speed), np.ones(width) / width, "same")))


def find_offset(first: tuple[CoupleTracks, Sound | None], other: tuple[CoupleTracks, Sound | None]) -> Offset:
    """By the onsets of both sound tracks (samples, rate) where they agree, else by the couple's movement."""
    if first[1] and other[1]:
        strengths = []
        for samples, rate in (first[1], other[1]):
            onsets = find_onsets(samples, rate)
            at = np.arange(0, len(onsets.strength) * onsets.hop, STEP)
            strengths.append(np.interp(at, np.arange(len(onsets.strength)) * onsets.hop, onsets.strength))
        seconds, agreement = _align(strengths[0], strengths[1])
        if agreement >= LEAST_AGREEMENT["sound"]:
            return Offset(seconds, agreement, "sound")
    seconds, agreement = _align(_measure_movement(first[0]), _measure_movement(other[0]))
    if agreement >= LEAST_AGREEMENT["motion"]:
        return Offset(seconds, agreement, "motion")
    return Offset(0.0, agreement, "none")
