"""Whether the maps hold every dancer: the share of people whom a regression reaches."""

import torch
from torch import Tensor

from danceai.training.couple_network.network import Maps
from danceai.training.couple_network.targets import STRIDE

LEAST_CENTRE = 0.002
"""Centres from which the product reads a cell"""
REACHED = 0.5
"""OKS"""
AREA_OF_BOX = 0.53
"""Of a person's box that the person covers, as the product takes it"""
FALL_OFF = (
    0.026,
    *[0.025] * 2,
    *[0.035] * 2,
    *[0.079] * 2,
    *[0.072] * 2,
    *[0.062] * 2,
    *[0.107] * 2,
    *[0.087] * 2,
    *[0.089] * 2,
)
"""Of each joint; source: cocoapi, `cocoeval.py`"""


def share_reached(said: Maps, joints: Tensor) -> Tensor:
    """(m,) 1 for everybody of joints (n, p, 17, 3) whom some cell's regression meets with an OKS of a half, else 0."""
    return (best_oks(said, joints) > REACHED).float()


def best_oks(said: Maps, joints: Tensor) -> Tensor:
    """(m,) OKS of the cell whose regression meets somebody of joints (n, p, 17, 3) best; 0 where no cell is alive."""
    drawn = len(joints)
    height, width = said.centre.shape[-2:]
    rows = torch.arange(height, device=joints.device).float().reshape(-1, 1)
    columns = torch.arange(width, device=joints.device).float()
    regression = said.regression[:drawn].unflatten(1, (17, 2))
    alive = said.centre[:drawn, 0].sigmoid() > LEAST_CENTRE
    twice = 2 * torch.tensor(FALL_OFF, device=joints.device)
    answers = []
    for person in range(joints.shape[1]):
        places, visible = joints[:, person, :, :2] / STRIDE, joints[:, person, :, 2]
        sides = places.amax(1) - places.amin(1)
        reach = (AREA_OF_BOX * sides.prod(1)).clamp_min(1).sqrt()[:, None] * twice
        x, y = columns + regression[:, :, 1], rows + regression[:, :, 0]
        squared = (x - places[..., 0, None, None]) ** 2 + (y - places[..., 1, None, None]) ** 2
        alike = torch.exp(-squared / (2 * reach[..., None, None] ** 2)) * (visible > 0)[..., None, None]
        likeness = alike.sum(1) / (visible > 0).sum(1).clamp_min(1)[:, None, None]
        best = (likeness * alive).flatten(1).amax(1)
        counted = ((visible > 0).sum(1) >= 4) & ((visible == 2).sum(1) >= 1)
        answers.append(best[counted])
    return torch.cat(answers)
