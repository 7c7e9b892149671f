"""Sound of any length: as much of it as the film is long, in bounded memory, and no longer than somebody waits."""

import asyncio
import time
import tracemalloc
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from scipy.fft import rfft

from danceai.common.offload import in_thread
from danceai.scoring.music import onsets
from danceai.scoring.music.onsets import Samples, find_onsets
from danceai.scoring.music.sound import read_sound
from tests.support.figures import FigureBook

RATE = 22050
BLOCK = 1_000_000


def _flac(path: Path, seconds: float, rate: int) -> Path:
    with av.open(str(path), "w", format="flac") as container:
        stream: Any = container.add_stream("flac", rate=rate, layout="mono")
        for first in range(0, round(seconds * rate), BLOCK):
            count = min(BLOCK, round(seconds * rate) - first)
            block = av.AudioFrame.from_ndarray(np.full((1, count), 16384, np.int16), "s16", "mono")
            block.sample_rate, block.pts = rate, first
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))
    return path


def _noise(seconds: float) -> Samples:
    return np.random.default_rng(2).normal(0, 0.1, round(seconds * RATE)).astype(np.float32)


def _peak(function: Any, *arguments: Any) -> tuple[Any, float]:
    """The result, and megabytes of memory it took at most."""
    tracemalloc.start()
    try:
        return function(*arguments), tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_six_hours_of_sound_are_read_as_far_as_the_film_goes(tmp_path: Path) -> None:
    path = _flac(tmp_path / "audio.flac", 6 * 3600, 4000)
    (samples, rate), megabytes = _peak(read_sound, path, 120.0)
    assert (len(samples), rate, samples.dtype) == (120 * 4000, 4000, np.float32)
    assert np.allclose(samples, 0.5)
    assert megabytes < 20


def test_onsets_of_the_longest_film_take_little_memory(figure: FigureBook) -> None:
    sound = _noise(15 * 60)
    found, megabytes = _peak(find_onsets, sound, RATE)
    assert abs(len(found.strength) * found.hop - 15 * 60) < 1
    assert figure("scoring.onsets_memory", megabytes, "MB", "<= 400").reached


def test_onsets_are_the_same_however_many_spectra_are_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = _noise(5)
    at_once = find_onsets(sound, RATE)
    monkeypatch.setattr(onsets, "AT_ONCE", 7)
    in_pieces = find_onsets(sound, RATE)
    for name in ("strength", "bass", "chroma"):
        assert np.allclose(getattr(at_once, name), getattr(in_pieces, name), rtol=1e-9, atol=1e-12), name


async def test_listening_ends_when_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def slowly(windows: Samples) -> Any:
        taken.append(len(windows))
        time.sleep(0.01)
        return rfft(windows)

    monkeypatch.setattr(onsets, "AT_ONCE", 8)
    monkeypatch.setattr(onsets, "rfft", slowly)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await in_thread(find_onsets, _noise(60), RATE)
    before = len(taken)
    await asyncio.sleep(0.1)
    assert 0 < before == len(taken) < 6000 / 8
