"""The sound track of a film, as far as the film goes."""

from pathlib import Path

import av
import numpy as np

from danceai.common.offload import keep_going
from danceai.scoring.music.onsets import Samples

Sound = tuple[Samples, int]
"""(samples -1..1, rate)"""
HIGHEST_RATE = 48_000
LOUDEST = 32768.0


def read_sound(path: Path, seconds: float) -> Sound:
    """Read a FLAC sound track; what is longer than the film is left in the file."""
    pieces, count = [np.empty(0, np.float32)], 0
    with av.open(str(path), format="flac") as container:
        rate = container.streams.audio[0].rate
        most = round(seconds * min(rate, HIGHEST_RATE))
        for frame in container.decode(audio=0):
            keep_going()
            pieces.append(frame.to_ndarray().ravel().astype(np.float32) / LOUDEST)
            count += len(pieces[-1])
            if count >= most:
                break
    return np.concatenate(pieces)[:most], rate
