"""Rotations, easing and two-bone inverse kinematics on plain numpy arrays (metres, radians).

Everything takes one moment or many: leading axes are moments, and functions work on the last one (vectors) or two
(matrices).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
UP: Array = np.array([0.0, 0.0, 1.0])


def length(vector: Array) -> Array:
    """(..., 1) of vectors (..., 3)."""
    return np.asarray(np.sqrt((vector * vector).sum(-1, keepdims=True)))


def unit(vector: Array) -> Array:
    """The vectors (..., 3) at length one."""
    return np.asarray(vector / (length(vector) + 1e-12), float)


def vector(x: ArrayLike, y: ArrayLike, z: ArrayLike) -> Array:
    """(..., 3) of three coordinates."""
    return np.stack(np.broadcast_arrays(*(np.asarray(part, float) for part in (x, y, z))), -1)


def cross(first: Array, second: Array) -> Array:
    """Cross product (..., 3); np.cross sorts out axes for longer than it multiplies."""
    (a, b, c), (x, y, z) = np.moveaxis(first, -1, 0), np.moveaxis(second, -1, 0)
    return vector(b * z - c * y, c * x - a * z, a * y - b * x)


def turned(matrix: Array, vector_: Array) -> Array:
    """Vectors (..., 3) turned by matrices (..., 3, 3)."""
    return np.asarray((matrix @ vector_[..., None])[..., 0])


def rotation(axis: Array, angle: ArrayLike) -> Array:
    """Rotation matrices (..., 3, 3) about axes (..., 3) (Rodrigues)."""
    x, y, z = np.moveaxis(unit(axis), -1, 0)
    none = np.zeros_like(x)
    turning = np.stack([vector(none, -z, y), vector(z, none, -x), vector(-y, x, none)], -2)
    sine, cosine = (np.asarray(part)[..., None, None] for part in (np.sin(angle), np.cos(angle)))
    return np.asarray(np.eye(3) + sine * turning + (1 - cosine) * turning @ turning)


def turn(angle: ArrayLike) -> Array:
    """Rotation about the vertical."""
    return rotation(UP, angle)


def blend(first: Array, second: Array, share: float) -> Array:
    """The rotations nearest to a linear mix of two rotations (..., 3, 3)."""
    left, _, right = np.linalg.svd(first * (1 - share) + second * share)
    return np.asarray(left @ right)


def basis(direction: Array, pole: Array) -> Array:
    """Orthonormal columns (..., 3, 3): along `direction`, across it, and the side `pole` lies on."""
    along = unit(direction)
    across = unit(cross(along, pole))
    return np.stack([along, across, cross(along, across)], -1)


def smooth(x: ArrayLike) -> Array:
    """Smoothstep: 0 before 0, 1 after 1, flat at both ends."""
    inside = np.clip(np.asarray(x, float), 0.0, 1.0)
    return np.asarray(inside * inside * (3 - 2 * inside))


def two_bones(start: Array, target: Array, upper: float, lower: float, pole: Array) -> tuple[Array, Array, Array]:
    """Middle joint, reached end and bend direction, each (..., 3), of a limb that reaches for `target`."""
    reach = length(target - start)
    direction = (target - start) / reach
    stretched = np.minimum(reach, (upper + lower) * 0.9985)
    along = (upper**2 - lower**2 + stretched**2) / (2 * stretched)
    height = np.sqrt(np.maximum(upper**2 - along**2, 1e-8))
    bend = unit(pole - direction * (pole * direction).sum(-1, keepdims=True))
    return start + direction * along + bend * height, start + direction * stretched, bend
