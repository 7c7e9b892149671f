"""How far maps are from what they should be.

Heat and centres: cross entropy weighted by the squared error (quality focal loss, Li et al. 2020, arXiv 2006.04388),
per person. Places: absolute error in cells, smooth near nought for regressions, per weight.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from danceai.training.couple_network.network import Maps
from danceai.training.couple_network.targets import Targets

SMOOTH = 0.5
"""Cells below which a regression's error counts squared"""
CENTRE, HEAT, REGRESSION, OFFSET = 0.5, 0.15, 0.7, 0.3
"""Weights of the four parts, which bring them to one size"""


class Losses(NamedTuple):
    """The four parts, weighted; their sum is what is made small."""

    centre: Tensor
    heat: Tensor
    regression: Tensor
    offset: Tensor


def _focal(logits: Tensor, wanted: Tensor, people: Tensor) -> Tensor:
    missed = (torch.sigmoid(logits) - wanted).square()
    entropy = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return ((missed * entropy).flatten(1).sum(1) / people).mean()


def _per_weight(errors: Tensor, weight: Tensor) -> Tensor:
    joined = errors.unflatten(1, (17, 2)).sum(2)
    return (joined * weight).sum() / (weight.sum() + 1)


def measure(said: Maps, wanted: Targets) -> Losses:
    """The parts over a batch."""
    regression = functional.smooth_l1_loss(said.regression, wanted.regression, reduction="none", beta=SMOOTH)
    offset = functional.l1_loss(said.offset, wanted.offset, reduction="none")
    return Losses(
        CENTRE * _focal(said.centre, wanted.centre, wanted.people),
        HEAT * _focal(said.heat, wanted.heat, wanted.people),
        REGRESSION * _per_weight(regression, wanted.regression_weight),
        OFFSET * _per_weight(offset, wanted.offset_weight),
    )


def part(targets: Targets, first: int, last: int) -> Targets:
    """Some of a batch."""
    return Targets(*(each[first:last] for each in targets))
