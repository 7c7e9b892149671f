"""Hostile and odd files, each made when it is wanted, and what may be said of it."""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from tests.ingest.hostile_films import (
    SIZE,
    STEADY,
    film,
    film_with_sound,
    flipped,
    jpeg,
    only_sound,
    patched,
    plain,
    slides,
    stills,
)
from tests.support.places import SAMPLE

NO_VIDEO = "not a video we can read"
BOUNDED = ""
"""Either a rendition or a sentence: the file is odd, not necessarily bad"""
HOUR = 3600.0
PICTURES = 10_716
"""Where those of the sample begin"""


@dataclass(frozen=True)
class Hostile:
    """How to make the file, and the sentence it ends with."""

    make: Callable[[Path], Any]
    told: str


def _bytes(data: bytes) -> Callable[[Path], Any]:
    return lambda path: path.write_bytes(data)


def _text(text: str) -> Callable[[Path], Any]:
    return _bytes(text.encode())


def _sample(share: float) -> Callable[[Path], Any]:
    return lambda path: path.write_bytes(SAMPLE.read_bytes()[: int(share * SAMPLE.stat().st_size)])


def _patched(box: bytes, at: int, value: bytes) -> Callable[[Path], Any]:
    return lambda path: patched(path, box, at, value)


def _flipped_tables(seed: int) -> Callable[[Path], Any]:
    def make(path: Path) -> None:
        data = plain(path)
        flipped(path, data, seed, 20, data.index(b"moov"))

    return make


def _flipped_pictures(seed: int) -> Callable[[Path], Any]:
    return lambda path: flipped(path, bytearray(SAMPLE.read_bytes()), seed, 3000, PICTURES)


def _film(times: list[float], **options: Any) -> Callable[[Path], Any]:
    return lambda path: film(path, times, **options)


def _stills(times: list[float], **options: Any) -> Callable[[Path], Any]:
    return lambda path: stills(path, times, **options)


def _slides(sizes: list[tuple[int, int]], kind: str = "avi") -> Callable[[Path], Any]:
    return lambda path: slides(path, [jpeg(*size) for size in sizes], STEADY, kind)


def _with_sound(seconds: float, **options: Any) -> Callable[[Path], Any]:
    return lambda path: film_with_sound(path, seconds, **options)


def _claiming(path: Path) -> None:
    slides(path, [jpeg(*SIZE)] * 10 + [jpeg(*SIZE, claims=(65_000, 65_000))] * 50, STEADY, "avi")


def _again_and_again(path: Path) -> None:
    film(path, STEADY, kind="mpegts")
    path.write_bytes(3 * path.read_bytes())


def _sparse(size: int, start: bytes) -> Callable[[Path], Any]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start)
            file.truncate(size)

    return make


def _zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("waltz.mp4", bytes(50 * 1024**2))


def _noise(size: int) -> bytes:
    return np.random.default_rng(5).bytes(size)


def _box(name: bytes, body: bytes = b"", size: int | None = None) -> bytes:
    return struct.pack(">I", 8 + len(body) if size is None else size) + name + body


def _nested(depth: int) -> bytes:
    body = b""
    for _ in range(depth):
        body = _box(b"moov", body)
    return _box(b"ftyp", b"isom\0\0\0\0isom") + body


def _many_tracks(path: Path) -> None:
    data = bytes(plain(path))
    at = data.index(b"trak") - 4
    track = data[at : at + struct.unpack(">I", data[at : at + 4])[0]]
    moov = data.index(b"moov") - 4
    size = struct.unpack(">I", data[moov : moov + 4])[0]
    body = data[moov + 8 : moov + size] + 2000 * track
    path.write_bytes(data[:moov] + _box(b"moov", body) + data[moov + size :])


def _picture_as(kind: str) -> Callable[[Path], Any]:
    return _bytes(cv2.imencode(kind, np.full((SIZE[1], SIZE[0], 3), 90, np.uint8))[1].tobytes())


