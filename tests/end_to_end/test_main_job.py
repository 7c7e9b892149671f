"""The main job on the sample couple, through the gateway as any client does it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import av
import pyarrow.parquet as pq
import pypdf
import pytest

from danceai.local.client import Client, Refused
from tests.support.platform import upload_and_start

FILES = {
    "overlay.mp4",
    "report.pdf",
    "analysis.json",
    "frames.csv",
    "poses.parquet",
    "lead.trc",
    "follow.trc",
    "skeletons.bin",
    "lanes.json",
}


def test_every_component_is_scored_with_interval_and_coverage(finished_sample: dict[str, Any]) -> None:
    components = finished_sample["result"]["components"]
    assert [row["code"] for row in components] == ["TQ", "MM", "PS", "CP"]
    for row in components:
        assert 1 <= row["low"] <= row["score"] <= row["high"] <= 10
        assert row["score"] * 2 == int(row["score"] * 2), "JS 2.1 gives half points"
        assert row["high"] - row["low"] >= 0.9
        assert 0.4 <= row["coverage"] <= 1


def test_at_least_eight_metrics_over_all_components_are_measured(finished_sample: dict[str, Any]) -> None:
    measured = [row for row in finished_sample["result"]["metrics"] if row["value"] is not None]
    assert len(measured) >= 8
    assert {row["component"] for row in measured} == {"TQ", "MM", "PS", "CP"}


def test_what_a_player_needs_is_told_and_can_be_fetched(
    finished_sample: dict[str, Any], trainer: Client, tmp_path: Path
) -> None:
    film = finished_sample["films"]["A"]
    assert (film["frames"], film["fps"], film["width"], film["height"]) == (270, 30, 1280, 720)
    with av.open(str(trainer.download(finished_sample["id"], film["file"], tmp_path / "video.mp4"))) as video:
        assert sum(1 for _ in video.decode(video=0)) == film["frames"]
    packed = trainer.download(finished_sample["id"], film["skeletons"], tmp_path / "skeletons.bin").read_bytes()
    assert len(packed) == 16 + film["frames"] * 2 * 23 * 5
    lanes = json.loads(trainer.download(finished_sample["id"], "lanes.json", tmp_path / "lanes.json").read_text())
    measured = {row["name"]: row["value"] for row in finished_sample["result"]["metrics"]}
    assert len(lanes["metrics"]) >= 8
    assert all(measured[lane["metric"]] is not None for lane in lanes["metrics"])


def test_all_outputs_can_be_downloaded_and_agree(
    finished_sample: dict[str, Any], trainer: Client, tmp_path: Path
) -> None:
    assert set(finished_sample["files"]) == FILES
    paths = {name: trainer.download(finished_sample["id"], name, tmp_path / name) for name in FILES}
    document = json.loads(paths["analysis.json"].read_text())
    assert document["result"] == finished_sample["result"]
    rows = list(csv.reader(io.StringIO(paths["frames.csv"].read_text())))
    assert len(rows) == 1 + 270
    for who in ("lead", "follow"):
        lines = paths[f"{who}.trc"].read_text().split("\n")
        assert lines[0].startswith("PathFileType\t4") and lines[2].split("\t")[2:5] == ["270", "23", "m"]
        assert len([line for line in lines[6:] if line]) == 270
        assert all(len(line.split("\t")) == 2 + 3 * 23 for line in lines[6:] if line)
    table = pq.read_table(paths["poses.parquet"])
    assert set(table.column("person").to_pylist()) == {0, 1}
    with av.open(str(paths["overlay.mp4"])) as overlay:
        assert sum(1 for _ in overlay.decode(video=0)) == 270
        assert overlay.streams.audio, "the overlay keeps the music"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(paths["report.pdf"]).pages)
    for row in finished_sample["result"]["components"]:
        assert f"{row['score']:.1f}" in text


def test_stages_are_timed_and_progress_reaches_a_hundred(trainer: Client, finished_sample: dict[str, Any]) -> None:
    assert all(stage["state"] == "done" and stage["finished_at"] for stage in finished_sample["stages"])
    live = list(trainer.follow(finished_sample["id"]))
    assert live[-1]["percent"] == 100
    assert live[-1]["state"] == "done"


def test_every_stage_that_takes_time_shows_progress(trainer: Client, beginning: Path) -> None:
    analysis = upload_and_start(trainer, beginning)
    heard = list(trainer.follow(analysis["id"]))
    moving = {live["stage"] for live in heard if live["total"] > 0}
    assert {"check", "pose", "overlay"} <= moving
    percents = [live["percent"] for live in heard]
    assert percents == sorted(percents)
    assert any(live["eta_seconds"] is not None for live in heard)


def test_a_single_stage_can_be_retried_without_pose(trainer: Client, finished_sample: dict[str, Any]) -> None:
    analysis_id = finished_sample["id"]
    trainer.call("POST", f"/v1/analyses/{analysis_id}/retry", {"stage": "evaluate"})
    again = trainer.finished(analysis_id)
    attempts = {stage["name"]: stage["attempt"] for stage in again["stages"]}
    assert again["state"] == "done"
    assert attempts["evaluate"] == 2
    assert attempts["report"] == 2
    assert attempts["pose"] == attempts["score"] == attempts["overlay"] == 1


def test_a_cancelled_analysis_stops_and_can_be_taken_up_again(trainer: Client, beginning: Path) -> None:
    analysis = upload_and_start(trainer, beginning)
    for live in trainer.follow(analysis["id"]):
        if live["stage"] == "pose" and live["done"] > 0:
            trainer.call("POST", f"/v1/analyses/{analysis['id']}/cancel")
            break
    cancelled = trainer.finished(analysis["id"])
    assert cancelled["state"] == "cancelled"
    assert cancelled["files"] == []
    with pytest.raises(Refused, match="Only a running or waiting analysis"):
        trainer.call("POST", f"/v1/analyses/{analysis['id']}/cancel")
    trainer.call("POST", f"/v1/analyses/{analysis['id']}/retry", {"stage": "pose", "camera": "A"})
    assert trainer.finished(analysis["id"])["state"] == "done"


def test_a_crop_is_applied_and_the_original_kept(trainer: Client, beginning: Path) -> None:
    session = trainer.open_session(trainer.first_couple(), "waltz")
    video = trainer.upload(session["id"], "A", beginning)
    trainer.finished(trainer.start(session["id"])["id"])
    path = f"/v1/videos/{video['id']}"
    with pytest.raises(Refused, match="outside the picture"):
        trainer.call("PUT", f"{path}/crop", {"crop": {"x": 1000, "y": 0, "width": 600, "height": 700}})
    trainer.call("PUT", f"{path}/crop", {"crop": {"x": 200, "y": 40, "width": 900, "height": 660}})
    analysis = trainer.finished(trainer.start(session["id"])["id"])
    assert analysis["state"] == "done"
    facts = trainer.call("GET", path)["film"]["facts"]
    assert (facts["width"], facts["height"]) == (900, 660)
    assert (facts["original_width"], facts["original_height"]) == (1280, 720)
