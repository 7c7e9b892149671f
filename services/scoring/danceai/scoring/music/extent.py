"""Where in a sound the music plays, and where an edited film has cut it: beats are neither sought nor counted beyond.

Pure.
"""

from collections.abc import Sequence

import numpy as np

from danceai.scoring.music.onsets import Floats

LEAST_CLEAR = 0.7
"""Of how much the clearest beats stand out: speech rises as often between the beats as on them, and stays below"""
CLEAREST = 90
"""Percentile over the beats: music may be the smaller part of what was recorded"""
NEIGHBOURS = 4
"""Beats on each side over which it is told how much beats stand out"""
MOST_BEATS = 8.0
"""On each side of a cut, from which the music's phase there is taken"""
FEWEST_BEATS = 3.0
JUMP = 0.15
"""Of a beat: the phase that music which plays on keeps, however roughly its period is known"""


def find_extent(strength: Floats, hop: float, beats: Floats, period: float) -> slice:
    """The beats (n,) of the music: not those that were counted on through talk before it, or applause after it.

    strength: (values,) of onsets, `hop` seconds apart. The run of beats with the largest sum of what the onsets on the
    beat exceed those around it by (maximum subarray); a quiet passage within the music stays in it.
    """
    on = np.interp(beats, np.arange(len(strength)) * hop, strength)
    total = np.concatenate([[0.0], np.cumsum(strength)])
    edges = np.clip(np.rint((beats + np.array([[-0.5], [0.5]]) * period) / hop).astype(int), 0, len(strength))
    around = (total[edges[1]] - total[edges[0]]) / np.maximum(edges[1] - edges[0], 1)
    near = np.ones(2 * NEIGHBOURS + 1)
    clear = 1 - np.convolve(around, near, "same") / np.maximum(np.convolve(on, near, "same"), 1e-12)
    gain = on * (1 - LEAST_CLEAR * float(np.percentile(clear, CLEAREST))) - around
    reached = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(reached)
    end = int((reached - lowest)[1:].argmax()) + 1
    return slice(int(reached[:end].argmin()), end)


def find_music_cuts(strength: Floats, hop: float, period: float, cuts: Sequence[float]) -> list[float]:
    """Those of the picture's cuts (seconds) at which the music does not play on: the beat's phase jumps there."""
    edges = [0.0, *cuts, len(strength) * hop]
    jumps = []
    for before, cut, after in zip(edges, edges[1:], edges[2:], strict=False):
        reach = min(MOST_BEATS * period, cut - before, after - cut)
        if reach < FEWEST_BEATS * period:
            continue
        here, there = (_find_phase(strength, hop, period, start, reach) for start in (cut - reach, cut))
        if abs((there - here + 0.5) % 1 - 0.5) > JUMP:
            jumps.append(cut)
    return jumps


def _find_phase(strength: Floats, hop: float, period: float, start: float, length: float) -> float:
    """Place in the beat, 0..1, of the onsets in `length` seconds from `start` on."""
    at = np.arange(round(start / hop), min(round((start + length) / hop), len(strength)))
    return float(np.angle((strength[at] ** 2 * np.exp(2j * np.pi * at * hop / period)).sum()) / (2 * np.pi) % 1)
