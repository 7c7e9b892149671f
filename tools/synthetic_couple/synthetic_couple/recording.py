"""Renders a performance to an H.264/AAC file and writes the truth beside it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from synthetic_couple.bodies import JOINT_NAMES, Body
from synthetic_couple.camera import Camera
from synthetic_couple.choreography import Choreography
from synthetic_couple.clothes import Dressed, Part, bun, jacket, skirt
from synthetic_couple.geometry import Array
from synthetic_couple.knobs import Knobs
from synthetic_couple.music import SAMPLE_RATE, accompaniment
from synthetic_couple.posing import Posed, bystander, couple
from synthetic_couple.renderer import mirrored, render, studio

# A keypoint inside the body is this far (metres) behind the surface that shows it.
BURIED = 0.16


class Scene:
    """Everything that is drawn, at any moment."""

    def __init__(self, knobs: Knobs) -> None:
        self.knobs = knobs
        self.choreography = Choreography(knobs)
        self.bodies = Body("man"), Body("woman")
        self.dressed = Dressed(self.bodies[0]), Dressed(self.bodies[1])
        self.visitors = [Dressed(Body("man"), suit) for suit in ((0.25, 0.3, 0.4), (0.4, 0.35, 0.3))]

    def at(self, t: float) -> tuple[tuple[Posed, Posed], list[Part]]:
        """The couple's pose and all meshes."""
        man, woman = pair = couple(self.bodies, self.choreography, t)
        parts = [
            jacket(man, 1),
            self.dressed[0].mesh(man, 1),
            self.dressed[1].mesh(woman, 2),
            skirt(woman, self.choreography, t - self.knobs.partner_lag, 2),
            bun(woman, 2),
        ]
        for number in range(self.knobs.bystanders):
            visitor = self.visitors[number % 2]
            parts.append(visitor.mesh(bystander(visitor.body, number, t), 0))
        if self.knobs.mirror_wall:
            parts = [mirrored(part) for part in parts] + parts
        return pair, parts


def _truth_of(posed: Posed, person: int, camera: Camera, owners: Any, depth: Any) -> dict[str, Any]:
    projected: Array = camera.project(posed.body.keypoints(posed.rotations, posed.places))
    height, width = owners.shape
    keypoints = []
    for x, y, z in projected:
        column, row = int(x), int(y)
        if not (0 <= column < width and 0 <= row < height):
            visibility = 0
        elif owners[row, column] == person and depth[row, column] > z - BURIED:
            visibility = 2
        else:
            visibility = 1
        keypoints.append([round(float(x), 1), round(float(y), 1), visibility])
    own = owners == person
    rows, columns = (np.flatnonzero(own.any(axis)) for axis in (1, 0))
    box = [int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])] if len(rows) else [0, 0, 0, 0]
    return {"keypoints": keypoints, "box": box, "area": int(np.count_nonzero(own))}


def record(knobs: Knobs, target: Path, preset: str = "medium") -> None:
    """Write `target` (mp4) and `target` with suffix .truth.json. preset: of x264; a faster one makes a larger file."""
    scene, camera = Scene(knobs), Camera(knobs)
    room = studio(camera, knobs.seed)
    rng = np.random.default_rng(knobs.seed)
    choreography = scene.choreography
    frames: list[dict[str, Any]] = []
    with av.open(str(target), "w", options={"movflags": "faststart"}) as container:
        video = container.add_stream("libx264", rate=round(knobs.fps))
        video.width, video.height, video.pix_fmt = knobs.width, knobs.height, "yuv420p"
        video.options = {"crf": "23", "preset": preset}
        audio = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
        for i in range(knobs.frames):
            t = i / knobs.fps
            pair, parts = scene.at(t)
            picture, owners, depth = render(parts, camera, room)
            grain = rng.normal(0, 2.0, (knobs.height // 2, knobs.width // 2)).astype(np.float32)
            grown = cv2.resize(grain, (knobs.width, knobs.height))
            picture = np.clip(picture + grown[..., None], 0, 255).astype(np.uint8)
            for packet in video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")):
                container.mux(packet)
            frames.append(
                {
                    "persons": [_truth_of(p, n, camera, owners, depth) for n, p in enumerate(pair, start=1)],
                    "sway_degrees": round(float(np.rad2deg(choreography.sway(t))), 2),
                    "rise_metres": round(float(choreography.rise(t)), 4),
                }
            )
        container.mux(video.encode(None))
        samples = accompaniment(knobs, choreography.beats).astype(np.float32)
        for start in range(0, len(samples), 1024):
            block = av.AudioFrame.from_ndarray(samples[None, start : start + 1024], "fltp", "mono")
            block.sample_rate, block.pts = SAMPLE_RATE, start
            container.mux(audio.encode(block))
        container.mux(audio.encode(None))
    target.with_suffix(".truth.json").write_text(
        json.dumps(
            {
                "knobs": asdict(knobs),
                "joints": JOINT_NAMES,
                "persons": ["lead", "follow"],
                "beats": [round(float(b), 4) for b in choreography.beats],
                "step_times": [round(float(s), 4) for s in choreography.step_times()],
                "frames": frames,
            },
            separators=(",", ":"),
        )
    )
