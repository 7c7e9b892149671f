"""Films made to cost more than they weigh: their times jump, their pictures grow, their sound does not end."""

import struct
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

MILLISECOND = Fraction(1, 1000)
SIZE = (320, 240)
STEADY = [i / 25 for i in range(60)]
SOUND_RATE = 8000


def jpeg(width: int, height: int, *, claims: tuple[int, int] | None = None) -> bytes:
    """One picture; `claims` is the size its header then speaks of."""
    across = np.linspace(0, 255, width, dtype=np.uint8)
    picture = np.repeat(np.repeat(across[None, :, None], height, 0), 3, 2)
    data = bytearray(cv2.imencode(".jpg", picture)[1].tobytes())
    if claims is not None:
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = struct.pack(">HH", claims[1], claims[0])
    return bytes(data)


def _packets(stream: Any, data: Iterable[bytes], times: Iterable[float]) -> Iterable[Any]:
    for piece, second in zip(data, times, strict=False):
        packet = av.Packet(piece)
        packet.stream, packet.time_base = stream, MILLISECOND
        packet.pts = packet.dts = round(second * 1000)
        packet.is_keyframe = True
        yield packet


def slides(path: Path, pictures: Iterable[bytes], times: Iterable[float], kind: str = "matroska", **more: Any) -> None:
    """Pictures as they are, each at its time, behind a header that speaks of 320 x 240. more: as for `film`."""
    with av.open(str(path), "w", format=kind, options=more) as container:
        stream: Any = container.add_stream("mjpeg", rate=30)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuvj420p"
        for packet in _packets(stream, pictures, times):
            container.mux(packet)


def stills(path: Path, times: Sequence[float], **more: Any) -> None:
    """The same small picture again and again: a file of any length costs next to nothing."""
    slides(path, [jpeg(*SIZE)] * len(times), times, **more)


def film(
    path: Path,
    times: Sequence[float],
    size: tuple[int, int] = SIZE,
    kind: str = "mp4",
    codec: str = "libx264",
    **more: Any,
) -> None:
    """A plain film with its pictures at these times. more: options of the container."""
    with av.open(str(path), "w", format=kind, options=more) as container:
        stream: Any = container.add_stream(codec, rate=30)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.time_base = stream.codec_context.time_base = MILLISECOND
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "bf": "0"}
        for i, second in enumerate(times):
            frame = av.VideoFrame.from_ndarray(np.full((size[1], size[0], 3), i % 200, np.uint8), format="bgr24")
            frame.pts, frame.time_base = round(second * 1000), MILLISECOND
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def film_with_sound(
    path: Path, seconds: float, begins: float = 0.0, claims: int = SOUND_RATE, kind: str = "matroska"
) -> None:
    """Two seconds of picture with so much sound, of one block that is repeated; `claims` is its rate in the header."""
    with av.open(str(path), "w", format=kind) as container:
        picture: Any = container.add_stream("mjpeg", rate=30)
        picture.width, picture.height, picture.pix_fmt = *SIZE, "yuvj420p"
        sound: Any = container.add_stream("flac", rate=SOUND_RATE, layout="mono")
        block = av.AudioFrame.from_ndarray(np.full((1, SOUND_RATE), 9000, np.int16), "s16", "mono")
        block.sample_rate, block.pts = SOUND_RATE, 0
        [packet] = [*sound.encode(block), *sound.encode(None)][:1]
        for picture_packet in _packets(picture, [jpeg(*SIZE)] * 60, STEADY):
            container.mux(picture_packet)
        step = sound.codec_context.frame_size / SOUND_RATE
        count = round(seconds / step)
        for sound_packet in _packets(sound, [bytes(packet)] * count, (begins + i * step for i in range(count))):
            container.mux(sound_packet)
    if claims != SOUND_RATE:
        data = path.read_bytes()
        path.write_bytes(data.replace(struct.pack(">d", SOUND_RATE), struct.pack(">d", claims)))


def only_sound(path: Path) -> None:
    """No picture at all."""
    with av.open(str(path), "w", format="mp4") as container:
        stream: Any = container.add_stream("aac", rate=44100, layout="mono")
        for i in range(100):
            block = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
            block.sample_rate, block.pts = 44100, i * 1024
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))


def plain(path: Path) -> bytearray:
    """The bytes of a plain film of two seconds; its tables stand behind its pictures."""
    film(path, STEADY)
    return bytearray(path.read_bytes())


def patched(path: Path, box: bytes, at: int, value: bytes) -> None:
    """A plain film with some bytes of its first such box replaced; `at` counts from the end of the box's name."""
    data = plain(path)
    start = data.index(box) + 4 + at
    data[start : start + len(value)] = value
    path.write_bytes(data)


def flipped(path: Path, data: bytearray, seed: int, bits: int, first: int = 0) -> None:
    """A film with bits turned over from a place on."""
    rng = np.random.default_rng(seed)
    for at in rng.integers(first, len(data), bits):
        data[at] ^= 1 << int(rng.integers(8))
    path.write_bytes(data)
