"""Beats and bars from sound: the dance's tempo range as hard prior, then beats that follow the music. Pure.

Plain trackers halve or double the fast dances, so the period is searched only where the dance can be (or where
somebody has tapped it). Recordings keep their tempo within a few percent but not exactly: beats are then tracked
around that period (`chain`), where the music plays (`extent`).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from danceai.common.offload import keep_going
from danceai.scoring.music.chain import straighten, track
from danceai.scoring.music.extent import find_extent, find_music_cuts
from danceai.scoring.music.onsets import Floats, Onsets, Samples, find_onsets
from danceai.scoring.music.tempi import Tempo

LEAST_SECONDS = 4.0
LEAST_CONFIDENCE = 0.15
LEEWAY = 0.05
"""Studio music is often a little slower or faster than the rule book."""
TAPPED_LEEWAY = 0.03
FAR = 0.22
"""How far outside the rule book a tempo is looked for, to warn of it; an octave would be 1."""
CLEARLY = 1.15
"""A tempo outside the range must be this much stronger than the best inside."""
PIECE = 12.0
"""Seconds over which the tempo counts as constant when the period is searched."""
LONGEST_BEAT = 1.5
"""Of the period: what lies further apart has a cut between"""
AT_THE_EDGE = 0.03
"""Seconds from the first sample within which a beat has no time to rise"""


@dataclass(frozen=True)
class Tapped:
    """What a user has said of the music: tempo (beats per minute) and the time of a down-beat, seconds."""

    beats_per_minute: float | None = None
    downbeat: float | None = None


@dataclass(frozen=True)
class Music:
    """Beats (seconds), which of them is a down-beat first, and how sure that is (0..1)."""

    beats: Floats
    period: float
    beats_per_bar: int
    first_downbeat: int
    confidence: float
    drift: float = 0.0
    """Change of the tempo over the video, share of the tempo"""

    @property
    def bar(self) -> float:
        """Seconds from down-beat to down-beat."""
        return self.period * self.beats_per_bar

    def downbeats(self) -> Floats:
        """Times of every one."""
        return self.beats[self.first_downbeat :: self.beats_per_bar]

    def moved(self, seconds: float) -> "Music":
        """The same music in a clock in which everything happens `seconds` later."""
        return replace(self, beats=self.beats + seconds)


def find_beats(
    samples: Samples,
    rate: int,
    tempo: Tempo,
    tapped: Tapped | None = None,
    far: float = FAR,
    cuts: Sequence[float] = (),
) -> Music | None:
    """The beats, or None when there is no music to be heard in the tempo range.

    samples: (n,) mono, -1..1. far: how far outside the range (share) a clearly stronger tempo is taken instead.
    cuts: seconds at which the picture is cut; where the music is cut with it, beats are sought on each side for itself.
    A tapped tempo replaces the range, a tapped down-beat the one that was heard; with both, beats are counted even
    where the sound gives none. Confidence compares onsets on the beat with the average.
    """
    tapped = tapped or Tapped()
    seconds = len(samples) / rate
    if seconds < LEAST_SECONDS or np.abs(samples).max() < 1e-3:
        return _count_on(tapped, tempo, seconds)
    return track_beats(find_onsets(samples, rate), tempo, tapped, far, cuts) or _count_on(tapped, tempo, seconds)


def track_beats(onsets: Onsets, tempo: Tempo, tapped: Tapped, far: float, cuts: Sequence[float] = ()) -> Music | None:
    """The beats that onsets give; one analysis of a sound serves every tempo it is asked for. See `find_beats`."""
    # A blurred copy forgives a grid that is a hundredth off while the period is still rough.
    smooth = np.convolve(onsets.strength, np.hanning(7) / np.hanning(7).sum(), "same")
    if tapped.beats_per_minute:
        slowest, fastest = ((1 + leeway) * tapped.beats_per_minute for leeway in (-TAPPED_LEEWAY, TAPPED_LEEWAY))
        period, _ = _find_period(smooth, onsets.hop, slowest, fastest)
    else:
        period, strength = _find_period(smooth, onsets.hop, *tempo.beats_per_minute(LEEWAY))
        elsewhere, stronger = _find_period(smooth, onsets.hop, *tempo.beats_per_minute(max(far, LEEWAY)))
        period = elsewhere if stronger > CLEARLY * strength else period
    stretches = _follow(onsets, smooth, period, tempo.beats_per_bar, cuts)
    confidence = _compare(smooth, onsets.hop, stretches)
    if confidence < LEAST_CONFIDENCE:
        return None
    if not tapped.beats_per_minute:
        stretches = _without_talk(stretches, smooth, onsets.hop, period)
    beats, first = _join(onsets, [_reach_back(straighten(beats)) for beats in stretches], tempo.beats_per_bar, tapped)
    if len(beats) < 2 * tempo.beats_per_bar:
        return None
    periods = np.diff(beats)
    periods = periods[periods < LONGEST_BEAT * period]
    slope = np.polyfit(np.arange(len(periods)), periods, 1)[0] * len(periods)
    return Music(beats, float(periods.mean()), tempo.beats_per_bar, first, confidence, float(-slope / periods.mean()))


def _follow(onsets: Onsets, smooth: Floats, period: float, per_bar: int, cuts: Sequence[float]) -> list[Floats]:
    """Beats (n,) in seconds of every stretch that the music plays through, as they are heard, not straightened."""
    edges = [0.0, *find_music_cuts(smooth, onsets.hop, period, cuts), len(smooth) * onsets.hop]
    stretches = []
    for low, high in itertools.pairwise(round(edge / onsets.hop) for edge in edges):
        if (high - low) * onsets.hop < 2 * per_bar * period:
            continue
        beats = (low + track(smooth[low:high], period / onsets.hop)) * onsets.hop
        stretches.append(beats[(beats > onsets.starts - period / 2) & (beats < onsets.ends + period / 2)])
    return stretches


def _compare(smooth: Floats, hop: float, stretches: list[Floats]) -> float:
    """How far onsets on the beat stand above the average, 0..1, over all that was recorded: chance has no best part."""
    beats = np.concatenate([np.empty(0), *(straighten(beats) for beats in stretches)])
    on_beat = float(np.interp(beats, np.arange(len(smooth)) * hop, smooth).mean()) if len(beats) else 0.0
    return float(np.clip(1 - smooth.mean() / max(on_beat, 1e-9), 0, 1))


def _without_talk(stretches: list[Floats], smooth: Floats, hop: float, period: float) -> list[Floats]:
    """The beats of each stretch (n,) that lie where music plays."""
    straight = [straighten(beats) for beats in stretches]
    joined = np.concatenate([np.empty(0), *straight])
    if not len(joined):
        return []
    played = joined[find_extent(smooth, hop, joined, period)]
    return [beats[(even >= played[0]) & (even <= played[-1])] for beats, even in zip(stretches, straight, strict=True)]


def _reach_back(beats: Floats) -> Floats:
    """The beats (n,) with the one on which the sound begins: nothing is heard to rise there."""
    if len(beats) < 2 or abs(before := float(2 * beats[0] - beats[1])) > AT_THE_EDGE:
        return beats
    return np.concatenate([[max(before, 0.0)], beats])


def _join(onsets: Onsets, stretches: list[Floats], per_bar: int, tapped: Tapped) -> tuple[Floats, int]:
    """(beats (n,), index of the first down-beat) of all stretches of two bars or more.

    So that the count goes on, up to a bar of beats is left out behind each cut: of that bar nothing is made anyway.
    """
    joined, first = np.empty(0), 0
    for beats in stretches:
        if len(beats) < 2 * per_bar:
            continue
        inside = tapped.downbeat is not None and beats[0] - 1 <= tapped.downbeat <= beats[-1] + 1
        one = _find_downbeat(onsets, beats, per_bar, tapped if inside or len(stretches) == 1 else Tapped())
        if not len(joined):
            joined, first = beats, one
        else:
            joined = np.concatenate([joined, beats[(one + len(joined) - first) % per_bar :]])
    return joined, first


def _count_on(tapped: Tapped, tempo: Tempo, seconds: float) -> Music | None:
    """Beats from what was tapped alone."""
    if not tapped.beats_per_minute or tapped.downbeat is None or seconds <= 0:
        return None
    period = 60 / tapped.beats_per_minute
    before = int(tapped.downbeat / period)
    beats = np.arange(tapped.downbeat - before * period, seconds, period)
    return Music(beats, period, tempo.beats_per_bar, before % tempo.beats_per_bar, 0.0)


def _measure_grid(onsets: Floats, period: float, phases: Floats) -> Floats:
    """Mean onset strength on grids of one period, for every phase (n,)."""
    steps = phases[:, None] + period * np.arange(int((len(onsets) - 1) / period))[None]
    return np.asarray(np.interp(steps, np.arange(len(onsets)), onsets, right=0.0).mean(1))


def _find_period(onsets: Floats, hop: float, slowest: float, fastest: float) -> tuple[float, float]:
    """(seconds per beat, strength) of the strongest grid between two tempi (beats/min).

    The strength of a period is the mean over pieces of the best phase in each, so that slow drift costs nothing.
    """
    size = min(len(onsets), round(PIECE / hop))
    pieces = [onsets[start : start + size] for start in range(0, len(onsets) - size // 2, size)]
    pieces = [piece for piece in pieces if len(piece) >= size // 2]

    def strength(period: float) -> float:
        keep_going()
        phases = np.arange(0.0, period)
        return float(np.mean([_measure_grid(piece, period, phases).max() for piece in pieces]))

    periods = 60 / np.linspace(slowest, fastest, max(41, round((fastest / slowest - 1) * 500))) / hop
    strengths = [strength(period) for period in periods]
    best = int(np.argmax(strengths))
    near = periods[best] * (1 + np.linspace(-0.002, 0.002, 9))
    finest = max(((strength(period), period) for period in near), key=lambda pair: pair[0])
    return float(finest[1] * hop), finest[0]


def _find_downbeat(onsets: Onsets, beats: Floats, per_bar: int, tapped: Tapped) -> int:
    """Index of the first down-beat: where somebody tapped it, or where the bass plays and the harmony changes.

    Bass alone does not tell one from three in 4/4; chords change at bar lines (Goto 2001, real-time beat tracking).
    """
    if tapped.downbeat is not None:
        return int(np.abs(beats - tapped.downbeat).argmin()) % per_bar
    at = np.rint(beats / onsets.hop).astype(int)
    bass = np.array([onsets.bass[max(0, i - 2) : i + 4].max(initial=0.0) for i in at])
    chords = np.array([onsets.chroma[a + 2 : b].sum(0) for a, b in itertools.pairwise(at)])
    chords /= np.linalg.norm(chords, axis=1, keepdims=True) + 1e-12
    change = np.concatenate([[0.0], 1 - (chords[1:] * chords[:-1]).sum(1), [0.0]])
    whole = len(beats) // per_bar * per_bar
    heard = [values[:whole].reshape(-1, per_bar).mean(0) for values in (bass, change)]
    return int(np.argmax(sum(values / (values.mean() + 1e-12) for values in heard)))
