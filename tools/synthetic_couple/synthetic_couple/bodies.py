"""The two baked bodies: bones, skin weights and keypoint regressor, and how they are posed and skinned."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthetic_couple.geometry import Array

Floats = NDArray[np.float32]
BAKED = Path(__file__).with_name("bodies.npz")

# The regressor's order differs from COCO-WholeBody only in the six foot points.
TO_WHOLEBODY = [*range(17), 17, 19, 21, 18, 20, 22]
JOINT_NAMES = [
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee",
    "left_ankle", "right_ankle", "left_big_toe", "left_small_toe", "left_heel", "right_big_toe",
    "right_small_toe", "right_heel",
]  # fmt: skip


class Baked(NamedTuple):
    """What both bodies share: topology, skin and skeleton."""

    faces: NDArray[np.int32]
    weights: Floats
    indices: NDArray[np.int64]
    parents: NDArray[np.int64]
    bones: list[str]
    dominant: NDArray[np.str_]
    regressor: Floats
    """(23, used vertices)"""
    used: NDArray[np.int64]


@lru_cache(maxsize=1)
def baked() -> Baked:
    """Read bodies.npz once."""
    with np.load(BAKED) as file:
        weights = file["W"].astype(np.float32)
        indices = file["I"].astype(np.int64)
        bones = [str(name) for name in file["bones"]]
        strongest = np.take_along_axis(indices, weights.argmax(1)[:, None], 1)[:, 0]
        used, where = np.unique(file["kp_v"].astype(np.int64), return_inverse=True)
        regressor = np.zeros((23, len(used)), np.float32)
        np.add.at(regressor, (file["kp_k"].astype(np.int64), where), file["kp_w"])
        return Baked(
            faces=file["faces"].astype(np.int32),
            weights=weights,
            indices=indices,
            parents=file["parents"].astype(np.int64),
            bones=bones,
            dominant=np.array(bones)[strongest],
            regressor=regressor[TO_WHOLEBODY],
            used=used,
        )


class Body:
    """One dancer's rest pose: vertices (13718, 3) and bone heads (104, 3), in metres, facing -y."""

    def __init__(self, name: str, file_: Path = BAKED) -> None:
        """`file_`: where it was baked; all bodies share the topology of the package's own."""
        self.name = name
        with np.load(file_) as file:
            self.vertices: Floats = file[f"{name}_v"].astype(np.float32)
            self.heads: Array = file[f"{name}_h"].astype(np.float64)
        self.index = {bone: i for i, bone in enumerate(baked().bones)}

    def head_of(self, bone: str) -> Array:
        """Rest position of a bone's head."""
        return np.asarray(self.heads[self.index[bone]])

    def length(self, start: str, end: str) -> float:
        """Metres between two bone heads at rest."""
        return float(np.linalg.norm(self.head_of(end) - self.head_of(start)))

    def joints(self, rotations: Array, root: Array) -> Array:
        """Bone heads (..., 104, 3) for world-space bone rotations (..., 104, 3, 3) and root positions (..., 3)."""
        parents = baked().parents
        places = np.einsum("...bij,bj->...bi", rotations[..., parents, :, :], self.heads - self.heads[parents])
        places[..., 0, :] = root
        for bone in range(1, len(parents)):
            places[..., bone, :] += places[..., parents[bone], :]
        return np.asarray(places)

    def _bone_transforms(self, rotations: Array, places: Array) -> Array:
        """(..., 104, 3, 4) rotation and shift of every bone against the rest pose."""
        shift = places - np.einsum("...bij,bj->...bi", rotations, self.heads)
        return np.concatenate([rotations, shift[..., None]], -1)

    def skin(self, rotations: Array, places: Array, vertices: Floats) -> Floats:
        """Linear blend skinning of all `vertices`."""
        weights, indices = baked().weights, baked().indices
        transforms = self._bone_transforms(rotations, places).reshape(-1, 12).astype(np.float32)
        mixed = np.zeros((len(vertices), 12), np.float32)
        for k in range(weights.shape[1]):
            mixed += weights[:, k : k + 1] * transforms[indices[:, k]]
        matrices = mixed.reshape(-1, 3, 4)
        return np.asarray(np.einsum("vij,vj->vi", matrices[:, :, :3], vertices) + matrices[:, :, 3])

    @cached_property
    def _keypoint_shares(self) -> Array:
        """(23, 104, 4) what each bone adds to each keypoint: skinning and regressing are linear, so they are one."""
        body = baked()
        shares = np.zeros((len(body.used), len(body.bones)))
        np.add.at(shares, (np.arange(len(body.used))[:, None], body.indices[body.used]), body.weights[body.used])
        places = np.concatenate([self.vertices[body.used], np.ones((len(body.used), 1))], 1)
        return np.asarray(np.einsum("kv,vb,vj->kbj", body.regressor, shares, places, optimize=True))

    def keypoints(self, rotations: Array, places: Array) -> Array:
        """The 23 body and foot keypoints (..., 23, 3), COCO-WholeBody order, metres."""
        transforms = np.swapaxes(self._bone_transforms(rotations, places), -1, -2)
        flat = transforms.reshape(*transforms.shape[:-3], -1, 3)
        return np.asarray(self._keypoint_shares.reshape(len(baked().regressor), -1) @ flat)
