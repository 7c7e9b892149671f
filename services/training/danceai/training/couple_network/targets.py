"""What the maps should say of people whose joints are known.

Heat and centres are the Gaussians of CenterNet (Zhou et al. 2019), as wide as MoveNet's own: measured on its maps, a
deviation of .018 (face) to .045 (hips) of a person's height. Peaks keep MoveNet's own level, so that confidences and
supports mean the same to whoever reads them.

Where the centres of two coincide, a regression taught to both blends them. The dancer seen more keeps the cells; the
other's centre is pushed outward, rather upward, for who stands farther away stands higher in the picture.
"""

from typing import NamedTuple

import torch
from torch import Tensor

STRIDE = 4
"""Pixels of a cell's sides"""
DEVIATIONS = (*[0.018] * 5, *[0.034] * 4, *[0.028] * 2, *[0.045] * 2, *[0.036] * 2, *[0.032] * 2)
"""Of each joint's heat, heights of the person"""
CENTRE_DEVIATION = 0.042
LEAST, LARGEST = 0.9, 2.4
"""Cells a deviation has at least and at most"""
PEAK, HIDDEN_PEAK, CENTRE_PEAK = 0.85, 0.6, 0.95
APART = 1.7
"""Deviations between two centres at least"""
UPWARD = 0.6
"""Cells by which a hidden dancer's centre is thought higher before it is pushed"""
OWN_REACH = 1.7
"""Deviations of the weight of a centre's own cells"""
LEAST_WEIGHT = 0.08
SEEN = 2
"""COCO's visibility of what is not hidden"""
LEAST_JOINTS, FEW_SEEN = 4, 8
NOWHERE = -1e3
USUAL_HEIGHT = 40.0
"""Cells of a person whose regression weighs 1; errors count by height"""


class Targets(NamedTuple):
    """Maps as they should be (n, ..., h, w), and how much each cell counts."""

    centre: Tensor
    regression: Tensor
    offset: Tensor
    heat: Tensor
    regression_weight: Tensor
    """(n, 17, h, w)"""
    offset_weight: Tensor
    """(n, 17, h, w)"""
    people: Tensor
    """(n,) how many there are, at least 1"""


def _push_apart(centre: Tensor, seen: Tensor, deviation: Tensor, there: Tensor) -> Tensor:
    """Centres (n, p, 2), those of people who are seen less moved out of the way of who is seen more."""
    pushed = centre.clone()
    for first in range(centre.shape[1]):
        for second in range(centre.shape[1]):
            if first == second:
                continue
            less = (seen[:, second] < seen[:, first]) | ((seen[:, second] == seen[:, first]) & (second > first))
            between = centre[:, second] - pushed[:, first]
            wanted = APART * (deviation[:, first] + deviation[:, second]) / 2
            near = between.norm(dim=1) < wanted
            aimed = between - torch.tensor([0.0, UPWARD], device=centre.device)
            moved = pushed[:, first] + aimed / aimed.norm(dim=1, keepdim=True).clamp_min(1e-3) * wanted[:, None]
            who = less & near & there[:, first] & there[:, second]
            pushed[:, second] = torch.where(who[:, None], moved, pushed[:, second])
    return pushed


class _People(NamedTuple):
    """Who is to be found, in cells."""

    places: Tensor
    """(n, p, 17, 2)"""
    visible: Tensor
    """(n, p, 17) COCO visibility, 0 also of people who are not counted"""
    there: Tensor
    """(n, p)"""
    height: Tensor
    """(n, p)"""
    steps: Tensor
    """(cells,) the number of each row and column"""


def _count(joints: Tensor, cells: int) -> _People:
    """Somebody counts who is seen at all, and of whom four joints are in the picture."""
    places, visible = joints[..., :2] / STRIDE, joints[..., 2]
    there = ((visible > 0).sum(2) >= LEAST_JOINTS) & ((visible == SEEN).sum(2) >= 1)
    height = (places.amax(2) - places.amin(2)).amax(2).clamp_min(8.0)
    steps = torch.arange(cells, device=joints.device, dtype=torch.float32)
    return _People(places, torch.where(there[..., None], visible, 0.0), there, height, steps)


def _bell(places: Tensor, steps: Tensor, deviation: Tensor) -> Tensor:
    """(..., cells) Gaussians about the corners of the cells in which places (...) lie."""
    return torch.exp(-((places.floor()[..., None] - steps) ** 2) / (2 * deviation[..., None] ** 2))


