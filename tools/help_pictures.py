"""Renders the pictures of the help into the web UI: the sample couple as it is recorded, and with its joints."""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record

TARGET = Path(__file__).parents[1] / "services" / "gateway" / "web" / "public" / "help"
SIZE = "scale=640:-2"
SECOND = 0.8
PICTURES: dict[str, tuple[dict[str, float | int], str]] = {
    "good": ({"camera_distance": 4.6}, SIZE),
    "far": ({"camera_distance": 15.0}, SIZE),
    "cut": ({"camera_distance": 4.6}, f"crop=iw*0.62:ih*0.62:iw*0.19:ih*0.06,{SIZE}"),
    "dark": ({"camera_distance": 4.6}, f"{SIZE},colorlevels=romax=0.2:gomax=0.2:bomax=0.26"),
    "tilted": ({"camera_distance": 4.6}, f"rotate=0.21:fillcolor=black,crop=iw*0.72:ih*0.72,{SIZE}"),
    "crowd": ({"camera_distance": 6.0, "bystanders": 4}, SIZE),
}
"""By name: what is turned at the renderer, and what becomes of the picture afterwards"""

Joints = NDArray[np.float64]
"""(2, 17, 3): x and y in pixels, and 2 = visible, 1 = hidden, 0 = not there"""
LIMBS = ((5, 7), (7, 9), (6, 8), (8, 10), (5, 6), (5, 11), (6, 12), (11, 12), (11, 13), (13, 15), (12, 14), (14, 16))
WIDE, HALF = 420, 236
"""Pixels around the couple's middle, of pictures with joints"""
COLOURS = ((255, 107, 47), (10, 113, 232))
"""Of lead and follow, as OpenCV names them: blue first"""
HEAD = slice(0, 5)
LEFT_ELBOW, LEFT_WRIST, LEFT_KNEE, LEFT_ANKLE = 7, 9, 13, 15


def _phantom(joints: Joints) -> Joints:
    joints[0, [LEFT_ELBOW, LEFT_WRIST], :2] += ((90, -60), (190, -40))
    return joints


def _wrong_dancer(joints: Joints) -> Joints:
    joints[1, [LEFT_KNEE, LEFT_ANKLE]] = joints[0, [LEFT_KNEE, LEFT_ANKLE]]
    return joints


def _other_head(joints: Joints) -> Joints:
    joints[0, HEAD] = joints[1, HEAD] + (16, -14, 0)
    return joints


def _no_arm(joints: Joints) -> Joints:
    joints[0, [LEFT_ELBOW, LEFT_WRIST], 2] = 0
    return joints


JOINTS: dict[str, Callable[[Joints], Joints]] = {
    "joints": lambda joints: joints,
    "phantom": _phantom,
    "wrong-dancer": _wrong_dancer,
    "other-head": _other_head,
    "no-arm": _no_arm,
}
"""By name: what is done to the true joints that are drawn"""


def _draw(picture: NDArray[np.uint8], joints: Joints) -> None:
    """As the web UI draws them: hidden joints hollow, hers square."""
    for person, colour in zip(joints, COLOURS, strict=True):
        places = [tuple(int(v) for v in place) for place in person[:, :2].round()]
        for one, other in LIMBS:
            if person[one, 2] and person[other, 2]:
                cv2.line(picture, places[one], places[other], colour, 3, cv2.LINE_AA)
        for (x, y), (_, _, seen) in zip(places, person, strict=True):
            if not seen:
                continue
            filled = cv2.FILLED if seen == 2 else 2
            if colour == COLOURS[0]:
                cv2.circle(picture, (x, y), 6, colour, filled, cv2.LINE_AA)
            else:
                cv2.rectangle(picture, (x - 6, y - 6), (x + 6, y + 6), colour, filled, cv2.LINE_AA)


def _write(*arguments: str | Path) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments], check=True)


def _recorded(folder: Path) -> None:
    for name, (turned, filters) in PICTURES.items():
        clip = folder / f"{name}.mp4"
        record(Knobs(seconds=1.0, seed=3, **turned), clip)  # type: ignore[arg-type]
        still = ("-ss", str(SECOND), "-i", clip, "-frames:v", "1", "-vf", filters)
        _write(*still, "-c:v", "libwebp", "-quality", "62", TARGET / f"{name}.webp")


def _with_joints(folder: Path) -> None:
    knobs = Knobs(seconds=SECOND + 0.1, seed=3, camera_distance=4.6, camera_angle=35.0)
    clip, still = folder / "joints.mp4", folder / "joints.png"
    record(knobs, clip)
    number = round(SECOND * knobs.fps)
    truth = json.loads(clip.with_suffix(".truth.json").read_text())["frames"][number]
    people = np.array([person["keypoints"][:17] for person in truth["persons"]], float)
    _write("-i", clip, "-vf", f"select=eq(n\\,{number})", "-frames:v", "1", still)
    for name, change in JOINTS.items():
        picture = cv2.imread(str(still))
        assert picture is not None, still
        _draw(picture, change(people.copy()))
        x, y = (people[..., :2].min((0, 1)) + people[..., :2].max((0, 1))).astype(int) // 2
        part = picture[max(0, y - HALF) : y + HALF, x - WIDE : x + WIDE]
        cv2.imwrite(str(folder / "drawn.png"), part)
        target = TARGET / f"{name}.webp"
        _write("-i", folder / "drawn.png", "-vf", SIZE, "-c:v", "libwebp", "-quality", "62", target)


def main() -> None:
    """Write one small WebP for each picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--joints", action="store_true", help="only those with joints")
    only_joints = parser.parse_args().joints
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if not only_joints:
            _recorded(Path(folder))
        _with_joints(Path(folder))


if __name__ == "__main__":
    main()
