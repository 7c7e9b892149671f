"""Rotations, easing and two-bone inverse kinematics, all on plain numpy arrays (metres, radians)."""

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
UP: Array = np.array([0.0, 0.0, 1.0])


def unit(vector: Array) -> Array:
    """The vector at length one."""
    return np.asarray(vector / (math.sqrt(vector @ vector) + 1e-12), float)


def cross(first: Array, second: Array) -> Array:
    """Cross product of two vectors; np.cross sorts out axes for longer than it multiplies."""
    (a, b, c), (x, y, z) = first, second
    return np.array([b * z - c * y, c * x - a * z, a * y - b * x])


def rotation(axis: Array, angle: float) -> Array:
    """Rotation matrix about an axis (Rodrigues)."""
    x, y, z = unit(axis)
    turning = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * turning + (1 - np.cos(angle)) * turning @ turning)


def turn(angle: float) -> Array:
    """Rotation about the vertical."""
    return rotation(UP, angle)


def blend(first: Array, second: Array, share: float) -> Array:
    """The rotation nearest to a linear mix of two rotations."""
    left, _, right = np.linalg.svd(first * (1 - share) + second * share)
    return np.asarray(left @ right)


def basis(direction: Array, pole: Array) -> Array:
    """Orthonormal columns: along `direction`, across it, and the side `pole` lies on."""
    along = unit(direction)
    across = unit(cross(along, pole))
    return np.stack([along, across, cross(along, across)], 1)


def smooth(x: float) -> float:
    """Smoothstep: 0 before 0, 1 after 1, flat at both ends."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3 - 2 * x)


def two_bones(start: Array, target: Array, upper: float, lower: float, pole: Array) -> tuple[Array, Array, Array]:
    """Middle joint, reached end and bend direction of a limb that reaches for `target`."""
    reach = float(np.linalg.norm(target - start))
    direction = (target - start) / reach
    length = min(reach, (upper + lower) * 0.9985)
    along = (upper**2 - lower**2 + length**2) / (2 * length)
    height = np.sqrt(max(upper**2 - along**2, 1e-8))
    bend = unit(pole - direction * np.dot(pole, direction))
    return start + direction * along + bend * height, start + direction * length, bend
