"""A chain of beats through the onsets, and how it is straightened. Pure.

Dynamic programming around a period: Ellis 2007, 'Beat tracking by dynamic programming'.
"""

import numpy as np

from danceai.common.offload import keep_going
from danceai.scoring.music.onsets import Floats

TIGHT = 400.0
"""Weight of leaving the period, against onsets of unit spread."""
STEADY = 8
"""Beats on each side over which the tracked times are straightened."""


def track(onsets: Floats, period: float, tight: float = TIGHT) -> Floats:
    """Beat times in hops: the chain of onsets with the best sum of strength less the price of uneven distances."""
    spread = onsets / (onsets.std() + 1e-12)
    reach = np.arange(-round(1.6 * period), -round(0.6 * period) + 1)
    price = -tight * np.log(-reach / period) ** 2
    total, before = spread.copy(), np.full(len(spread), -1)
    first = -int(reach[0])
    for now in range(first, len(spread)):
        keep_going()
        ways = total[now + reach] + price
        best = int(ways.argmax())
        total[now] += ways[best]
        before[now] = now + reach[best]
    last = len(spread) - round(period) + int(total[-round(period) :].argmax())
    chain = [last]
    while before[chain[-1]] >= 0:
        chain.append(int(before[chain[-1]]))
    # The first beats have nothing before them: go on evenly to the beginning.
    earlier = np.arange(chain[-1] - period, 0, -period)
    return np.array([*earlier[::-1], *chain[::-1]], float)


def straighten(beats: Floats) -> Floats:
    """Each beat on the straight line through its neighbours: a weak onset no longer pulls a beat to a side."""
    straight = np.empty_like(beats)
    for i in range(len(beats)):
        near = np.arange(max(0, i - STEADY), min(len(beats), i + STEADY + 1))
        straight[i] = np.polyval(np.polyfit(near, beats[near], 1), i) if len(near) > 2 else beats[i]
    return straight
