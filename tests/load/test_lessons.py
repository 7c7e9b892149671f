"""An hour of lesson: what listening to it costs beside faster-whisper called directly, and how much memory it holds."""

import subprocess
import sys
from pathlib import Path

import av
import numpy as np

from tests.support.figures import FigureBook
from tests.support.places import MODELS

RATE = 16_000
CLIPS = ("flite_en.wav", "librispeech_198-209-0000.ogg", "whisper_jfk.flac", "librispeech_3436-172162-0000.ogg")
HEARD = """
import resource, sys, time
from pathlib import Path
from danceai.common.contracts.transcriptions import TranscriptionTask
from danceai.transcription.recognition import hear, load, options
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.sound import SAMPLES, read_sound, window

settings = TranscriptionSettings(models_dir=Path(sys.argv[1]))
file, folder, way = Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
load(settings)
began = time.perf_counter()
if way == "directly":
    found, _ = load(settings).transcribe(str(file), language="en", **options(settings, []))
    list(found)
else:
    sound, at = read_sound(file, folder, lambda done, total: None), 0.0
    while at < sound.seconds:
        until = min(at + settings.window_seconds, sound.seconds)
        samples = window(folder / SAMPLES, at, until)
        list(hear(settings, samples, at, TranscriptionTask.TRANSCRIBE, "en", []).segments)
        at = until
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _lesson(shared: Path, folder: Path, seconds: int) -> Path:
    """The clips again and again, as FLAC."""
    spoken = []
    for name in CLIPS:
        with av.open(str(shared / "speech" / name), "r") as source:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            spoken += [piece.to_ndarray()[0] for frame in source.decode(audio=0) for piece in resampler.resample(frame)]
        spoken.append(np.zeros(RATE, np.int16))
    once = np.concatenate(spoken)
    samples = np.resize(once, seconds * RATE)
    file = folder / f"lesson{seconds}.flac"
    with av.open(str(file), "w") as target:
        track = target.add_stream("flac", rate=RATE, layout="mono")
        for at in range(0, len(samples), RATE):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, at : at + RATE]), "s16", "mono")
            frame.sample_rate = RATE
            target.mux(track.encode(frame))
        target.mux(track.encode(None))
    return file


def _cost(file: Path, folder: Path, way: str) -> tuple[float, float]:
    """(seconds, megabytes at most) of listening to a file in a process of its own."""
    command = [sys.executable, "-c", HEARD, str(MODELS), str(file), str(folder), way]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def test_listening_costs_what_whisper_costs(shared: Path, tmp_path: Path, figure: FigureBook) -> None:
    file = _lesson(shared, tmp_path, 12 * 60)  # a window and a half
    ours, _ = _cost(file, tmp_path, "in windows")
    directly, _ = _cost(file, tmp_path, "directly")
    assert figure("whisper.time_ratio", ours / directly, "", "<= 1.1").reached


def test_an_hour_is_heard_in_little_memory(shared: Path, tmp_path: Path, figure: FigureBook) -> None:
    _, megabytes = _cost(_lesson(shared, tmp_path, 3600), tmp_path, "in windows")
    assert figure("whisper.memory_mb", megabytes, "MB", "< 1024").reached
