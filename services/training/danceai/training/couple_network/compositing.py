"""Batches to train on, put together where the network is trained: people before backgrounds, real pictures among them.

Some of a batch are rendered people before anything; the rest are real pictures alone, whose targets are what the
published network says of them. So are those of real people in a rendered couple's background.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from danceai.training.couple_network.network import Maps
from danceai.training.couple_network.pictures import Dice, build_maps, light, move, spoil, warp
from danceai.training.couple_network.targets import STRIDE, Targets, aim

MIRRORED = (0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15)
"""Each joint's place in a mirrored person"""
SHARE_ACCOMPANIED = 0.35
"""Of rendered pictures with further people, behind or before"""
SHARE_COVERED = 0.15
"""Of rendered pictures with something before the people"""
TEACHER_CENTRE, TEACHER_HEAT = 0.002, 0.1
"""What the published network must say of a cell for its regression and its offset to count"""


@dataclass(frozen=True)
class Stock:
    """What batches are made of, on the training device."""

    sprites: Tensor
    """(n, 4, S, S) bytes: RGB over black, and coverage"""
    joints: Tensor
    """(n, 2, 17, 3)"""
    photos: Tensor
    """(m, 3, P, P) bytes"""


def _draw_views(count: int, source: int, side: int, scale: Tensor, dice: Dice, wander: float) -> tuple[Tensor, Tensor]:
    """Maps (n, 2, 3) from pictures of `source` pixels into such of `side`, and which are mirrored (n,)."""
    flip = dice.chance(0.5, count)
    angle = dice.normal(0.12, count) * dice.chance(0.3, count)
    target = side / 2 + dice.uniform(-1, 1, count, 2) * wander * side
    middle = torch.full((count, 2), source / 2, device=dice.device)
    return build_maps(scale, angle, flip, middle, target), flip


def _move_joints(joints: Tensor, maps: Tensor, flip: Tensor, side: int) -> Tensor:
    swapped = torch.where(flip[:, None, None, None], joints[:, :, list(MIRRORED)], joints)
    places, visible = move(swapped[..., :2], maps), swapped[..., 2]
    outside = (places < 0).any(-1) | (places >= side).any(-1)
    return torch.cat([places, torch.where(outside, 0.0, visible)[..., None]], -1)


def _hide(joints: Tensor, cover: Tensor) -> Tensor:
    """Joints (n, p, 17, 3) with those hidden that lie under a cover (n, 1, side, side)."""
    side = cover.shape[-1]
    column, row = (joints[..., axis].long().clamp(0, side - 1).flatten(1) for axis in (0, 1))
    under = cover.flatten(1).gather(1, row * side + column).reshape(joints.shape[:3]) > 0.5
    return torch.cat([joints[..., :2], torch.where(under, joints[..., 2].clamp_max(1), joints[..., 2])[..., None]], -1)


def _draw_photos(stock: Stock, count: int, side: int, dice: Dice, low: float, high: float) -> Tensor:
    photos = stock.photos[dice.choose(len(stock.photos), count)].float()
    scale = torch.exp(dice.uniform(low, high, count)) * side / photos.shape[-1]
    maps, _ = _draw_views(count, photos.shape[-1], side, scale, dice, 0.2)
    return warp(photos, maps, side)


def _draw_rooms(count: int, side: int, dice: Dice) -> Tensor:
    """Walls and floors with stripes, and blotches of any size and colour."""
    ramp = torch.arange(side, device=dice.device).float()
    edge = dice.uniform(0.2, 0.9, count, 1, 1, 1) * side
    wall, floor = (dice.uniform(20, 250, count, 3, 1, 1) for _ in range(2))
    room = torch.where(ramp[None, None, :, None] < edge, wall, floor)
    wave = ramp[None, None, None, :] * dice.uniform(0.05, 0.6, count, 1, 1, 1)
    wave = wave + ramp[None, None, :, None] * dice.uniform(-0.3, 0.3, count, 1, 1, 1)
    room = room * (1 + dice.uniform(0, 0.15, count, 1, 1, 1) * torch.sin(wave).sign())
    coarse = dice.uniform(0, 255, count, 3, 24, 24)
    zoom = dice.uniform(1.5, 14, count)
    blotches = warp(coarse, _draw_views(count, 24, side, zoom * side / 24, dice, 0.3)[0], side)
    share = torch.where(dice.chance(0.35, count, 1, 1, 1), dice.uniform(0.1, 1, count, 1, 1, 1), 0.0)
    return room * (1 - share) + blotches * share


def _draw_backgrounds(stock: Stock, count: int, side: int, dice: Dice) -> Tensor:
    near = _draw_photos(stock, count, side, dice, 0.0, 0.6)
    close = _draw_photos(stock, count, side, dice, 0.9, 1.8)
    rooms = _draw_rooms(count, side, dice)
    way = dice.uniform(0, 1, count, 1, 1, 1)
    return torch.where(way < 0.4, near, torch.where(way < 0.65, close, rooms))


def _paste(canvas: Tensor, sprite: Tensor) -> Tensor:
    return canvas * (1 - sprite[:, 3:] / 255) + sprite[:, :3]


