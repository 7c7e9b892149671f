"""The overlay: drawn into a frame's planes as into a picture, as large as pages show it, in time with its sound."""

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from danceai.common.films import read_frames
from danceai.scoring.overlay.canvas import Canvas
from danceai.scoring.overlay.drawing import LEAD, draw_strip
from danceai.scoring.overlay.transcode import choose_size, draw_video
from synthetic_couple.knobs import Knobs
from tests.support.places import SAMPLE

COLOURS = [LEAD, (22, 132, 249), (250, 250, 250), (20, 20, 20), (120, 230, 120)]


def _decoded(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as video:
        return list(video.decode(video=0))


def _sound(path: Path) -> list[tuple[bytes, float]]:
    with av.open(str(path)) as video:
        stream = video.streams.audio[0]
        found = [packet for packet in video.demux(stream) if packet.dts is not None]
        return [(bytes(packet), float((packet.pts or 0) * packet.time_base)) for packet in found]


@pytest.mark.parametrize("colour", COLOURS)
def test_what_is_drawn_into_planes_looks_as_in_a_picture(colour: tuple[int, int, int]) -> None:
    """Straight and slanted lines, dots and rings at uneven places; only edges differ, by a pixel of colour."""
    grey = np.full((720, 1280, 3), 128, np.uint8)
    frame = av.VideoFrame.from_ndarray(grey, "bgr24").reformat(format="yuv420p", dst_colorspace="itu709")
    frame.make_writable()
    for canvas in (Canvas.over_picture(grey), Canvas.over_frame(frame)):
        canvas.lines(np.array([[[100.3, 100.6], [400.2, 300.9]], [[500, 50], [500, 600]]], float), colour, 9)
        canvas.dots(np.array([[777.5, 333.5], [900, 500]]), colour, 12)
        canvas.rings(np.array([[1000.0, 200.0]]), colour, (60, 20), 8)
    expected = av.VideoFrame.from_ndarray(grey, "bgr24").reformat(format="yuv420p", dst_colorspace="itu709")
    brightness = np.abs(frame.to_ndarray(format="gray").astype(int) - expected.to_ndarray(format="gray"))
    assert brightness.max() <= 20, "edges are mixed before, or after, colours become brightness"
    assert brightness.mean() < 0.1
    drawn = frame.reformat(format="bgr24", src_colorspace="itu709").to_ndarray().astype(int)
    away, changed = np.abs(drawn - grey).max(2), (grey != 128).any(2)
    assert np.median(away[changed]) <= 6
    around = cv2.dilate(changed.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert away[~around].max() <= 6, "colour reaches a pixel or two beyond the edge"


def test_a_strip_covers_the_bottom_and_nothing_else() -> None:
    frame = av.VideoFrame.from_ndarray(np.full((720, 1280, 3), 200, np.uint8), "bgr24").reformat(format="yuv420p")
    frame.make_writable()
    before = frame.to_ndarray(format="gray").copy()
    draw_strip(Canvas.over_frame(frame), [("sway", "+1.2 deg")], (1, 3, 0.0))
    after = frame.to_ndarray(format="gray")
    assert (after[: 720 - 44] == before[: 720 - 44]).all()
    assert np.median(after[720 - 44 :]) < 80
    assert after[720 - 44 :].max() > 200, "its words can be read"


def test_every_frame_is_drawn_on_once_and_the_sound_is_copied(tmp_path: Path) -> None:
    drawn, told = [], []

    def draw(canvas: Canvas, number: int) -> None:
        drawn.append(number)
        canvas.dots(np.array([[20.0 + 4 * number, 100.0]]), LEAD, 10)

    target = tmp_path / "overlay.mp4"
    draw_video(SAMPLE, target, 270, draw, lambda done, total: told.append((done, total)))
    frames, originals = _decoded(target), _decoded(SAMPLE)
    assert sorted(drawn) == list(range(len(originals)))
    assert [frame.time for frame in frames] == pytest.approx([frame.time for frame in originals])
    assert _sound(target) == _sound(SAMPLE)
    assert told[-1] == (270, 270)
    for number in (0, 100, 250):
        bright = frames[number].to_ndarray(format="gray").astype(int)
        original = originals[number].to_ndarray(format="gray").astype(int)
        assert abs(bright[100, 20 + 4 * number] - 92) < 25, "the dot is where it belongs, in its own frame"
        bright[85:115, 5 + 4 * number : 35 + 4 * number] = original[85:115, 5 + 4 * number : 35 + 4 * number]
        assert np.abs(bright - original).mean() < 3, "no trace of the frames before"


@pytest.mark.parametrize(
    ("filmed", "made"),
    [((1920, 1080), (1280, 720)), ((1080, 1920), (720, 1280)), ((640, 480), (640, 480)), ((1440, 1080), (960, 720))],
)
def test_it_is_as_large_as_pages_show_it(filmed: tuple[int, int], made: tuple[int, int]) -> None:
    assert choose_size(*filmed) == made
    assert Knobs().height == choose_size(Knobs().width, Knobs().height)[1]


def test_a_frame_of_a_picture_in_the_report_is_the_one_of_its_number() -> None:
    originals = _decoded(SAMPLE)
    for number, frame in read_frames(SAMPLE, [0, 77, 78, 269], 30):
        assert (frame.to_ndarray(format="gray") == originals[number].to_ndarray(format="gray")).all()
