"""Renders the recording guide's pictures into the web UI: the sample couple, recorded well and as it should not be."""

import argparse
import subprocess
import tempfile
from pathlib import Path

import imageio_ffmpeg

from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record

TARGET = Path(__file__).parents[1] / "services" / "gateway" / "web" / "public" / "help"
SIZE = "scale=640:-2"
PICTURES: dict[str, tuple[dict[str, float | int], str]] = {
    "good": ({"camera_distance": 4.6}, SIZE),
    "far": ({"camera_distance": 15.0}, SIZE),
    "cut": ({"camera_distance": 4.6}, f"crop=iw*0.62:ih*0.62:iw*0.19:ih*0.06,{SIZE}"),
    "dark": ({"camera_distance": 4.6}, f"{SIZE},colorlevels=romax=0.2:gomax=0.2:bomax=0.26"),
    "tilted": ({"camera_distance": 4.6}, f"rotate=0.21:fillcolor=black,crop=iw*0.72:ih*0.72,{SIZE}"),
    "crowd": ({"camera_distance": 6.0, "bystanders": 4}, SIZE),
}
"""By name: what is turned at the renderer, and what becomes of the picture afterwards"""


def main() -> None:
    """Write one small WebP for each picture."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (turned, filters) in PICTURES.items():
            clip = Path(folder) / f"{name}.mp4"
            record(Knobs(seconds=1.0, seed=3, **turned), clip)  # type: ignore[arg-type]
            still = ["-ss", "0.8", "-i", clip, "-frames:v", "1", "-vf", filters, "-c:v", "libwebp", "-quality", "62"]
            program = imageio_ffmpeg.get_ffmpeg_exe()
            subprocess.run([program, "-v", "error", "-y", *still, TARGET / f"{name}.webp"], check=True)


if __name__ == "__main__":
    main()