def _place(stock: Stock, count: int, side: int, dice: Dice, scale: Tensor, wander: float) -> tuple[Tensor, Tensor]:
    """Sprites (n, 4, side, side) at a scale (n,) of the picture, and their joints (n, 2, 17, 3)."""
    chosen = dice.choose(len(stock.sprites), count)
    source = stock.sprites.shape[-1]
    maps, flip = _draw_views(count, source, side, scale * side / source, dice, wander)
    sprite = warp(stock.sprites[chosen].float(), maps, side)
    lit = light(sprite[:, :3], dice, 0.6) * (sprite[:, 3:] > 0)
    joints = _move_joints(stock.joints[chosen], maps, flip, side)
    return torch.cat([lit.minimum(sprite[:, 3:]), sprite[:, 3:]], 1), joints


def _cover(canvas: Tensor, texture: Tensor, dice: Dice) -> tuple[Tensor, Tensor]:
    """A box of texture before some pictures; where it is (n, 1, side, side)."""
    count, side = len(canvas), canvas.shape[-1]
    ramp = torch.arange(side, device=dice.device).float()
    middle, half = dice.uniform(0, side, count, 2, 1), dice.uniform(0.03, 0.16, count, 2, 1) * side
    within = (ramp - middle).abs() < half
    box = within[:, 1, :, None] & within[:, 0, None, :] & dice.chance(SHARE_COVERED, count, 1, 1)
    return torch.where(box[:, None], texture, canvas), box[:, None].float()


def _compose(stock: Stock, count: int, side: int, dice: Dice) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pictures, their backgrounds alone, what of these is covered (n, 1, side, side), and joints (n, 4, 17, 3)."""
    behind = _draw_backgrounds(stock, count, side, dice)
    wide = dice.chance(0.2, count)
    scale = torch.where(wide, dice.uniform(0.95, 1.7, count), dice.uniform(0.28, 1.0, count))
    sprite, joints = _place(stock, count, side, dice, scale, 0.16)
    others, further = _place(stock, count, side, dice, scale * dice.uniform(0.55, 1.05, count), 0.45)
    there = dice.chance(SHARE_ACCOMPANIED, count)
    others = others * there[:, None, None, None]
    further = torch.cat([further[..., :2], torch.where(there[:, None, None], further[..., 2], 0.0)[..., None]], -1)
    before = dice.chance(0.25, count)[:, None, None, None]
    lower, upper = torch.where(before, sprite, others), torch.where(before, others, sprite)
    canvas = _paste(_paste(behind, lower), upper)
    joints = torch.where(before, _hide(joints, others[:, 3:] / 255), joints)
    further = torch.where(before, further, _hide(further, sprite[:, 3:] / 255))
    canvas, box = _cover(canvas, behind.roll(1, 0), dice)
    everybody = _hide(torch.cat([joints, further], 1), box)
    covered = torch.maximum(torch.maximum(lower[:, 3:], upper[:, 3:]) / 255, box)
    return canvas, behind, covered, everybody


def follow(said: Maps, covered: Tensor) -> Targets:
    """What the published network says, where nothing covers it."""
    free = 1 - functional.avg_pool2d(covered, STRIDE)
    centre, heat = torch.sigmoid(said.centre) * free, torch.sigmoid(said.heat) * free
    weight = torch.where(centre > TEACHER_CENTRE, centre.sqrt(), 0.0).expand(-1, 17, -1, -1)
    peaks = (functional.max_pool2d(centre, 3, 1, 1) == centre) & (centre > 0.3)
    people = peaks.flatten(1).sum(1).clamp_min(1).float()
    return Targets(
        centre, said.regression, said.offset, heat, weight, torch.where(heat > TEACHER_HEAT, heat, 0.0), people
    )


def overlay(real: Targets, drawn: Targets) -> Targets:
    """Both: drawn people's own cells, and what the published network says elsewhere."""
    ours = (drawn.regression_weight > 0).any(1, keepdim=True)
    own_joints = drawn.offset_weight > 0
    return Targets(
        torch.maximum(real.centre, drawn.centre),
        torch.where(ours, drawn.regression, real.regression),
        torch.where(own_joints.repeat_interleave(2, 1), drawn.offset, real.offset),
        torch.maximum(real.heat, drawn.heat),
        torch.where(ours, drawn.regression_weight, real.regression_weight),
        torch.where(own_joints, drawn.offset_weight, real.offset_weight),
        real.people + drawn.people - 1,
    )


def draw_batch(
    stock: Stock, teacher: Callable[[Tensor], Maps], counts: tuple[int, int], side: int, dice: Dice
) -> tuple[Tensor, Targets, Tensor]:
    """Pictures (n, 3, side, side), people rendered first, real ones then; their targets; joints of the rendered."""
    rendered, real = counts
    canvas, behind, covered, joints = _compose(stock, rendered, side, dice)
    alone = _draw_photos(stock, real, side, dice, -0.5, 0.6)
    said = teacher(torch.cat([behind, alone]).round())
    followed = follow(said, torch.cat([covered, torch.zeros_like(alone[:, :1])]))
    first = Targets(*(each[:rendered] for each in followed))
    drawn = overlay(first, aim(joints, side // STRIDE))
    targets = Targets(*(torch.cat([ours, theirs[rendered:]]) for ours, theirs in zip(drawn, followed, strict=True)))
    return torch.cat([spoil(canvas, dice), spoil(alone, dice, 0.5)]), targets, joints