def _pictures_in(kind: str, codec: str = "gif", pixels: str = "rgb8") -> bytes:
    sink = io.BytesIO()
    with av.open(sink, "w", format=kind) as container:
        stream: Any = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = *SIZE, pixels
        for i in range(40):
            picture = np.full((SIZE[1], SIZE[0], 3), 5 * i, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return sink.getvalue()


def _riff(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _gab2() -> bytes:
    """An AVI whose subtitles are a play list, as FFmpeg once followed."""
    playlist = b"#EXTM3U\n#EXTINF:10,\nneighbour.mp4\n#EXT-X-ENDLIST\n"
    gab2 = b"GAB2\0\x02\0" + struct.pack("<I", 0) + b"\x04\0" + struct.pack("<I", len(playlist)) + playlist
    header = b"txts" + struct.pack("<4sIHHIIIIIIIIHHHH", b"\0\0\0\0", 0, 0, 0, 0, 1, 1, 0, 1, 4096, 0, 0, 0, 0, 0, 0)
    streams = _riff(b"LIST", b"strl" + _riff(b"strh", header) + _riff(b"strf", b""))
    main = _riff(b"avih", struct.pack("<14I", 40000, 0, 0, 0x10, 1, 0, 1, 4096, 320, 240, 0, 0, 0, 0))
    subtitles = _riff(b"LIST", b"movi" + _riff(b"00tx", gab2))
    return _riff(b"RIFF", b"AVI " + _riff(b"LIST", b"hdrl" + main + streams) + subtitles)


def playlists(address: str) -> dict[str, Hostile]:
    """Files under a video's name that would have the reader open the film beside them, or an address."""
    texts = {
        "m3u8 of a neighbour": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nneighbour.mp4\n#EXT-X-ENDLIST\n",
        "m3u8 of passwords": "#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "m3u8 of an address": f"#EXTM3U\n#EXTINF:9,\n{address}/a.ts\n#EXT-X-ENDLIST\n",
        "m3u8 of a concat": "#EXTM3U\n#EXTINF:9,\nconcat:header.m3u8|file:///etc/passwd\n#EXT-X-ENDLIST\n",
        "m3u8 with a key": f'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{address}/k"\n#EXTINF:9,\nneighbour.mp4\n',
        "ffconcat": "ffconcat version 1.0\nfile neighbour.mp4\n",
        "concat": "file 'neighbour.mp4'\nfile 'neighbour.mp4'\n",
        "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=a\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n"
        "a=rtpmap:96 H264/90000\n",
        "xspf": f"<playlist><trackList><track><location>{address}/a.mp4</location></track></trackList></playlist>",
        "pls": f"[playlist]\nFile1={address}/a.mp4\nNumberOfEntries=1\n",
        "asx": f'<asx version="3.0"><entry><ref href="{address}/a.mp4"/></entry></asx>',
        "dash": f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><BaseURL>{address}/'
        '</BaseURL><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>a.mp4'
        "</BaseURL></Representation></AdaptationSet></Period></MPD>",
        "imf": '<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"/>',
        "rtsp": "RTSPtextrtsp://127.0.0.1/a\n",
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/a.png"/></svg>',
        "html": f'<html><video src="{address}/a.mp4"></video></html>',
    }
    return {name: Hostile(_text(text), NO_VIDEO) for name, text in texts.items()} | {
        "avi with a play list": Hostile(_bytes(_gab2()), ".")
    }


TIMES = {
    "jump far ahead": Hostile(_film([*STEADY, 1e5]), "61 frames"),
    "jump within a quarter of an hour": Hostile(_film([*STEADY, *(800 + s for s in STEADY)]), "120 frames"),
    "jumps again and again": Hostile(_film([i * 8 + s for i in range(60) for s in (0, 0.03, 0.06)]), "its times jump"),
    "eleven hours from forty pictures": Hostile(
        _stills([i * 1000.0 for i in range(40)]), "(longer than 15|new picture)"
    ),
    "fourteen minutes from forty pictures": Hostile(_stills([i * 21.0 for i in range(40)]), "a new picture only"),
    "no frames a second": Hostile(
        _patched(b"stts", 12, struct.pack(">I", 0x7FFFFFFF)), "(longer than 15|new picture|breaks off|more than 240)"
    ),
    "a thousand frames a second": Hostile(_stills([i / 1000 for i in range(2500)]), "more than 240 pictures"),
    "ten million frames a second": Hostile(_film([i / 1e7 for i in range(700)]), "(only|more than 240)"),
    "time does not go on": Hostile(_patched(b"stts", 12, bytes(4)), "(only|more than 240|damaged)"),
    "time goes back": Hostile(_again_and_again, BOUNDED),
    "no duration": Hostile(_film(STEADY, kind="matroska", live="1"), BOUNDED),
    "twenty minutes without a duration": Hostile(_stills([i / 6 for i in range(7200)], live="1"), "longer than 15"),
    "twenty minutes": Hostile(_stills([i / 6 for i in range(7200)]), "longer than 15 minutes"),
    "says it is twenty hours long": Hostile(_patched(b"mdhd", 16, struct.pack(">I", 0x7FFFFFFF)), BOUNDED),
    "two billion ticks a second": Hostile(_patched(b"mdhd", 12, struct.pack(">I", 0x7FFFFFFF)), "(only|more than 240)"),
    "begins before time": Hostile(_film([s - 5 for s in STEADY], kind="matroska"), BOUNDED),
}
SIZES = {
    "pictures that grow": Hostile(_slides([(320 + 40 * i, 240 + 30 * i) for i in range(60)]), "grows from"),
    "pictures that grow at the end": Hostile(_slides([SIZE] * 58 + [(8000, 6000)] * 2), BOUNDED),
    "pictures that shrink": Hostile(_slides([(640, 480)] * 30 + [SIZE] * 30), BOUNDED),
    "pictures that claim to be huge": Hostile(_claiming, "(most we take|damaged)"),
    "pictures of 8K": Hostile(_film(STEADY[:1], size=(7680, 4320)), "the most we take is 4K"),
    "pictures of one line": Hostile(_film(STEADY, size=(4096, 16)), "dancers cannot be seen"),
    "pictures of 16 x 16": Hostile(_film(STEADY, size=(16, 16)), "dancers cannot be seen"),
    "says it is 65535 wide": Hostile(_patched(b"avc1", 24, struct.pack(">HH", 65535, 65535)), BOUNDED),
}
SOUNDS = {
    "six hours of sound": Hostile(_with_sound(6 * HOUR, kind="mp4"), "^60 frames"),
    "an hour of sound, and one length for both": Hostile(_with_sound(HOUR), "^60 frames"),
    "sound that begins in a week": Hostile(_with_sound(3, begins=7 * 24 * HOUR, kind="mp4"), "^60 frames"),
    "sound of one sample a second": Hostile(_with_sound(2, claims=1), "^60 frames"),
    "sound of a billion samples a second": Hostile(_with_sound(2, claims=10**9), "^60 frames"),
    "only sound": Hostile(only_sound, "no picture in this file"),
}
DAMAGED = {f"cut off at {share:.0%}": Hostile(_sample(share), ".") for share in (0.001, 0.01, 0.02, 0.3, 0.7)} | {
    f"bits turned over in the tables, {seed}": Hostile(_flipped_tables(seed), BOUNDED) for seed in range(6)
} | {
    f"bits turned over in the pictures, {seed}": Hostile(_flipped_pictures(seed), BOUNDED) for seed in range(2)
} | {
    "a box that is longer than the file": Hostile(_patched(b"moov", -8, struct.pack(">I", 0x7FFFFFF0)), "."),
    "a box of no length": Hostile(_patched(b"trak", -8, bytes(4)), "."),
    "a table of two billion entries": Hostile(_patched(b"stsz", 8, struct.pack(">I", 0x7FFFFFFF)), "."),
    "a table of times of two billion entries": Hostile(_patched(b"stts", 4, struct.pack(">I", 0x7FFFFFFF)), BOUNDED),
    "boxes within boxes": Hostile(_bytes(_nested(5000)), "."),
    "two thousand tracks": Hostile(_many_tracks, BOUNDED),
}  # fmt: skip
OTHERS = {
    "nothing": Hostile(_bytes(b""), NO_VIDEO),
    "one byte": Hostile(_bytes(b"m"), NO_VIDEO),
    "zeros": Hostile(_bytes(bytes(1024**2)), NO_VIDEO),
    "four gigabytes of nothing": Hostile(_sparse(4 * 1024**3, b""), NO_VIDEO),
    "four gigabytes of nothing in a box": Hostile(
        _sparse(4 * 1024**3, _box(b"ftyp", b"isom\0\0\0\0isom") + _box(b"mdat", size=0)), NO_VIDEO
    ),
    "noise": Hostile(_bytes(_noise(1024**2)), NO_VIDEO),
    "noise behind a start of MPEG": Hostile(_bytes(b"\0\0\1\xba" + _noise(1024**2)), "."),
    "noise in packets of television": Hostile(
        _bytes(b"".join(b"\x47\x40\x00\x10" + _noise(184) for _ in range(20_000))), "."
    ),
    "zip bomb": Hostile(_zip_bomb, NO_VIDEO),
    "gzip bomb": Hostile(_bytes(gzip.compress(bytes(50 * 1024**2))), NO_VIDEO),
    "a document": Hostile(_bytes(b"%PDF-1.7\n" + _noise(5000)), NO_VIDEO),
    "png": Hostile(_picture_as(".png"), NO_VIDEO),
    "jpeg": Hostile(lambda path: path.write_bytes(jpeg(*SIZE)), NO_VIDEO),
    "webp": Hostile(_picture_as(".webp"), NO_VIDEO),
    "gif": Hostile(lambda path: path.write_bytes(_pictures_in("gif")), NO_VIDEO),
    "moving png": Hostile(lambda path: path.write_bytes(_pictures_in("apng", "apng", "rgb24")), NO_VIDEO),
    "pictures as numbers": Hostile(lambda path: path.write_bytes(_pictures_in("nut", "ffv1", "yuv420p")), NO_VIDEO),
    "a codec nobody films with": Hostile(
        lambda path: path.write_bytes(_pictures_in("matroska", "ffv1", "yuv420p")), "coded in a way we do not read"
    ),
}


def hostile(address: str) -> dict[str, Hostile]:
    """All of them by name."""
    return TIMES | SIZES | SOUNDS | DAMAGED | OTHERS | playlists(address)
