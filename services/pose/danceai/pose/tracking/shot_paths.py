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
from danceai.pose.tracking.who_leads import Signs, judge_lead, read_signs

ROUNDS = 3


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
    named = any(shot.named for shot in shots)
    signs = [read_signs(shot.found, shot.path) for shot in shots]
    for _ in range(ROUNDS if len(shots) > 1 else 0):
        turn = [_judge_order(shots, signs, number, fps) < 0 for number in range(len(shots))]
        if not any(turn):
            break
        shots = [shot.turned() if now else shot for shot, now in zip(shots, turn, strict=True)]
        signs = [sign.turned() if now else sign for sign, now in zip(signs, turn, strict=True)]
    odds = judge_lead(signs, fps)
    if named:
        return Joined(shots, 1.0)
    if odds < 0:
        shots = [shot.turned() for shot in shots]
    return Joined(shots, float(1 / (1 + np.exp(-abs(odds)))))


def _take_common(shots: list[ShotPath]) -> tuple[Floats, Floats]:
    """Colours (2, 6) and statures (2,) of the two over all shots, longer ones counting more."""
    weights = np.array([float((shot.choice >= 0).all(1).sum()) + 1e-3 for shot in shots])

    def average(values: Floats) -> Floats:
        share = np.where(np.isfinite(values), weights.reshape(-1, *[1] * (values.ndim - 1)), 0)
        return np.asarray((np.nan_to_num(values) * share).sum(0) / share.sum(0))

    return average(np.array([s.path.colours for s in shots])), average(np.array([s.path.statures for s in shots]))


def _judge_order(shots: list[ShotPath], signs: list[Signs], number: int, fps: float) -> float:
    """Logarithm of the odds that a shot has the two in the order of all shots."""
    path = shots[number].path
    if shots[number].named:
        return np.inf
    looks = compare_looks(path.colours, path.statures, *_take_common(shots))
    own, others = judge_lead([signs[number]], fps), judge_lead([*signs[:number], *signs[number + 1 :]], fps)
    # Whoever leads here leads there: the shot is in order if both are right about him, or both wrong.
    return looks + float(2 * np.arctanh(np.tanh(own / 2) * np.tanh(others / 2)))


def _orient(colours: Floats, found: list[Candidates], allowed: list[NDArray[np.bool_]]) -> Floats:
    """The two looks in the order in which people named the dancers, if they did."""
    own = other = 0.0
    for here, may in zip(found, allowed, strict=True):
        frame, slot, place = np.nonzero(may & ~may[:, ::-1])
        named = here.colours[frame, place]
        own += float(np.nansum(np.linalg.norm(named - colours[slot], axis=1)))
        other += float(np.nansum(np.linalg.norm(named - colours[1 - slot], axis=1)))
    return colours[::-1] if own > other else colours
