"""Ninety seconds of a waltz as a good camera records them, and what FFmpeg alone takes for what we do to them."""

import re
import subprocess
import time
from pathlib import Path

import imageio_ffmpeg

from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record
from tests.support.places import ROOT
from tests.support.watching import Watcher

SECONDS = 90
KEPT = ROOT / "build" / "bench"
SIZE = "1920:1080"
CAMERA = "-c:v libx264 -preset veryfast -b:v 20M -maxrate 30M -bufsize 30M -pix_fmt yuv420p"
RENDITION = "-c:v libx264 -preset veryfast -crf 23 -g 100 -keyint_min 100 -sc_threshold 0 -bf 0 -pix_fmt yuv420p"
OVERLAY = "-c:v libx264 -preset veryfast -crf 22 -pix_fmt yuv420p"


def _ffmpeg(*arguments: str | Path) -> float:
    """Run FFmpeg's own program; seconds it took."""
    began = time.perf_counter()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *arguments]
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def long_dance() -> Path:
    """1080p, 50 frames a second, 20 Mbit/s, with a camera's grain; rendered once, and kept in the build folder."""
    film, small = KEPT / f"waltz-{SECONDS}s.mp4", KEPT / "small.mp4"
    if not film.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        record(Knobs(seconds=SECONDS, fps=50, width=960, height=540), small, "veryfast")
        grown = KEPT / "grown.mp4"
        look = f"scale={SIZE}:flags=lanczos,noise=alls=6:allf=t"
        _ffmpeg("-i", small, "-vf", look, *CAMERA.split(), "-c:a", "copy", "-movflags", "+faststart", grown)
        grown.rename(film)
    return film


def bare_check(film: Path, target: Path) -> float:
    """Seconds of FFmpeg for a rendition and its two sound tracks: the same size and settings as ours."""
    sound = ["-c:a", "aac", "-ar", "44100", "-ac", "1"]
    flac = ["-map", "0:a", "-c:a", "flac", "-ar", "22050", "-ac", "1"]
    return _ffmpeg("-i", film, *RENDITION.split(), *sound, target, *flac, target.with_suffix(".flac"))


def bare_overlay(rendition: Path, target: Path) -> float:
    """Seconds of FFmpeg for a small copy of a rendition: as the overlay, with nothing drawn."""
    small = ("-vf", "scale=-2:720:flags=bilinear", *OVERLAY.split())
    return _ffmpeg("-i", rendition, *small, "-c:a", "copy", "-movflags", "+faststart", target)


class PeakMemory(Watcher):
    """The most memory (bytes) of every process below a process, by what it runs, while the block lasts."""

    def __init__(self, ancestor: int) -> None:
        super().__init__(every=0.5)
        self.peaks: dict[str, int] = {}
        self._ancestor = str(ancestor)

    def look(self) -> None:
        """At every process of the machine."""
        parents = {}
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                told = status.read_text()
                command = (status.parent / "cmdline").read_text().split("\0")
            except OSError:
                continue  # it has ended meanwhile
            parents[status.parent.name] = (re.findall(r"^PPid:\s+(\d+)", told, re.MULTILINE) or ["0"])[0]
            peak = re.search(r"^VmHWM:\s+(\d+) kB", told, re.MULTILINE)
            if peak and self._is_below(status.parent.name, parents):
                name = next(
                    (part for part in command if part.startswith("danceai.")), Path(command[0].split(":")[0]).name
                )
                self.peaks[name] = max(self.peaks.get(name, 0), 1024 * int(peak[1]))

    def _is_below(self, process: str, parents: dict[str, str]) -> bool:
        while process in parents:
            process = parents[process]
            if process == self._ancestor:
                return True
        return False
