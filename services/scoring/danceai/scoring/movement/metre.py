"""Bars without music: their period and place from the couple's own rise, sway and steps. Pure.

Ballroom movement repeats with the bar: the couple lowers and rises once in it, sways to one side and in the next bar to
the other, and takes the floor on its beats. A period is believed where it explains the movement clearly better than
every other tempo, those at which nobody dances this dance included; who only stands, or walks as it comes, has none.
"""

import itertools
from dataclasses import dataclass

import numpy as np

from danceai.common.offload import keep_going
from danceai.common.skeleton import HIPS, NOSE, SHOULDERS
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.steps import measure_arrivals
from danceai.scoring.movement.sway_and_rise import DRIFT, sway_signal
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import LEEWAY, Music
from danceai.scoring.music.chain import straighten, track
from danceai.scoring.music.onsets import HOP_SECONDS
from danceai.scoring.music.tempi import Tempo

SLOWEST, FASTEST, TEMPI = 0.65, 1.5, 61
"""Of the dance's middle tempo: what is compared, far beyond what is official, and how many tempi of it"""
FINER = 17
"""Tempi within two percent of the best one, to tell it more exactly"""
PIECE = 12.0
"""Seconds over which the tempo counts as constant and figures as alike"""
FEWEST_BARS = 4
LEAST_KNOWN = 0.6
"""Share of a piece in which a signal must be known to say anything"""
MOST_SHARE = 0.98
"""Explained of one signal: no signal decides alone"""
APART = 0.15
"""Of a tempo (natural logarithm): nearer ones explain the same movement over so few bars"""
LEAST_EVIDENCE = 4.5
"""Nats by which the period explains the movement better than tempi do on average, times bars: measured on couples that
dance (tango from 4, the others from 11) and on couples that stand or move at random (3.1 at most)"""
LEAST_CERTAINTY = 0.6
"""Share of that by which it also stands above the best tempo elsewhere"""
SMALL = 1e-9
STIFF = 4000.0
"""Weight of leaving the period, ten times that of music: feet that are hardly seen pull less than whole bars"""
FOOTFALL = 0.1
"""Seconds about an arrival that count as one"""


@dataclass(frozen=True)
class Signal:
    """One thing that repeats with the bar: values (frames,), NaN unknown, and how often a bar it may (harmonics,)."""

    values: Floats
    per_bar: tuple[float, ...]
    weight: float = 1.0
    """Less than 1 where others tell of the same"""


def find_metre(couple: CoupleTracks, tempo: Tempo, tapped: float | None = None) -> Music | None:
    """Bars and beats of the couple's own movement, or None where it has no clear period in the dance's tempo range.

    tapped: beats per minute, where somebody has said them; they replace the range. Beats follow the feet's pulse. Which
    beat is the first of the bar is where the couple is lowest; where there is no rise that is chance: whatever compares
    bars does not mind. Confidence is the share by which the period stands above every other tempo, 0..1.
    """
    middle, low, high = _find_range(tempo, tapped)
    signals = _find_signals(couple, tempo.beats_per_bar)
    pieces = _find_pieces(couple, FEWEST_BARS / 2 * 60 / middle)
    seconds = sum(piece.stop - piece.start for piece in pieces) / couple.fps
    if seconds * middle / 60 < FEWEST_BARS:
        return None
    tempi = middle * np.geomspace(SLOWEST, FASTEST, TEMPI)
    explained = np.array([_explain(signals, couple, pieces, bars / 60) for bars in tempi])
    gain = explained - np.median(explained)
    inside = np.flatnonzero((tempi >= low) & (tempi <= high))
    best = int(inside[gain[inside].argmax()])
    elsewhere = float(gain[np.abs(np.log(tempi / tempi[best])) > APART].max())
    certainty = float(np.clip(1 - elsewhere / max(gain[best], SMALL), 0, 1))
    if gain[best] < gain.max() or gain[best] * seconds * tempi[best] / 60 < LEAST_EVIDENCE:
        return None
    if certainty < LEAST_CERTAINTY:
        return None
    near = tempi[best] * np.geomspace(0.98, 1.02, FINER)
    finest = near[int(np.argmax([_explain(signals, couple, pieces, bars / 60) for bars in near]))]
    return _count(couple, 60 / float(finest), tempo.beats_per_bar, certainty)


def _find_range(tempo: Tempo, tapped: float | None) -> tuple[float, float, float]:
    """Bars per minute: the middle, the slowest and the fastest that are believed."""
    slowest, fastest = (tapped, tapped) if tapped else tempo.beats_per_minute()
    low, high = (1 - LEEWAY) * slowest / tempo.beats_per_bar, (1 + LEEWAY) * fastest / tempo.beats_per_bar
    return float(np.sqrt(low * high)), low, high


def _find_signals(couple: CoupleTracks, beats_per_bar: int) -> list[Signal]:
    """How high hips, shoulders and head are, how fast the couple goes, how it sways, and the feet's pulse.

    Heights are those in the picture: above a floor that is guessed from the feet they are less regular.
    """
    steps = (1, beats_per_bar) if beats_per_bar % 2 else (1, 2, beats_per_bar)
    heights = _find_heights(couple)
    return [
        *(Signal(height, (1, 2), len(couple.people) / len(heights)) for height in heights),
        Signal(np.gradient(couple.middle[:, 0]), (1, 2)),
        Signal(sway_signal(couple), (0.5, 1, 1.5)),
        *(Signal(_find_pulse(couple, measure_arrivals(person)), steps) for person in couple.people),
    ]


