"""Recordings as people make them, drawn by chance: each a film of test cards with a truth of its own."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.support.cards import Picture, click_track, draw_card

KINDS = {
    "mp4": (("libx264", "mpeg4", "libx265"), ("aac", "libmp3lame")),
    "mov": (("libx264", "prores", "mjpeg"), ("aac", "pcm_s16le")),
    "matroska": (("libx264", "libvpx", "mpeg4"), ("libopus", "aac", "flac")),
    "mpegts": (("libx264", "mpeg2video"), ("aac", "mp2", "ac3")),
    "avi": (("mpeg4", "mjpeg"), ("ac3", "pcm_s16le")),
}
PIXELS = {"prores": "yuv422p10le", "mjpeg": "yuvj420p"}
FAST: dict[str, dict[str, str]] = {
    "libx264": {"preset": "superfast", "crf": "20"},
    "libx265": {"preset": "ultrafast", "crf": "20", "x265-params": "log-level=none"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8", "b": "3M"},
    "mpeg4": {"qscale": "3", "b": "6M"},
    "mpeg2video": {"b": "8M"},
}
MIXES = {"mono": (1,), "left": (1, 0), "right": (0, 1), "both": (1, 1), "opposite": (1, -1)}
UNITS = 90_000
SHOWN = (512, 384)


@dataclass(frozen=True)
class Recording:
    """How a film is made; its clock starts with its first card."""

    container: str
    codec: str
    sound: str
    rate: Fraction
    wander: int | None
    """Seed for pictures that come irregularly; None = all in time"""
    exchanged: bool
    mirrored: bool
    upside_down: bool
    aspect: Fraction
    full_range: bool
    mix: str
    sound_late: float
    """Seconds by which the sound's clock starts after the picture's; below 0 before it"""
    gap: tuple[float, float] | None
    """Seconds of the sound's clock in which nothing was recorded"""
    margins: tuple[int, int, int, int] | None = None
    """Stored pixels left, top, right and bottom that the file says are not to be shown"""
    drift: float = 0.0
    """Share by which the sound's clock is faster than its stamps say"""
    seconds: float = 3.4

    @property
    def times(self) -> NDArray[np.float64]:
        """When each card is shown."""
        even = np.arange(round(self.seconds * float(self.rate))) / float(self.rate)
        if self.wander is None:
            return np.asarray(even)
        steps = np.random.default_rng(self.wander).choice([1.0, 1.0, 1.0, 2.0], len(even)) / float(self.rate)
        return np.asarray(np.concatenate([[0.0], np.cumsum(steps)[:-1]]))

    @property
    def picture_late(self) -> float:
        """Seconds by which the picture's clock starts after the file's: whole pictures."""
        return round(max(0.0, -self.sound_late) * float(self.rate)) / float(self.rate)

    @property
    def clicks(self) -> list[float]:
        """Seconds after the first card at which a click must be heard."""
        heard = [float(second) for second in range(1, int(self.sound_seconds) + 1)] + [3.12]
        if self.gap:
            heard = [second for second in heard if not self.gap[0] - 0.05 < second < self.gap[1] + 0.05]
        end = self.times[-1] + 1 / float(self.rate)
        return sorted(
            at
            for second in heard
            if second + 0.05 < self.sound_seconds
            and 0.02 < (at := second * (1 + self.drift) + max(self.sound_late, 0.0) - self.picture_late) < end - 0.05
        )

    @property
    def sound_seconds(self) -> float:
        return float(self.times[-1]) + 0.5 - min(self.sound_late, 0.0)

    def make(self, path: Path) -> None:
        """Write it."""
        with av.open(str(path), "w", format=self.container) as container:
            video = self._add_picture(container)
            rate = 48_000
            sound: Any = container.add_stream(self.sound, rate=rate, layout="mono" if self.mix == "mono" else "stereo")
            packets = [*self._sound_packets(sound, rate), *self._picture_packets(video)]
            for _, packet in sorted(packets, key=lambda pair: pair[0]):
                container.mux(packet)
        if self.margins:
            write_clean_aperture(path, self.margins)

    def _add_picture(self, container: Any) -> Any:
        video = container.add_stream(self.codec, rate=self.rate, options=dict(FAST.get(self.codec, {})))
        shown = SHOWN[::-1] if self.exchanged else SHOWN
        left, top, right, bottom = self.margins or (0, 0, 0, 0)
        video.width = round(shown[0] / self.aspect / 2) * 2 + left + right
        video.height = shown[1] // 2 * 2 + top + bottom
        video.pix_fmt = PIXELS.get(self.codec, "yuvj420p" if self.full_range else "yuv420p")
        video.codec_context.sample_aspect_ratio = self.aspect
        if self.wander is not None:
            video.codec_context.time_base = Fraction(1, 1000)
        if self.exchanged or self.mirrored or self.upside_down:
            x, y = (-1 if self.mirrored else 1) * 65536, (-1 if self.upside_down else 1) * 65536
            parts = (0, y, 0, x, 0, 0, 0, 0, 1 << 30) if self.exchanged else (x, 0, 0, 0, y, 0, 0, 0, 1 << 30)
            video.set_display_matrix(list(parts))
        return video

    def _picture_packets(self, video: Any) -> list[tuple[float, Any]]:
        unit = video.codec_context.time_base or 1 / self.rate
        packets = []
        for number, second in enumerate(self.times):
            frame = av.VideoFrame.from_ndarray(self._stored(number), format="rgb24")
            if self.margins:
                left, top, right, bottom = self.margins
                framed = np.full((video.height, video.width, 3), 170, np.uint8)
                width, height = video.width - left - right, video.height - top - bottom
                if (width, height) != (frame.width, frame.height):
                    frame = frame.reformat(width, height, interpolation="AREA")
                framed[top : top + height, left : left + width] = frame.to_ndarray()
                frame = av.VideoFrame.from_ndarray(framed, format="rgb24")
            same = (frame.width, frame.height) == (video.width, video.height)
            frame = frame.reformat(
                video.width, video.height, video.pix_fmt, interpolation="FAST_BILINEAR" if same else "AREA"
            )
            frame.pts, frame.time_base = round(second / unit) + round(self.picture_late / unit), unit
            packets += video.encode(frame)
        packets += video.encode(None)
        return [(float(packet.dts * packet.time_base), packet) for packet in packets]

    def _stored(self, number: int) -> Picture:
        """The card as the camera stores it, so that it is shown as it was drawn."""
        picture = draw_card(number, *SHOWN)
        picture = picture[:, ::-1] if self.mirrored else picture
        picture = picture[::-1] if self.upside_down else picture
        return np.ascontiguousarray(picture.transpose(1, 0, 2) if self.exchanged else picture)

    def _sound_packets(self, sound: Any, rate: int) -> list[tuple[float, Any]]:
        samples = np.stack([share * click_track(self.sound_seconds, rate) for share in MIXES[self.mix]])
        begin = max(0.0, self.sound_late)
        packets = []
        for at in range(0, samples.shape[1], 1024):
            block = np.ascontiguousarray(samples[:, at : at + 1024].T.reshape(1, -1))
            frame = av.AudioFrame.from_ndarray((block * 32767).astype(np.int16), "s16", sound.layout.name)
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
            packets += sound.encode(frame)
        packets += sound.encode(None)
        kept = []
        for packet in packets:
            second = float(packet.pts * packet.time_base)
            if self.gap and self.gap[0] <= second < self.gap[1]:
                continue
            packet.pts = round(packet.pts * (1 + self.drift) + begin / packet.time_base)
            packet.dts = packet.pts
            kept.append((second + begin, packet))
        return kept


