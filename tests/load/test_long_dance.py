"""A whole analysis of a long dance in 1080p50, against the clock and against FFmpeg alone, on this machine's cores."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from danceai.local.client import Client
from tests.load.long_dance import SECONDS, PeakMemory, bare_check, bare_overlay, long_dance
from tests.support.figures import FigureBook


def _seconds(stage: dict[str, Any]) -> float:
    began, ended = (datetime.fromisoformat(stage[name]) for name in ("started_at", "finished_at"))
    return (ended - began).total_seconds()


def test_an_analysis_of_ninety_seconds(trainer: Client, tmp_path: Path, figure: FigureBook) -> None:
    film = long_dance()
    session = trainer.open_session(trainer.first_couple(), "waltz")["id"]
    with PeakMemory(os.getpid()) as memory:
        trainer.upload(session, "A", film)
        analysis = trainer.finished(trainer.start(session)["id"])
    assert analysis["state"] == "done", analysis["error_message"]
    created, ended = (datetime.fromisoformat(analysis[name]) for name in ("created_at", "finished_at"))
    taken = {stage["name"]: _seconds(stage) for stage in analysis["stages"]}
    for name, seconds in taken.items():
        figure(f"main.seconds.{name}", seconds, "s")
    figure("main.times_real_time", (ended - created).total_seconds() / SECONDS, "x", "<= 2.2")
    check = bare_check(film, tmp_path / "bare.mp4")
    figure("ingest.over_ffmpeg", taken["check"] / check, "x", "<= 1.3")
    figure(
        "overlay.over_ffmpeg", taken["overlay"] / bare_overlay(tmp_path / "bare.mp4", tmp_path / "o.mp4"), "x", "<= 1.3"
    )
    for name, peak in sorted(memory.peaks.items()):
        figure(f"main.memory.{name}", peak / 2**20, "MB")
