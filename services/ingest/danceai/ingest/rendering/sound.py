"""The sound beside the rendition: one channel, on the picture's clock, as long as the picture.

FFmpeg's `aresample` lays blocks where their times say: silence before a late start and in gaps, nothing of what comes
before the picture, overlaps closed, slow drift stretched away.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import av
import av.error
import numpy as np
from av.audio.resampler import AudioResampler
from av.filter import Graph
from numpy.typing import NDArray

from danceai.ingest.reading.budget import Budget
from danceai.ingest.reading.decoding import kind_of, sounds
from danceai.ingest.rendering.filters import make_chain, pull_ready
from danceai.ingest.rendering.hearing import SoundTrack

RATE = 44_100
"""Samples a second to listen to"""
BEAT_RATE = 22_050
"""Samples a second in which beats are sought"""
ON_TIME = "async=1000:min_comp=0.002:min_hard_comp=0.012:comp_duration=0.5:first_pts=0"
"""Drift is stretched away, up to 1000 samples a second; 12 ms and more are filled or cut at once"""
ONE_KIND = "sample_fmts=flt:channel_layouts=mono"


def write_sound(path: Path, track: SoundTrack, folder: Path, start: float, seconds: float, budget: Budget) -> None:
    """audio.flac to find beats in and audio.m4a to listen to. The picture begins at `start` and lasts `seconds`."""
    with av.open(str(folder / "audio.m4a"), "w") as listened, av.open(str(folder / "audio.flac"), "w") as beats:
        writers = [_Writer(listened, "aac", "fltp", RATE), _Writer(beats, "flac", "s16", BEAT_RATE)]
        blocks = sounds(path, track.index, track.stamps, start, start + seconds, budget)
        for samples in _as_long(_on_time(_as_one(blocks, track.mix), start), round(seconds * RATE)):
            for writer in writers:
                writer.write(samples)
        for writer in writers:
            writer.close()


def _as_one(blocks: Iterable[tuple[Any, float]], mix: str) -> Iterator[tuple[Any, float]]:
    """Blocks of one channel at one rate, however many channels and whatever rate they had."""
    kind, graph = None, None
    for block, second in blocks:
        try:
            if kind != kind_of(block):
                # A change begins with a new converter: what the last one holds is less than a millisecond.
                kind, graph = kind_of(block), _make_mixer(block, mix)
            assert graph is not None
            block.pts, block.time_base = round(second * RATE), Fraction(1, RATE)
            graph.push(block)
            ready = list(pull_ready(graph))
        except (av.error.FFmpegError, ValueError):
            continue  # of a kind that nothing converts
        for piece in ready:
            yield piece, piece.pts / RATE


def _make_mixer(block: Any, mix: str) -> Graph:
    many = len(block.layout.channels)
    one = f"pan=mono|{mix}" if many == 2 else "aformat=channel_layouts=mono"
    source = (
        f"abuffer=time_base=1/{RATE}:sample_rate={block.sample_rate}:sample_fmt={block.format.name}"
        f":channel_layout={block.layout.name if '(' not in block.layout.name else f'{many}c'}"
    )
    return make_chain(source, one, f"aresample={RATE}", f"aformat=sample_fmts=flt:sample_rates={RATE}", "abuffersink")


def _on_time(blocks: Iterable[tuple[Any, float]], start: float) -> Iterator[NDArray[np.float32]]:
    """Samples from the moment `start` on, without a gap."""
    source = f"abuffer=time_base=1/{RATE}:sample_rate={RATE}:sample_fmt=flt:channel_layout=mono"
    graph = make_chain(source, f"aresample={RATE}:{ON_TIME}", f"aformat={ONE_KIND}", "abuffersink")
    for block, second in blocks:
        block.pts, block.time_base = round((second - start) * RATE), Fraction(1, RATE)
        graph.push(block)
        yield from map(_samples, pull_ready(graph))
    graph.push(None)
    yield from map(_samples, pull_ready(graph))


def _as_long(pieces: Iterable[NDArray[np.float32]], left: int) -> Iterator[NDArray[np.float32]]:
    """So many samples: silence behind what is shorter, nothing of what is longer."""
    for piece in chain(pieces, repeat(np.zeros(RATE, np.float32))):
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _samples(block: Any) -> NDArray[np.float32]:
    return np.asarray(block.to_ndarray(), np.float32).ravel()


class _Writer:
    """One coded track of mono sound."""

    def __init__(self, container: Any, codec: str, kind: str, rate: int) -> None:
        self._container, self._kind = container, kind
        self._stream = container.add_stream(codec, rate=rate, layout="mono")
        self._resampler = AudioResampler(format=kind, layout="mono", rate=rate)
        self._taken = 0

    def write(self, samples: NDArray[np.float32]) -> None:
        if not len(samples):
            return
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None]), "flt", "mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._taken, Fraction(1, RATE)
        self._taken += len(samples)
        self._put(frame)

    def close(self) -> None:
        self._put(None)
        self._container.mux(self._stream.encode(None))

    def _put(self, frame: av.AudioFrame | None) -> None:
        for piece in self._resampler.resample(frame):
            self._container.mux(self._stream.encode(piece))