def _away(places: Tensor, steps: Tensor) -> Tensor:
    """(n, 17, 2, cells, cells): dy and dx from every cell to places (n, 17, 2)."""
    cells = len(steps)
    down = (places[..., 1, None] - steps)[..., :, None].expand(-1, -1, -1, cells)
    across = (places[..., 0, None] - steps)[..., None, :].expand(-1, -1, cells, -1)
    return torch.stack([down, across], 2)


def _aim_heat(people: _People) -> tuple[Tensor, Tensor, Tensor]:
    """Heat (n, 17, h, w), offsets (n, 17, 2, h, w) and their weights (n, 17, h, w)."""
    steps, inside = people.steps, people.visible > 0
    deviation = (torch.tensor(DEVIATIONS, device=steps.device) * people.height[..., None]).clamp(LEAST, LARGEST)
    peak = torch.where(people.visible == SEEN, PEAK, HIDDEN_PEAK) * inside
    # Rows and columns are kept apart as long as possible: a Gaussian is the product of two.
    across = _bell(people.places[..., 0], steps, deviation) * peak[..., None]
    down = _bell(people.places[..., 1], steps, deviation)
    count, cells = len(people.there), len(steps)
    heat = torch.zeros(count, 17, cells, cells, device=steps.device)
    offset = torch.zeros(count, 17, 2, cells, cells, device=steps.device)
    weight = torch.zeros_like(heat)
    for person in range(people.there.shape[1]):
        heat = torch.maximum(heat, down[:, person, :, :, None] * across[:, person, :, None, :])
        corner = people.places[:, person].floor()
        from_corner = _away(corner, steps).abs()
        near = (from_corner <= 1).all(2) & (people.visible[:, person] == SEEN)[..., None, None]
        exact = (from_corner == 0).all(2)
        offset = torch.where(near[:, :, None], _away(people.places[:, person], steps), offset)
        weight = torch.where(near, torch.where(exact, 1.0, 0.5), weight)
    return heat, offset, weight


def _aim_centres(people: _People) -> tuple[Tensor, Tensor, Tensor]:
    """Centres (n, 1, h, w), regressions (n, 17, 2, h, w) and their weights (n, 17, h, w)."""
    steps, inside = people.steps, (people.visible > 0)[..., None]
    low = torch.where(inside, people.places, torch.inf).amin(2)
    high = torch.where(inside, people.places, -torch.inf).amax(2)
    middle = torch.where(people.there[..., None], (low + high) / 2, 0.0)
    seen = (people.visible == SEEN).sum(2)
    spread = (CENTRE_DEVIATION * people.height).clamp(LEAST, LARGEST)
    own = torch.where(people.there[..., None], _push_apart(middle, seen, spread, people.there), NOWHERE)
    bells = [_bell(own[..., axis], steps, spread) for axis in (1, 0)]
    centres = CENTRE_PEAK * (bells[0][..., :, None] * bells[1][..., None, :]).amax(1, keepdim=True)
    squared = [((own[..., axis, None] - 0.5 - steps) / spread[..., None]) ** 2 for axis in (1, 0)]
    nearest, who = (squared[0][..., :, None] + squared[1][..., None, :]).min(1)
    cell_weight = torch.exp(-nearest / (2 * OWN_REACH**2))
    cell_weight = torch.where(cell_weight > LEAST_WEIGHT, cell_weight, 0.0)
    known = torch.where(people.visible == SEEN, 1.0, torch.where(people.visible > 0, 0.8, 0.15))
    known = known * torch.where(seen < FEW_SEEN, 1.8, 1.0)[..., None]
    known = known * (USUAL_HEIGHT / people.height.clamp_min(USUAL_HEIGHT / 2))[..., None]
    count, cells = len(who), len(steps)
    regression = torch.zeros(count, 17, 2, cells, cells, device=steps.device)
    weight = torch.zeros(count, 17, cells, cells, device=steps.device)
    for person in range(people.there.shape[1]):
        mine = (who == person) & (cell_weight > 0)
        regression = torch.where(mine[:, None, None], _away(people.places[:, person], steps), regression)
        counts = known[:, person, :, None, None] * cell_weight[:, None] * 2
        weight = torch.where(mine[:, None], counts, weight)
    return centres, regression, weight


def aim(joints: Tensor, cells: int) -> Targets:
    """Targets of `cells` x `cells` maps for people (n, p, 17, 3: pixels, COCO visibility; 0 = not in the picture)."""
    people = _count(joints, cells)
    heat, offset, offset_weight = _aim_heat(people)
    centre, regression, regression_weight = _aim_centres(people)
    number = people.there.sum(1).clamp_min(1).float()
    return Targets(
        centre, regression.flatten(1, 2), offset.flatten(1, 2), heat, regression_weight, offset_weight, number
    )
