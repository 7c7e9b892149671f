"""Scoring the same poses again: without some spans, with a confirmed delay, with the debug overlay."""

from pathlib import Path
from typing import Any

import av
import pytest

from danceai.local.client import Client, Refused
from tests.support.platform import ClientOf


def _rescored(client: Client, analysis: dict[str, Any], **changed: Any) -> dict[str, Any]:
    again = client.call("POST", f"/v1/analyses/{analysis['id']}/rescore", changed)
    finished = client.finished(again["id"])
    assert finished["state"] == "done", finished["error_message"]
    return finished


def _metric(analysis: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in analysis["result"]["metrics"] if row["name"] == name)
    return found


def test_an_excluded_span_is_left_out_without_another_pose_run(
    trainer: Client, finished_sample: dict[str, Any]
) -> None:
    again = _rescored(trainer, finished_sample, exclusions=[{"start": 3.0, "end": 5.5}])
    assert again["based_on"] == finished_sample["id"]
    assert again["id"] != finished_sample["id"]
    assert again["result"]["excluded"] == [{"start": 3.0, "end": 5.5}]
    pose, before = (next(s for s in a["stages"] if s["name"] == "pose") for a in (again, finished_sample))
    assert pose["finished_at"] == before["finished_at"], "the poses are those of the first run"
    assert _metric(again, "elbow_drop")["frames"] < _metric(finished_sample, "elbow_drop")["frames"]
    assert not any(3.0 < second < 5.5 for row in again["result"]["metrics"] for second in row["moments"])
    unchanged = trainer.call("GET", f"/v1/analyses/{finished_sample['id']}")
    assert unchanged["result"] == finished_sample["result"]
    runs = trainer.call("GET", f"/v1/analyses?session_id={finished_sample['session_id']}")["analyses"]
    assert {again["id"], finished_sample["id"]} <= {run["id"] for run in runs}


def test_a_confirmed_delay_of_the_recording_is_taken_off(trainer: Client, finished_sample: dict[str, Any]) -> None:
    again = _rescored(trainer, finished_sample, latency_ms=-60, profile="js-3.0")
    moved = _metric(again, "timing_offset")["value"] - _metric(finished_sample, "timing_offset")["value"]
    assert moved == pytest.approx(-60, abs=1)
    assert again["result"]["latency_ms"] == -60
    assert all(row["score"] * 4 == int(row["score"] * 4) for row in again["result"]["components"])


def test_admins_see_what_tracking_made_of_every_body(
    client_of: ClientOf, finished_sample: dict[str, Any], tmp_path: Path
) -> None:
    admin = client_of("studio.admin")
    again = _rescored(admin, finished_sample, debug_overlay=True)
    assert "overlay-debug.mp4" in again["files"]
    path = admin.download(again["id"], "overlay-debug.mp4", tmp_path / "debug.mp4")
    with av.open(str(path)) as video:
        assert sum(1 for _ in video.decode(video=0)) == 270
    with pytest.raises(Refused, match="account"):
        _rescored(client_of("trainer"), finished_sample, debug_overlay=True)


def test_a_span_that_ends_before_it_starts_is_refused(trainer: Client, finished_sample: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="end of an excluded span"):
        _rescored(trainer, finished_sample, exclusions=[{"start": 5.0, "end": 3.0}])


def test_a_couple_that_was_excluded_altogether_is_not_scored(trainer: Client, finished_sample: dict[str, Any]) -> None:
    again = _rescored(trainer, finished_sample, exclusions=[{"start": 0.0, "end": 60.0}])
    assert all(row["score"] is None and row["reason"] for row in again["result"]["components"])


def test_the_dance_that_was_entered_can_be_corrected(trainer: Client, finished_sample: dict[str, Any]) -> None:
    """The sound is a waltz's: of a tango's timing nothing is assessed, and the run that was corrected stays."""
    again = _rescored(trainer, finished_sample, dance="tango")
    assert (again["dance"], again["based_on"]) == ("tango", finished_sample["id"])
    assert again["result"]["music"]["warning"] == "wrong_dance"
    timing = next(row for row in again["result"]["components"] if row["code"] == "MM")
    assert (timing["score"], timing["cause"]) == (None, "music")
    assert trainer.call("GET", f"/v1/analyses/{finished_sample['id']}")["dance"] == "waltz"
