"""Batches of pictures turned, scaled, lit, blurred and packed anew, on whatever device they lie.

Pictures are (n, 3, H, W), 0..255; places have pixels as units, the first pixel's middle at (.5, .5).
"""

import math

import torch
from torch import Generator, Tensor
from torch.nn import functional

GREY = (0.299, 0.587, 0.114)
LUMINANCE = torch.tensor(
    [
        [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    dtype=torch.float32,
)  # fmt: skip
"""Steps of JPEG's coefficients at quality 50 (ITU-T T.81, table K.1)"""


class Dice:
    """Random numbers of one generator, on its device."""

    def __init__(self, device: torch.device, seed: int) -> None:
        self.device, self._generator = device, Generator(device=device)
        self._generator.manual_seed(seed)

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """Even between two numbers."""
        return torch.rand(shape, generator=self._generator, device=self.device) * (high - low) + low

    def normal(self, deviation: float, *shape: int) -> Tensor:
        """Around nought."""
        return torch.randn(shape, generator=self._generator, device=self.device) * deviation

    def chance(self, share: float, *shape: int) -> Tensor:
        """True for a share."""
        return torch.rand(shape, generator=self._generator, device=self.device) < share

    def choose(self, end: int, *shape: int) -> Tensor:
        """Whole numbers below the end."""
        return torch.randint(end, shape, generator=self._generator, device=self.device)


def build_maps(scale: Tensor, angle: Tensor, flip: Tensor, source: Tensor, target: Tensor) -> Tensor:
    """Maps (n, 2, 3) that scale, turn by radians, mirror where told, and send the point `source` (n, 2) to `target`."""
    cosine, sine = torch.cos(angle) * scale, torch.sin(angle) * scale
    mirror = torch.where(flip, -1.0, 1.0)
    linear = torch.stack([torch.stack([cosine * mirror, -sine], 1), torch.stack([sine * mirror, cosine], 1)], 1)
    shift = target - (linear @ source[:, :, None])[:, :, 0]
    return torch.cat([linear, shift[:, :, None]], 2)


def move(points: Tensor, maps: Tensor) -> Tensor:
    """Points (n, ..., 2) moved by maps (n, 2, 3)."""
    flat = points.reshape(len(points), -1, 2)
    return (flat @ maps[:, :, :2].mT + maps[:, None, :, 2]).reshape(points.shape)


def warp(pictures: Tensor, maps: Tensor, side: int) -> Tensor:
    """Pictures (n, c, H, W) seen through maps (n, 2, 3), (n, c, side, side); nought outside."""
    inverse = torch.linalg.inv(maps[:, :, :2].float())
    back = torch.cat([inverse, -inverse @ maps[:, :, 2:]], 2)
    height, width = pictures.shape[-2:]
    # affine_grid speaks of -1..1 across either picture; we speak of pixels.
    halves = torch.tensor([width / 2, height / 2], device=pictures.device)
    linear = back[:, :, :2] * (side / 2) / halves[:, None]
    centre = torch.full((len(maps), 2, 1), side / 2, device=pictures.device)
    shift = (back[:, :, :2] @ centre + back[:, :, 2:]) / halves[:, None] - 1
    grid = functional.affine_grid(torch.cat([linear, shift], 2), [len(maps), 1, side, side], align_corners=False)
    return functional.grid_sample(pictures, grid, mode="bilinear", align_corners=False)


def blur(pictures: Tensor, kernels: Tensor) -> Tensor:
    """Each picture (n, 3, H, W) under its own kernel (n, k, k), k odd."""
    count, channels, height, width = pictures.shape
    size = kernels.shape[-1]
    padded = functional.pad(pictures, [size // 2] * 4, mode="replicate").reshape(
        1, -1, height + size - 1, width + size - 1
    )
    weights = kernels[:, None].expand(-1, channels, -1, -1).reshape(-1, 1, size, size)
    return functional.conv2d(padded, weights, groups=count * channels).reshape(pictures.shape)


def draw_kernels(count: int, dice: Dice, size: int = 9) -> Tensor:
    """(count, size, size): out of focus, or drawn along a line by movement."""
    reach = torch.arange(size, device=dice.device) - size // 2
    x, y = reach[None, None, :].float(), reach[None, :, None].float()
    angle, moving = dice.uniform(0, math.pi, count, 1, 1), dice.chance(0.3, count, 1, 1)
    long = torch.where(moving, dice.uniform(0.8, 3.0, count, 1, 1), dice.uniform(0.2, 1.5, count, 1, 1))
    short = torch.where(moving, torch.full_like(long, 0.35), long)
    along, across = x * torch.cos(angle) + y * torch.sin(angle), y * torch.cos(angle) - x * torch.sin(angle)
    kernels = torch.exp(-((along / long) ** 2 + (across / short) ** 2) / 2)
    return kernels / kernels.sum((1, 2), keepdim=True)


def pack(pictures: Tensor, strength: Tensor) -> Tensor:
    """What JPEG leaves of pictures whose sides are multiples of 8; strength (n,) of its steps against quality 50."""
    count, _, height, width = pictures.shape
    k = torch.arange(8, device=pictures.device, dtype=torch.float32)
    basis = torch.cos((2 * k[None] + 1) * k[:, None] * math.pi / 16) * 0.5
    basis[0] *= math.sqrt(0.5)
    blocks = pictures.reshape(count, 3, height // 8, 8, width // 8, 8).transpose(3, 4)
    waves = basis @ (blocks - 128) @ basis.T
    step = LUMINANCE.to(pictures.device) * strength.reshape(-1, 1, 1, 1, 1, 1)
    left = basis.T @ (torch.round(waves / step) * step) @ basis + 128
    return left.transpose(3, 4).reshape(pictures.shape)


def light(pictures: Tensor, dice: Dice, strength: float = 1.0) -> Tensor:
    """Other light, other colours of a light, a weaker or no colour."""
    count = len(pictures)
    gamma = torch.exp(dice.normal(0.28 * strength, count, 1, 1, 1))
    shone = 255 * (pictures.clamp(0, 255) / 255).clamp_min(1e-4) ** gamma * dice.uniform(0.65, 1.25, count, 1, 1, 1)
    shone = shone * torch.exp(dice.normal(0.08 * strength, count, 3, 1, 1))
    grey = (shone * torch.tensor(GREY, device=shone.device).reshape(1, 3, 1, 1)).sum(1, keepdim=True)
    pale = torch.where(
        dice.chance(0.1, count, 1, 1, 1), dice.uniform(0, 0.5, count, 1, 1, 1), dice.uniform(0.7, 1.2, count, 1, 1, 1)
    )
    lit = grey + (shone - grey) * pale
    return torch.where(dice.chance(0.75, count, 1, 1, 1), lit, pictures)


def spoil(pictures: Tensor, dice: Dice, strength: float = 1.0) -> Tensor:
    """As a phone or a messenger gives them: lit, blurred, made small and large again, grainy, packed."""
    count, side = len(pictures), pictures.shape[-1]
    spoiled = light(pictures, dice, strength)
    spoiled = torch.where(
        dice.chance(0.45 * strength, count, 1, 1, 1), blur(spoiled, draw_kernels(count, dice)), spoiled
    )
    fewer = 4 * round(side * float(dice.uniform(0.35, 0.9, 1)) / 4)
    smaller = functional.interpolate(spoiled, size=(fewer, fewer), mode="bilinear", antialias=True)
    coarse = functional.interpolate(smaller, size=(side, side), mode="bilinear", align_corners=False)
    spoiled = torch.where(dice.chance(0.25 * strength, count, 1, 1, 1), coarse, spoiled)
    grain = dice.normal(1.0, *pictures.shape) * dice.uniform(0, 8, count, 1, 1, 1)
    spoiled = torch.where(dice.chance(0.5 * strength, count, 1, 1, 1), spoiled + grain, spoiled)
    packed = pack(spoiled, torch.exp(dice.uniform(-1.8, 0.7, count)))
    spoiled = torch.where(dice.chance(0.5 * strength, count, 1, 1, 1), packed, spoiled)
    return spoiled.clamp(0, 255).round()
