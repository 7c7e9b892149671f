"""Real recordings run to the end: one camera without sound, and two cameras."""

from pathlib import Path

from danceai.local.client import Client
from tests.support.figures import FigureBook
from tests.support.platform import upload_and_start

EARLY = 0.4
"""Seconds by which one of the recordings' sound begins before its picture"""


def test_a_clip_without_sound_has_no_timing(trainer: Client, shared: Path) -> None:
    clip = shared / "video" / "bachata_basic.mp4"
    analysis = trainer.finished(upload_and_start(trainer, clip)["id"])
    assert analysis["state"] == "done", analysis["error_message"]
    result = analysis["result"]
    assert not result["music"]["assessable"]
    timing = {row["name"]: row for row in result["metrics"]}["timing_offset"]
    assert timing["value"] is None
    assert "No music" in timing["reason"]
    movement_to_music = next(row for row in result["components"] if row["code"] == "MM")
    assert movement_to_music["score"] is None
    assert result["cameras"]["A"]["coverage"] > 0.8, "seen, not inferred"


def test_two_cameras_are_analysed_together(trainer: Client, shared: Path) -> None:
    first, second = (shared / "video" / f"pose2sim_multi_cam0{n}.mp4" for n in (1, 2))
    analysis = trainer.finished(upload_and_start(trainer, first, more=[second])["id"])
    assert analysis["state"] == "done", analysis["error_message"]
    assert {stage["camera"] for stage in analysis["stages"] if stage["name"] == "pose"} == {"A", "B"}
    assert {"overlay.mp4", "overlay-B.mp4"} <= set(analysis["files"])
    assert set(analysis["result"]["cameras"]) == {"A", "B"}


def test_one_dance_scores_alike_however_it_was_recorded(trainer: Client, shared: Path, figure: FigureBook) -> None:
    names = ["30_couple.mp4", "32_couple_sound_early.mkv", "34_couple_mirrored.mov", "40_couple_still.mp4"]
    started = [upload_and_start(trainer, shared / "recordings" / name)["id"] for name in names]
    usual, early, mirrored, still = (trainer.finished(analysis)["result"] for analysis in started)
    marks = [{row["code"]: row["score"] for row in result["components"]} for result in (usual, early, mirrored)]
    assert all(mark is not None for mark in marks[0].values())
    apart = max(abs(one[code] - mark) for one in marks[1:] for code, mark in marks[0].items())
    figure("recordings.scores_apart", apart, "points", "<= 0.5")
    late = abs(early["music"]["beats"][0] - (usual["music"]["beats"][0] - EARLY))
    figure("recordings.beats_apart_ms", 1000 * late, "ms", "<= 15")
    assert apart <= 0.5, marks
    assert late <= 0.015
    assert {row["score"] for row in still["components"]} == {None}
    assert "moves" in still["components"][0]["reason"]