def _find_heights(couple: CoupleTracks) -> list[Floats]:
    """How low (frames,) hips, shoulders and head of both are in the picture, pixels."""
    points = [
        point
        for person in couple.people
        for point in (person.midpoint(HIPS), person.midpoint(SHOULDERS), person.joint(NOSE))
    ]
    return [point[:, 1] for point in points]


def _find_pulse(couple: CoupleTracks, arrivals: Floats) -> Floats:
    """Arrivals (frames,) as one hump each, hard and soft ones more alike; unknown where nothing counts."""
    width = max(1, round(FOOTFALL * couple.fps))
    hump = np.hanning(width + 2)[1:-1]
    return np.where(couple.counted, np.sqrt(np.convolve(arrivals, hump / hump.sum(), "same")), np.nan)


def _find_pieces(couple: CoupleTracks, shortest: float) -> list[slice]:
    """Stretches of frames of about `PIECE` within one shot each; shots shorter than `shortest` seconds say nothing."""
    pieces = []
    for shot in couple.shots.split(couple.frames):
        length = (shot.stop - shot.start) / couple.fps
        if length >= shortest:
            edges = np.linspace(shot.start, shot.stop, max(1, round(length / PIECE)) + 1).astype(int)
            pieces += [slice(int(start), int(end)) for start, end in itertools.pairwise(edges)]
    return pieces


def _explain(signals: list[Signal], couple: CoupleTracks, pieces: list[slice], bars_per_second: float) -> float:
    """Nats by which waves of one tempo explain all signals: weighted sum of -log(1 - R^2) / 2, mean over pieces."""
    keep_going()
    nats = 0.0
    for signal in signals:
        waves = np.array(signal.per_bar) * bars_per_second
        shares = [_explain_one(signal.values[piece], couple.times[piece], waves) for piece in pieces]
        nats -= 0.5 * signal.weight * float(np.log(1 - np.minimum(shares, MOST_SHARE)).mean())
    return nats


def _explain_one(values: Floats, times: Floats, frequencies: Floats) -> float:
    """Share (R^2) of what a straight line leaves of values (n,) that waves of the frequencies (Hz) explain."""
    known = np.isfinite(values)
    if known.mean() < LEAST_KNOWN:
        return 0.0
    seconds, wanted = times[known] - times[0], values[known]
    angle = 2 * np.pi * seconds[:, None] * frequencies[None]
    line = np.stack([np.ones_like(seconds), seconds], 1)
    before, after = (_leave(wanted, by) for by in (line, np.concatenate([line, np.cos(angle), np.sin(angle)], 1)))
    return 1 - after / before if before > 0 else 0.0


def _leave(values: Floats, by: Floats) -> float:
    """Sum of squares that a least-squares fit of values (n,) by the columns of `by` (n, k) leaves."""
    square = by.T @ by
    # A little is added to the diagonal: two waves that a short piece cannot tell apart must not stop the search.
    factors = np.linalg.solve(square + SMALL * np.trace(square) * np.eye(len(square)), by.T @ values)
    return float(((values - by @ factors) ** 2).sum())


def _count(couple: CoupleTracks, bar: float, per_bar: int, certainty: float) -> Music | None:
    """Beats through the feet's pulse, shot by shot, around a bar of so many seconds; the first is where all is low."""
    pulse = np.nan_to_num(sum(_find_pulse(couple, measure_arrivals(person)) for person in couple.people))
    low = average(*(height - couple.calm(height, DRIFT) for height in _find_heights(couple)))
    beats, first = np.empty(0), 0
    for shot in couple.shots.split(couple.frames):
        if (shot.stop - shot.start) / couple.fps < 2 * bar:
            continue
        times = couple.times[shot]
        fine = np.interp(np.arange(times[0], times[-1], HOP_SECONDS), times, pulse[shot])
        found = straighten(times[0] + track(fine, bar / per_bar / HOP_SECONDS, STIFF) * HOP_SECONDS)
        one = _find_lowest(low[shot], times, found, per_bar)
        if not len(beats):
            beats, first = found, one
        else:
            # The count goes on: up to a bar of beats is left out behind the cut, of which nothing is measured anyway.
            beats = np.concatenate([beats, found[(one + len(beats) - first) % per_bar :]])
    if len(beats) < FEWEST_BARS * per_bar / 2:
        return None
    return Music(beats, float(np.median(np.diff(beats))), per_bar, first, certainty)


def _find_lowest(low: Floats, times: Floats, beats: Floats, per_bar: int) -> int:
    """Number of the beat of the bar (0 ...) during which the couple is lowest: it rises from the end of one."""
    known = np.isfinite(low)
    if not known.any():
        return 0
    at = np.interp(beats + np.diff(beats).mean() / 2, times[known], low[known])
    whole = len(at) // per_bar * per_bar
    return int(at[:whole].reshape(-1, per_bar).mean(0).argmax())
