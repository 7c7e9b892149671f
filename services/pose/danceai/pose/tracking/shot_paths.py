"""The two dancers in every shot, and who of one shot is who of another. Pure.

Nobody's way leads over a cut, so what the two are like joins the shots: their colours, statures, and how their arms lie
in hold. The shots that people named dancers in stay as they are.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import BodyTable, Floats
from danceai.pose.tracking.candidates import Candidates, gather_candidates
from danceai.pose.tracking.couple_choice import Couple, Reference
from danceai.pose.tracking.hints import Hints
from danceai.pose.tracking.identity_swaps import compare_looks
from danceai.pose.tracking.pair_path import PairPath, follow_pair
from danceai.pose.tracking.shots import Shot
from danceai.pose.tracking.who_leads import judge_lead, read_signs

MOST = 8.0
"""Bound of the logarithm of the odds of who leads in the other shots"""


@dataclass(frozen=True)
class ShotPath:
    """The couple in one shot."""

    span: Shot
    reference: Reference
    found: Candidates
    path: PairPath
    named: bool
    """Whether people said who is who"""

    @property
    def choice(self) -> NDArray[np.int64]:
        """(frames, 2) candidates taken for the two, -1 = missing."""
        return self.path.choice

    def turned(self) -> "ShotPath":
        """The two exchanged."""
        path = self.path
        return replace(self, path=PairPath(path.choice[:, ::-1], path.statures[::-1], path.colours[::-1]))


@dataclass(frozen=True)
class Joined:
    """All shots with the couple, lead first."""

    shots: list[ShotPath]
    lead_certainty: float
    """Probability that it is the lead"""


def follow_in_shots(bodies: BodyTable, shots: list[Shot], fps: float, couple: Couple, hints: Hints) -> list[ShotPath]:
    """The best path of pairs in every shot that shows the couple; the two in one order as far as colours tell."""
    seen = [(shot, reference) for shot, reference in zip(shots, couple.shots, strict=True) if reference is not None]
    found = [gather_candidates(bodies, shot, fps, reference, hints) for shot, reference in seen]
    allowed = [hints.slots(f.keypoints, shot[0]) for f, (shot, _) in zip(found, seen, strict=True)]
    colours = _orient(couple.colours, found, allowed)
    return [
        ShotPath(shot, reference, here, follow_pair(here, colours, may, fps), bool((~may).any()))
        for (shot, reference), here, may in zip(seen, found, allowed, strict=True)
    ]


def join_shots(shots: list[ShotPath], fps: float) -> Joined:
    """The shots with the two in one order: the lead first, unless people said who is who."""
    signs = [read_signs(shot.found, shot.path) for shot in shots]
    turned = _find_turned(shots, np.array([judge_lead([sign], fps) for sign in signs]))
    odds = judge_lead([sign.turned() if turn else sign for sign, turn in zip(signs, turned, strict=True)], fps)
    if any(shot.named for shot in shots):
        certainty = 1.0
    else:
        turned ^= odds < 0
        certainty = float(1 / (1 + np.exp(-abs(odds))))
    return Joined([shot.turned() if turn else shot for shot, turn in zip(shots, turned, strict=True)], certainty)


def _find_turned(shots: list[ShotPath], odds: Floats) -> NDArray[np.bool_]:
    """Which shots have the two in another order than the others; `odds` are of the first one's leading in each alone.

    The one that fits the others worst is exchanged, until all fit.
    """
    turned = np.zeros(len(shots), bool)
    colours, statures = (np.array([getattr(s.path, what) for s in shots]) for what in ("colours", "statures"))
    weights = np.array([float((shot.choice >= 0).all(1).sum()) for shot in shots])
    for _ in range(2 * len(shots) if len(shots) > 1 else 0):
        order = np.full(len(shots), np.inf)
        for number in np.flatnonzero([not shot.named for shot in shots]):
            others = weights * (np.arange(len(shots)) != number)
            looks = compare_looks(
                colours[number], statures[number], _average(colours, others), _average(statures, others)
            )
            # Whoever leads here leads there: the shot is in order if both are right about him, or both wrong.
            here, there = odds[number], odds.sum() - odds[number]
            order[number] = looks + 2 * np.arctanh(np.tanh(here / 2) * np.tanh(np.clip(there, -MOST, MOST) / 2))
        worst = int(order.argmin())
        if order[worst] >= 0:
            break
        turned[worst] = not turned[worst]
        odds[worst] *= -1
        colours[worst], statures[worst] = colours[worst, ::-1].copy(), statures[worst, ::-1].copy()
    return turned


def _average(values: Floats, weights: Floats) -> Floats:
    """Weighted mean over the first axis of what is known."""
    share = np.where(np.isfinite(values), weights.reshape(-1, *[1] * (values.ndim - 1)), 0)
    return np.asarray((np.nan_to_num(values) * share).sum(0) / share.sum(0))


def _orient(colours: Floats, found: list[Candidates], allowed: list[NDArray[np.bool_]]) -> Floats:
    """The two looks in the order in which people named the dancers, if they did."""
    own = other = 0.0
    for here, may in zip(found, allowed, strict=True):
        frame, slot, place = np.nonzero(may & ~may[:, ::-1])
        named = here.colours[frame, place]
        own += float(np.nansum(np.linalg.norm(named - colours[slot], axis=1)))
        other += float(np.nansum(np.linalg.norm(named - colours[1 - slot], axis=1)))
    return colours[::-1] if own > other else colours
