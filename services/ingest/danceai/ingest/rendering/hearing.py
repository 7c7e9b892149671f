"""Which of a file's sound tracks is heard, and how its channels become one."""

from dataclasses import dataclass, field
from pathlib import Path

import av.error
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from danceai.ingest.reading.budget import Budget
from danceai.ingest.reading.decoding import kind_of, sounds
from danceai.ingest.reading.stamps import MendedStamps, mend_sound
from danceai.ingest.reading.survey import Survey
from danceai.ingest.reading.tracks import PictureTrack

SILENT = 1e-4
"""Root mean square (full scale: 1) below which there is nothing to hear: -80 dB"""
ONE_SIDED = 0.1
"""Share of the louder channel's energy below which the other only adds noise"""
SUM, DIFFERENCE, LEFT, RIGHT = "c0=0.5*c0+0.5*c1", "c0=0.5*c0-0.5*c1", "c0=c0", "c0=c1"


@dataclass(frozen=True)
class SoundTrack:
    """A stream that can be heard."""

    index: int
    stamps: MendedStamps
    mix: str
    """How two channels become one, as FFmpeg's `pan` writes it"""


@dataclass
class _Energies:
    """Energy of both channels, of their sum and of their difference; of everything together in other layouts."""

    samples: int = 0
    two: NDArray[np.float64] = field(default_factory=lambda: np.zeros(4))
    one: float = 0.0

    def take(self, samples: NDArray[np.float32]) -> None:
        self.samples += samples.shape[1]
        self.one += float((samples**2).mean(0).sum())
        if len(samples) == 2:
            left, right = samples
            both = np.stack([left, right, (left + right) / 2, (left - right) / 2])
            self.two += np.einsum("ij,ij->i", both, both)

    @property
    def silent(self) -> bool:
        return self.samples == 0 or (self.one / self.samples) ** 0.5 < SILENT

    def choose_mix(self) -> str:
        left, right, together, apart = self.two
        if min(left, right) < ONE_SIDED * max(left, right):
            return LEFT if left > right else RIGHT
        return SUM if together >= apart else DIFFERENCE


def find_sound(
    path: Path, indexes: list[int], found: Survey, picture: PictureTrack, budget: Budget
) -> SoundTrack | None:
    """The first of these streams that decodes and is not silent while there is a picture."""
    begin = float(picture.stamps.seconds[0])
    for index in indexes:
        stamps = mend_sound(found.packets[index], picture.stamps.leaps)
        energies = _Energies()
        # Every layout as it is: only the kind of numbers changes.
        resampler, kind = AudioResampler(format="fltp"), None
        for block, _ in sounds(path, index, stamps, begin, begin + picture.span, budget):
            if kind != kind_of(block):
                resampler, kind = AudioResampler(format="fltp"), kind_of(block)
            try:
                for piece in resampler.resample(block):
                    energies.take(np.nan_to_num(np.asarray(piece.to_ndarray(), np.float32)))
            except (av.error.FFmpegError, ValueError):
                continue
        if not energies.silent:
            return SoundTrack(index, stamps, energies.choose_mix())
    return None
