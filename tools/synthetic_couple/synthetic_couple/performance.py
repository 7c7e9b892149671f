"""The kinematic layer: keypoints of both dancers over a whole performance, without rendering a pixel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthetic_couple.bodies import Body
from synthetic_couple.camera import Camera
from synthetic_couple.choreography import Choreography
from synthetic_couple.geometry import Array
from synthetic_couple.knobs import Knobs
from synthetic_couple.posing import couple


@dataclass(frozen=True)
class Performance:
    """What a perfect observer would know. Person 0 is the man (lead), person 1 the woman (follow)."""

    knobs: Knobs
    times: Array
    """(frames,) seconds"""
    keypoints: Array
    """(frames, 2, 23, 2) pixels, COCO-WholeBody body and feet"""
    world: Array
    """(frames, 2, 23, 3) metres"""
    beats: Array
    step_times: Array
    sway: Array
    """(frames,) degrees, man to his left"""
    rise: Array
    """(frames,) metres"""

    def noisy(self, pixels: float, dropouts: float, seed: int) -> NDArray[np.float32]:
        """(frames, 2, 23, 3) as a network might see it: Gaussian noise, missing joints, confidence."""
        rng = np.random.default_rng(seed)
        seen = np.ones((*self.keypoints.shape[:3], 3), np.float32)
        seen[..., :2] = self.keypoints + rng.normal(0, pixels, self.keypoints.shape)
        seen[..., 2] = rng.uniform(0.55, 0.95, seen.shape[:3])
        seen[rng.random(seen.shape[:3]) < dropouts] = np.nan
        return seen


def perform(knobs: Knobs) -> Performance:
    """Dance it: every frame's keypoints and the truth behind them."""
    choreography = Choreography(knobs)
    bodies = Body("man"), Body("woman")
    camera = Camera(knobs)
    times = np.arange(knobs.frames) / knobs.fps
    world = np.stack([p.body.keypoints(p.rotations, p.places) for p in couple(bodies, choreography, times)], 1)
    pixels = camera.project(world.reshape(-1, 3))[:, :2].reshape(len(times), 2, 23, 2)
    return Performance(
        knobs=knobs,
        times=times,
        keypoints=pixels,
        world=world,
        beats=choreography.beats,
        step_times=choreography.step_times(),
        sway=np.rad2deg(choreography.sway(times)),
        rise=choreography.rise(times),
    )
