"""The sound track beside the rendition: on the picture's clock, as long as the picture."""

from pathlib import Path
from typing import Any

import av
import av.error
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from danceai.ingest.budget import Budget
from danceai.ingest.reading import sound_blocks


class _SoundWriter:
    """Writes mono sound on the picture's clock: silence before it starts, nothing of what lies outside the picture."""

    def __init__(self, container: Any, codec: str, rate: int, seconds: float) -> None:
        self._container = container
        self._stream = container.add_stream(codec, rate=rate, layout="mono")
        self._kind = "s16" if codec == "flac" else "fltp"
        self._resampler = AudioResampler(format=self._kind, layout="mono", rate=rate)
        self._rate, self._most, self._written = rate, round(seconds * rate), 0
        self._at: int | None = None
        """Where the next sample belongs"""

    @property
    def full(self) -> bool:
        """Whether it is as long as the picture."""
        return self._written >= self._most

    def take(self, block: av.AudioFrame, since: float) -> None:
        """Take in a block that begins so many seconds after the picture; the first one's time counts for all."""
        if self._at is None:
            self._at = round(since * self._rate)
            if self._at >= self._most:
                self._most = 0  # it would begin after the end: there is none
            while self._written < min(self._at, self._most):
                self._write(np.zeros((1, min(self._at - self._written, self._rate))))
        try:
            pieces = self._resampler.resample(block)
        except (av.error.FFmpegError, ValueError):  # of another kind than those before it
            return
        for piece in pieces:
            self._write(piece.to_ndarray()[:, max(0, -self._at) :])
            self._at += piece.samples

    def _write(self, samples: NDArray[Any]) -> None:
        kept = samples[:, : self._most - self._written]
        if not kept.shape[1]:
            return
        whole: Any = np.ascontiguousarray(kept, np.int16 if self._kind == "s16" else np.float32)
        frame = av.AudioFrame.from_ndarray(whole, self._kind, "mono")
        frame.sample_rate, frame.pts = self._rate, self._written
        self._written += frame.samples
        self._container.mux(self._stream.encode(frame))

    def close(self) -> bool:
        """Whether there was any sound."""
        if self._written:
            self._container.mux(self._stream.encode(None))
        return self._written > 0


def write_sound(path: Path, target: Path, codec: str, rate: int, start: float, seconds: float, budget: Budget) -> bool:
    """Mono sound, as long as the video, which begins at `start`. False when there is none."""
    with av.open(str(target), "w") as container:
        writer = _SoundWriter(container, codec, rate, seconds)
        for block in sound_blocks(path, budget):
            writer.take(block, float(block.time or 0) - start)
            if writer.full:
                break
        return writer.close()
