"""One clock for all of a file: time stamps of joined, broken and stampless streams laid on one time line. Pure.

Stamps are integers in units of the stream's time base; a stream that names none for a packet has UNKNOWN there.
A clock may start again where two clips were joined, or leap where one stamp is broken: what follows then goes on
where the picture stood. Both streams of a join leap by the same, so that sound follows the picture.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Stamps = NDArray[np.int64]
Seconds = NDArray[np.float64]
UNKNOWN = np.iinfo(np.int64).min
BACKWARDS = 0.5
"""Seconds a clock must go back to have been started again; players of camera files look no closer either"""
LEAP = 10.0
"""Seconds a clock must leap ahead to be broken; FFmpeg's own limit"""
LIKE = 1.0
"""Seconds by which the leaps of picture and sound at one join may differ"""
UNUSUAL = 3
"""Steps of the usual length that a step must have to be looked at"""
STRAYS = 3
"""Packets in a row whose stamps may be broken although the clock goes on behind them"""


@dataclass(frozen=True)
class Packets:
    """What a stream's packets say of their times, in the order of the file."""

    shown: Stamps
    """When each is to be shown or heard"""
    decoded: Stamps
    """When each is to be decoded: never falls in a sound file"""
    dropped: NDArray[np.bool_]
    """Only there to decode others: an edit list leaves them out"""
    unit: float
    """Seconds"""

    @property
    def in_order(self) -> Stamps:
        """Times that rise from packet to packet: those of decoding, in files that name them."""
        return self.decoded if (self.decoded != UNKNOWN).mean() > 0.5 else self.shown

    @property
    def end(self) -> float:
        """The last moment by the stream's own clock, seconds."""
        known = self.shown[self.shown != UNKNOWN]
        return float(known.max() * self.unit) if len(known) else 0.0

    @property
    def span(self) -> float:
        """From the first to the last moment by the stream's own clock, seconds; dropped packets left out."""
        times = np.where(self.shown != UNKNOWN, self.shown, self.decoded)[~self.dropped]
        known = times[times != UNKNOWN]
        return float(np.ptp(known) * self.unit) if len(known) else 0.0


@dataclass(frozen=True)
class Leap:
    """From this packet on the clock reads so much (seconds) more than it should."""

    packet: int
    by: float


@dataclass(frozen=True)
class MendedStamps:
    """When each packet is shown or heard after mending."""

    shown: Stamps
    """UNKNOWN throughout where the file names no times of showing"""
    seconds: Seconds
    """When pictures are shown or sound is heard, rising; without dropped ones"""
    leaps: list[Leap] = field(default_factory=list)


def mend_picture(packets: Packets) -> MendedStamps:
    """Close every leap of the picture's clock to one usual step."""
    order, stray = _drop_strays(packets)
    leaps = _find_leaps(order, packets.unit)
    order = _take_off(order, leaps, packets.unit)
    if (packets.shown == UNKNOWN).mean() > 0.5:  # as in AVI: shown one after the other
        return MendedStamps(np.full_like(order, UNKNOWN), _tell_seconds(order, packets), leaps)
    shown = _take_off(packets.shown, leaps, packets.unit)
    missing = stray | (shown == UNKNOWN)
    ahead = np.median((shown - order)[~missing & (order != UNKNOWN)]) if (~missing).any() else 0
    known = np.flatnonzero(~missing & (order != UNKNOWN))
    if missing.any() and len(known):
        shown[missing] = np.round(np.interp(np.flatnonzero(missing), known, order[known]) + ahead).astype(np.int64)
    return MendedStamps(shown, _tell_seconds(shown, packets), leaps)


def mend_sound(packets: Packets, picture: list[Leap]) -> MendedStamps:
    """Take the picture's leaps off the sound where it leaps too; a clock of its own that starts again goes on."""
    leaps, pending = [], list(picture)
    own = _find_leaps(packets.in_order, packets.unit)
    before = 0.0
    for leap in own:
        step = leap.by - before
        before = leap.by
        steps = np.diff([0.0, *(other.by for other in picture)])[len(picture) - len(pending) :]
        alike = np.flatnonzero(np.abs(steps - step) < LIKE)
        if len(alike):
            leaps.append(Leap(leap.packet, pending[alike[0]].by))
            del pending[: alike[0] + 1]
        elif step < 0:
            leaps.append(Leap(leap.packet, step + (leaps[-1].by if leaps else 0.0)))
    shown = _take_off(packets.shown, leaps, packets.unit)
    return MendedStamps(shown, _tell_seconds(shown, packets), leaps)


def _tell_seconds(stamps: Stamps, packets: Packets) -> Seconds:
    return np.sort(stamps[(stamps != UNKNOWN) & ~packets.dropped]) * packets.unit


def _find_leaps(order: Stamps, unit: float) -> list[Leap]:
    """Where the order of decoding breaks, and how much the clock is ahead from there on."""
    known = np.flatnonzero(order != UNKNOWN)
    if len(known) < 2:
        return []
    steps = np.diff(order[known])
    usual = _find_usual_step(steps)
    broken = np.flatnonzero((steps < -BACKWARDS / unit) | (steps > max(LEAP / unit, UNUSUAL * usual)))
    ahead = np.cumsum(steps[broken] - usual) * unit
    return [Leap(int(known[i + 1]), float(by)) for i, by in zip(broken, ahead, strict=True)]


def _find_usual_step(steps: Stamps) -> float:
    return float(np.median(steps[steps > 0])) if (steps > 0).any() else 0.0


def _take_off(stamps: Stamps, leaps: list[Leap], unit: float) -> Stamps:
    mended = stamps.copy()
    for number, leap in enumerate(leaps):
        until = leaps[number + 1].packet if number + 1 < len(leaps) else len(stamps)
        part = mended[leap.packet : until]
        part[part != UNKNOWN] -= round(leap.by / unit)
    return mended


def _drop_strays(packets: Packets) -> tuple[Stamps, NDArray[np.bool_]]:
    """Times in the order of decoding without those that stand alone against all around them, and which these are."""
    order = packets.in_order.copy()
    known = np.flatnonzero(order != UNKNOWN)
    stray = np.zeros(len(order), bool)
    steps = np.diff(order[known])
    usual = _find_usual_step(steps)
    for at in (np.flatnonzero((steps < 0) | (steps > max(BACKWARDS / packets.unit, UNUSUAL * usual))) + 1).tolist():
        for length in range(1, min(STRAYS, len(known) - 1 - at) + 1):
            way = order[known[at + length]] - order[known[at - 1]]
            if not stray[known[at - 1]] and 0 < way < 1.5 * (length + 1) * usual:
                stray[known[at : at + length]] = True
                break
    order[stray] = UNKNOWN
    return order, stray


def measure_rate(seconds: Seconds) -> tuple[float, bool]:
    """Pictures a second where there are most of them, and whether their rate wanders. Times rise; at least two."""
    gaps = np.diff(seconds)
    usual = float(np.median(gaps))
    if usual <= 0:
        return 0.0, True
    steady = np.abs(gaps - usual) <= 0.25 * usual
    if steady.mean() >= 0.98 or len(gaps) <= 8:
        return 1 / float(gaps[steady].mean()), False
    # As if all came as fast as the fastest tenth: a fast part of a slow film keeps all its pictures.
    return 1 / float(np.percentile(gaps[gaps > 0], 10)), True
