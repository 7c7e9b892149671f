"""Real recordings run to the end: one camera without sound, and two cameras."""

from pathlib import Path

from danceai.local.client import Client
from tests.support.platform import upload_and_start


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
