"""Files that were whole once: bytes turned over, cut off, atoms edited. Each ends in a rendition or with a sentence."""

import asyncio
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np

from tests.ingest.recorded import Recording
from tests.ingest.test_hostile_files import OBJECT, Cost, Watch, cost_of
from tests.support.figures import FigureBook

MUTANTS = 200
AT_ONCE = 2
WHOLE = [("mp4", "libx264", "aac"), ("mov", "mjpeg", "pcm_s16le"), ("matroska", "libx264", "libopus"),
         ("mpegts", "mpeg2video", "mp2"), ("avi", "mpeg4", "ac3")]  # fmt: skip
ATOMS = (b"moov", b"trak", b"stts", b"stsz", b"stco", b"stsc", b"ctts", b"elst", b"mdhd", b"tkhd", b"avcC", b"esds")
Rng = np.random.Generator


def _flip(data: bytearray, rng: Rng) -> None:
    for at in rng.integers(0, len(data), int(rng.integers(1, 60))):
        data[at] ^= 1 << int(rng.integers(8))


def _overwrite(data: bytearray, rng: Rng) -> None:
    at, size = int(rng.integers(0, len(data))), int(rng.integers(1, 4000))
    data[at : at + size] = rng.bytes(len(data[at : at + size]))


def _cut_off(data: bytearray, rng: Rng) -> None:
    del data[int(rng.integers(0, len(data))) :]


def _cut_out(data: bytearray, rng: Rng) -> None:
    at = int(rng.integers(0, len(data)))
    del data[at : at + int(rng.integers(1, 20_000))]


def _edit_atom(data: bytearray, rng: Rng) -> None:
    places = [at for atom in ATOMS if (at := data.find(atom)) >= 0] or [int(rng.integers(0, min(400, len(data))))]
    at = int(rng.choice(places)) + int(rng.integers(-4, 40))
    data[max(0, at) : max(0, at) + 4] = rng.bytes(4)


MUTATIONS: list[Callable[[bytearray, Rng], None]] = [_flip, _overwrite, _cut_off, _cut_out, _edit_atom]


def _whole(folder: Path) -> list[bytes]:
    files = []
    for container, codec, sound in WHOLE:
        path = folder / container
        Recording(
            container, codec, sound, Fraction(25), None, exchanged=False, mirrored=False, upside_down=False,
            aspect=Fraction(1), full_range=False, mix="both", sound_late=0.0, gap=None, seconds=1.0,
        ).make(path)  # fmt: skip
        files.append(path.read_bytes())
    return files


def _put(data: bytes, folder: Path) -> None:
    folder.mkdir()
    (folder / OBJECT).write_bytes(data)


async def test_every_mutant_ends_with_a_sentence(tmp_path: Path, figure: FigureBook) -> None:
    whole = await asyncio.to_thread(_whole, tmp_path)
    gate = asyncio.Semaphore(AT_ONCE)
    costs: dict[int, Cost] = {}

    async def one(number: int, watch: Watch) -> None:
        rng = np.random.default_rng(number)
        data = bytearray(whole[number % len(whole)])
        MUTATIONS[number // len(whole) % len(MUTATIONS)](data, rng)
        async with gate:
            folder = tmp_path / str(number)
            await asyncio.to_thread(_put, bytes(data), folder)
            costs[number] = await cost_of(folder, watch)

    with Watch() as watch:
        await asyncio.gather(*(one(number, watch) for number in range(MUTANTS)))
    beyond = [cost for cost in costs.values() if not cost.within(".")]
    read = sum(" frames of " in cost.told for cost in costs.values())
    figure("recordings.mutants_read", read, f"of {MUTANTS}")
    figure("recordings.mutants_without_sentence", len(beyond), "files", "<= 0")
    assert not beyond
    assert 0.1 * MUTANTS < read < MUTANTS, "some can be read and some cannot"
