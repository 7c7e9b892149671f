"""Renditions: upright, constant rate, on the picture's clock."""

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from danceai.common.contracts.videos import Crop
from danceai.ingest.quality_report import quality_report
from danceai.ingest.reading.budget import Unsuitable
from danceai.ingest.rendering.rendition import Rendered, render
from tests.ingest.hostile_films import film_with_sound
from tests.support.places import SAMPLE


def _clip(path: Path, times: list[float], size: tuple[int, int] = (640, 360)) -> Path:
    """A clip whose left half is white and whose brightness on the right counts frames; frames at the given times."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.time_base = Fraction(1, 1000)
        stream.codec_context.time_base = Fraction(1, 1000)
        for i, second in enumerate(times):
            picture = np.zeros((size[1], size[0], 3), np.uint8)
            picture[:, : size[0] // 2] = 255
            picture[:, size[0] // 2 :] = min(250, 2 * i)
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = round(second * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _rotate(path: Path, degrees: int) -> Path:
    """Write a display matrix into the track header, as phones do (90 = show turned clockwise)."""
    data = bytearray(path.read_bytes())
    at = data.rindex(b"tkhd") + 4 + 40
    matrix = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1)}[degrees]
    a, b, c, d = (value * 65536 for value in matrix)
    data[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def _first(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray(format="bgr24")


def _render(path: Path, folder: Path, crop: Crop | None = None) -> Rendered:
    return render(path, crop, folder, lambda done, total: None)


def test_a_phone_held_upright_is_shown_upright(tmp_path: Path) -> None:
    clip = _rotate(_clip(tmp_path / "in.mp4", [i / 30 for i in range(60)]), 90)
    made = _render(clip, tmp_path)
    assert (made.upright_width, made.upright_height) == (360, 640)
    picture = _first(tmp_path / "rendition.mp4")
    assert picture.shape[:2] == (640, 360)
    # Turned clockwise, the white left half comes to the top.
    assert picture[:300].mean() > 200
    assert picture[340:].mean() < 60


def test_a_variable_rate_becomes_constant_without_drifting(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    times = np.cumsum(rng.choice([0.02, 0.033, 0.05], 90)).tolist()
    made = _render(_clip(tmp_path / "in.mp4", times), tmp_path)
    assert made.variable_rate
    with av.open(str(tmp_path / "rendition.mp4")) as container:
        stamps = [float(frame.time or 0) for frame in container.decode(video=0)]
    gaps = np.diff(stamps)
    assert np.ptp(gaps) < 0.002
    assert made.frames == len(stamps)
    assert abs(made.frames / made.fps - (times[-1] - times[0])) < 0.1


def test_a_crop_keeps_only_its_region(tmp_path: Path) -> None:
    clip = _clip(tmp_path / "in.mp4", [i / 30 for i in range(60)])
    made = _render(clip, tmp_path, Crop(x=0, y=40, width=300, height=280))
    assert (made.width, made.height) == (300, 280)
    assert _first(tmp_path / "rendition.mp4").mean() > 240, "only the white half is left"


def test_keyframes_stand_every_two_seconds(tmp_path: Path) -> None:
    _render(SAMPLE, tmp_path)
    with av.open(str(tmp_path / "rendition.mp4")) as container:
        keys = [float(p.pts * p.time_base) for p in container.demux(video=0) if p.is_keyframe and p.pts is not None]
    assert np.allclose(np.diff(keys), 2.0, atol=0.05)


def test_a_short_clip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unsuitable, match="only 10 frames"):
        _render(_clip(tmp_path / "in.mp4", [i / 30 for i in range(10)]), tmp_path)


def test_the_quality_report_has_every_line_and_advice_where_it_is_needed(tmp_path: Path) -> None:
    made = _render(SAMPLE, tmp_path)
    from danceai.common.contracts.poses import PersonBox

    person = PersonBox(x=500, y=100, width=120, height=330, score=0.8)
    lines = {line.name: line for line in quality_report(made, [[person]] * 8)}
    assert set(lines) == {
        "resolution",
        "frame_rate",
        "steadiness",
        "sharpness",
        "exposure",
        "audio",
        "dancers_visible",
        "full_body",
        "couple_size",
    }
    assert lines["frame_rate"].verdict == "warning"
    assert "50 or 60" in lines["frame_rate"].advice
    assert lines["steadiness"].verdict == lines["full_body"].verdict == lines["couple_size"].verdict == "good"
    assert all(line.advice for line in lines.values() if line.verdict != "good")
    nobody = {line.name: line for line in quality_report(made, [[]] * 8)}
    assert nobody["dancers_visible"].verdict == "unusable"


def test_a_shaking_camera_is_noticed(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    wall = (rng.random((500, 800, 3)) * 255).astype(np.uint8)
    wall = np.repeat(np.repeat(wall[::8, ::8], 8, axis=0), 8, axis=1)
    path = tmp_path / "in.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        for i in range(60):
            x, y = int(40 + 30 * np.sin(i / 5)), int(40 + 30 * np.cos(i / 4))
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(wall[y : y + 360, x : x + 640]), format="bgr24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    lines = {line.name: line for line in quality_report(_render(path, tmp_path), None)}
    assert lines["steadiness"].verdict == "warning"


def _sound(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])


def test_sound_ends_where_the_picture_ends(tmp_path: Path) -> None:
    film_with_sound(tmp_path / "in.mp4", 120, kind="mp4")
    made = _render(tmp_path / "in.mp4", tmp_path)
    assert len(_sound(tmp_path / "audio.flac")) / 22050 == pytest.approx(made.frames / made.fps, abs=0.001)


@pytest.mark.parametrize("begins", [0.5, 0.0])
def test_sound_keeps_its_distance_to_the_picture(begins: float, tmp_path: Path) -> None:
    film_with_sound(tmp_path / "in.mp4", 1, begins=begins, kind="mp4")
    _render(tmp_path / "in.mp4", tmp_path)
    heard = np.flatnonzero(_sound(tmp_path / "audio.flac") > 4500) / 22050
    assert heard[0] == pytest.approx(begins, abs=0.02)
    assert heard[-1] == pytest.approx(begins + 1, abs=0.1)
