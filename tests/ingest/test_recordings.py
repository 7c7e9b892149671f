"""Recordings as people make them: whatever the file, the card, the clicks and the sentence are right."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from danceai.common.errors import JobFailed
from danceai.common.films import read_frames
from danceai.ingest.rendering.rendition import Rendered, render
from danceai.scoring.overlay.transcode import draw_video
from tests.ingest.recorded import SHOWN, Recording, recordings
from tests.support.cards import (
    Picture,
    Reading,
    measure_circle,
    read_clicks,
    read_corners,
    read_film,
    read_number,
    read_pictures,
)
from tests.support.figures import FigureBook

LATEST = 0.015
GENERATED = 62
STEP = 6
"""Pixels that a bar moves from one half picture to the next"""


@dataclass(frozen=True)
class Right:
    """What must be read from a file of the table; None is not looked at."""

    numbers: list[int] | None = None
    clicks: list[float] | None = None
    corners: str = "WRKB"
    size: tuple[int, int] | None = None
    fps: float = 30.0
    turn: Callable[[Picture], Picture] = lambda picture: picture
    """Back to how the card was drawn, where its numbers can be read"""


def _seconds(end: int, *, begin: int = 0, late: float = 0.0) -> list[float]:
    return sorted([second + late for second in (*range(begin, end), 3.12) if begin <= second < end])


TABLE = {
    "01_sound_late.mp4": Right([*range(180)], _seconds(6, begin=1)),
    "02b_sound_early.mp4": Right([*range(165)], [0.5, 1.5, 2.5, 2.62, 3.5, 4.5]),
    "03_sound_gap.mkv": Right([*range(240)], [0.0, 1.0, 2.0, 4.0, 5.0, 6.0, 7.0]),
    "04_mirrored.mov": Right([*range(60)], [0.0, 1.0], "RWBK", turn=lambda picture: picture[:, ::-1]),
    "04c_turned_90.mov": Right([*range(60)], [0.0, 1.0], "BWRK", (360, 640), turn=np.rot90),
    "05_wide_pixels.mp4": Right([*range(60)], [0.0, 1.0], size=(1024, 576)),
    "06_interlaced.mts": Right([n // 2 for n in range(100)], [0.0, 1.0], fps=50.0),
    "07b_apac_first.mov": Right([*range(90)], [0.0, 1.0, 2.0]),
    "09_cover_first.mp4": Right([*range(60)], [0.0, 1.0]),
    "10_slow_then_fast.mp4": Right([n // 2 for n in range(510)] + [*range(255, 435)], _seconds(23)),
    "13_two_joined.ts": Right([*range(240)], [*_seconds(4), *_seconds(4, late=4.0)]),
    "14_clock_jump.mkv": Right([*range(120)], _seconds(4)),
    "15_trimmed.mov": Right([*range(195, 285)]),
    "16_sound_longer.mkv": Right([*range(120)], _seconds(4)),
    "17_opposite_phase.mp4": Right([*range(300)], [60 / 87 * beat for beat in range(29)], fps=15.0),
    "18_broken_sound.mp4": Right([*range(240)], _seconds(8)),
    "19_channels_change.ts": Right([*range(180)], _seconds(6)),
    "22_no_duration.mkv": Right([*range(90)], [0.0, 1.0, 2.0]),
}


def _rendered(path: Path, folder: Path) -> Rendered:
    return render(path, None, folder, lambda done, total: None)


def _apart(heard: list[float], right: list[float]) -> float:
    """The largest distance of a click from where it must be; infinite when one is missing or too many."""
    return max(np.abs(np.subtract(heard, right)), default=0.0) if len(heard) == len(right) else np.inf


def _compare(made: Rendered, film: Reading, right: Right) -> list[str]:
    wrong = []
    if film.corners != {right.corners}:
        wrong.append(f"corners {film.corners}")
    if not 0.96 < film.circle < 1.04:
        wrong.append(f"circle {film.circle:.3f}")
    if made.fps != right.fps or (right.size and (made.width, made.height) != right.size):
        wrong.append(f"{made.fps} frames/s, {made.width} x {made.height}")
    if right.numbers is not None and film.numbers != right.numbers:
        wrong.append(f"{len(film.numbers)} pictures {film.numbers[:5]}")
    return wrong


def test_every_file_of_the_table_is_right(shared: Path, tmp_path: Path, figure: FigureBook) -> None:
    wrong: dict[str, list[str]] = {}
    latest = 0.0
    for name, right in TABLE.items():
        folder = tmp_path / name
        folder.mkdir()
        made = _rendered(shared / "recordings" / name, folder)
        film = read_film(folder / "rendition.mp4", right.turn)
        faults = _compare(made, film, right)
        if right.clicks is not None:
            late = max(_apart(heard, right.clicks) for heard in (film.clicks, read_clicks(folder / "audio.flac")))
            latest = max(latest, late)
            faults += [f"clicks {film.clicks}"] if late > LATEST else []
        wrong |= {name: faults} if faults else {}
    figure("recordings.wrong", len(wrong), f"of {len(TABLE)} files", "<= 0")
    figure("recordings.sync_ms", 1000 * latest, "ms", "<= 15")
    assert not wrong


@pytest.mark.parametrize("name", ["04_mirrored.mov", "04c_turned_90.mov", "05_wide_pixels.mp4"])
def test_overlay_and_report_show_what_the_rendition_shows(name: str, shared: Path, tmp_path: Path) -> None:
    made = _rendered(shared / "recordings" / name, tmp_path)
    right, rendition, overlay = TABLE[name], tmp_path / "rendition.mp4", tmp_path / "overlay.mp4"
    draw_video(rendition, overlay, made.frames, lambda canvas, number: None, lambda done, total: None)
    film = read_film(overlay, right.turn)
    assert not _compare(made, film, right)
    assert _apart(film.clicks, right.clicks or []) <= LATEST
    for number, frame in read_frames(rendition, [0, 31, 59], made.fps):
        picture = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
        assert read_number(right.turn(picture)) == number
        assert read_corners(picture) == right.corners
        assert 0.96 < measure_circle(picture) < 1.04


def test_a_phones_bright_colours_are_those_of_a_screen(shared: Path, tmp_path: Path) -> None:
    _rendered(shared / "recordings" / "11b_hlg_colours.mov", tmp_path)
    picture = read_pictures(tmp_path / "rendition.mp4")[20]
    white, red = picture[100, 40].astype(int), picture[100, 200].astype(int)
    assert white.min() > 245
    assert np.abs(red - (255, 0, 0)).max() < 20


def test_a_coding_nobody_reads_is_named(shared: Path, tmp_path: Path) -> None:
    with pytest.raises(JobFailed, match=r"\(braw\).*Export it as MP4"):
        _rendered(shared / "recordings" / "08_unknown_video.mov", tmp_path)


@pytest.mark.parametrize("first", ["tff", "bff"])
def test_half_pictures_become_whole_ones_at_twice_the_rate(first: str, tmp_path: Path) -> None:
    with av.open(str(tmp_path / "in.mts"), "w", format="mpegts") as container:
        stream = container.add_stream("mpeg2video", rate=25, options={"b": "12M", "flags": "+ildct+ilme"})
        stream.width, stream.height, stream.pix_fmt = 720, 576, "yuv420p"
        for number in range(50):
            halves = [np.full((576, 720, 3), 90, np.uint8) for _ in (0, 1)]
            for later, half in enumerate(halves):
                half[200:400, STEP * (2 * number + later) :][:, :60] = 235
            woven = halves[0].copy()
            upper, lower = (0, 1) if first == "tff" else (1, 0)
            woven[0::2], woven[1::2] = halves[upper][0::2], halves[lower][1::2]
            container.mux(stream.encode(av.VideoFrame.from_ndarray(woven, format="rgb24").reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    made = _rendered(tmp_path / "in.mts", tmp_path)
    assert made.fps == 50
    edges = [
        np.flatnonzero(picture[250:350].mean((0, 2)) > 160)[0] for picture in read_pictures(tmp_path / "rendition.mp4")
    ]
    assert np.abs(np.subtract(edges, STEP * np.arange(100))).max() <= 2


def test_matroskas_margins_are_cut_off(tmp_path: Path) -> None:
    recording = Recording(
        "mp4", "libx264", "aac", Fraction(25), None, exchanged=False, mirrored=False, upside_down=False,
        aspect=Fraction(1), full_range=False, mix="both", sound_late=0.0, gap=None, margins=(30, 10, 20, 50),
    )  # fmt: skip
    recording.make(tmp_path / "in.mp4")
    with av.open(str(tmp_path / "in.mp4")) as source, av.open(str(tmp_path / "in.mkv"), "w") as copy:
        streams = [copy.add_stream_from_template(stream) for stream in source.streams.get(video=0, audio=0)]
        for packet in source.demux():
            packet.stream = streams[packet.stream.index]
            if packet.dts is not None:
                copy.mux(packet)
    made = _rendered(tmp_path / "in.mkv", tmp_path)
    film = read_film(tmp_path / "rendition.mp4")
    assert not _compare(made, film, Right([*range(85)], size=SHOWN, fps=25.0))


def _faults(recording: Recording, folder: Path) -> tuple[list[str], float]:
    path = folder / "in"
    recording.make(path)
    made = _rendered(path, folder)
    film = read_film(folder / "rendition.mp4")
    faults = _compare(made, film, Right(fps=made.fps))
    times = recording.times
    first_seen = {number: place for place, number in reversed(list(enumerate(film.numbers)))}
    if sorted(first_seen) != list(range(len(times))):
        faults.append(f"{len(first_seen)} of {len(times)} pictures")
    else:
        late = max(abs(first_seen[number] / made.fps - times[number]) for number in range(len(times)))
        # A picture cannot be shown between two frames: one that wanders may be half a frame off, or give way.
        faults += (
            [f"pictures {late * 1000:.0f} ms off"]
            if late > (1.0 if recording.wander is not None else 0.1) / made.fps
            else []
        )
    end = times[-1] - 0.06
    heard = [read_clicks(folder / name) for name in ("rendition.mp4", "audio.flac")]
    inside = [[click for click in clicks if 0.02 < click < end] for clicks in heard]
    right = [click for click in recording.clicks if click < end]
    apart = max(_apart(clicks, right) for clicks in inside)
    faults += [f"clicks {inside} instead of {right}"] if apart > LATEST else []
    return faults, apart


def test_recordings_by_chance_are_right(tmp_path: Path, figure: FigureBook) -> None:
    seen: list[tuple[Recording, list[str], float]] = []

    @settings(
        max_examples=GENERATED,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(recordings())
    def look(recording: Recording) -> None:
        folder = tmp_path / str(len(seen))
        folder.mkdir()
        try:
            seen.append((recording, *_faults(recording, folder)))
        except JobFailed as error:
            seen.append((recording, [error.message], 0.0))

    look()
    wrong = [(recording, faults) for recording, faults, _ in seen if faults]
    figure("recordings.generated", len(seen), "recordings", ">= 60")
    figure("recordings.generated_wrong", len(wrong), "recordings", "<= 0")
    figure("recordings.generated_sync_ms", 1000 * max(apart for *_, apart in seen), "ms", "<= 15")
    assert not wrong, "\n".join(f"{recording}: {faults}" for recording, faults in wrong)