def write_clean_aperture(path: Path, margins: tuple[int, int, int, int]) -> None:
    """Say in an MP4 or MOV file with its index at the end what is to be shown (`clap`, ISO/IEC 14496-12)."""
    data = bytearray(path.read_bytes())
    boxes, at, end = [], 0, len(data)
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", None):
        while name is not None and bytes(data[at + 4 : at + 8]) != name:
            at += int.from_bytes(data[at : at + 4], "big")
            assert at < end
        boxes.append(at)
        end = at + int.from_bytes(data[at : at + 4], "big")
        at += 16 if name == b"stsd" else 8
    left, top, right, bottom = margins
    width, height = struct.unpack(">2H", data[boxes[-1] + 32 : boxes[-1] + 36])
    inner = (width - left - right, 1, height - top - bottom, 1)
    data[end:end] = struct.pack(">I4s8i", 40, b"clap", *inner, left - right, 2, top - bottom, 2)
    for box in boxes:
        data[box : box + 4] = (int.from_bytes(data[box : box + 4], "big") + 40).to_bytes(4, "big")
    path.write_bytes(data)


RATES = [Fraction(rate) for rate in (15, 24, 25, 30, 50, 60)] + [Fraction(30000, 1001)]
ASPECTS = [Fraction(1), Fraction(64, 45), Fraction(8, 9)]


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    """Any that its container can hold."""
    container = draw(st.sampled_from(sorted(KINDS)))
    codecs, sounds = KINDS[container]
    codec = draw(st.sampled_from(codecs))
    turned = container in ("mp4", "mov")
    loose = container != "avi"
    stamped_sound = container in ("matroska", "mpegts")
    stamped = container in ("mp4", "matroska") and codec != "mpeg4"
    rates = [rate for rate in RATES if rate >= 24] if codec == "mpeg2video" else RATES
    return Recording(
        container,
        codec,
        sound=draw(st.sampled_from(sounds)),
        rate=draw(st.sampled_from(rates)),
        wander=draw(st.none() | st.integers(0, 99)) if stamped else None,
        exchanged=turned and draw(st.booleans()),
        mirrored=turned and draw(st.booleans()),
        upside_down=turned and draw(st.booleans()),
        aspect=draw(st.sampled_from(ASPECTS)) if loose and codec != "libvpx" else Fraction(1),
        full_range=codec == "libx264" and draw(st.booleans()),
        margins=draw(st.none() | st.just((48, 16, 32, 40))) if turned else None,
        mix=draw(st.sampled_from(sorted(MIXES))),
        sound_late=draw(st.sampled_from([0.0, 0.38, 1.2, -0.5, -1.1])) if loose else 0.0,
        gap=draw(st.none() | st.just((1.4, 2.6))) if stamped_sound else None,
        drift=draw(st.sampled_from([0.0, 0.004, -0.003])) if stamped_sound else 0.0,
    )
