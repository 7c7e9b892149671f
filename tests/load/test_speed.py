"""Benchmarks: how fast the parts of the main job are on this machine. Never part of `make test`."""

import time
from pathlib import Path

from danceai.common.contracts.poses import PoseOptions
from danceai.ingest.rendition import render
from danceai.pose.evaluate import built_in, local_settings
from danceai.pose.networks import runtime_of
from danceai.pose.segments import find_bodies
from danceai.scoring.beats import Music
from danceai.scoring.metrics.catalogue import measure_all
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.conftest import SAMPLE, couple_tracks
from tests.figures import FigureBook
from tests.load.test_pose_speed import Timed


def test_pose_against_the_bare_network(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    made = render(SAMPLE, None, tmp_path, lambda done, total: None)
    settings, models = local_settings(models_folder, 1), built_in("")
    clock = Timed(runtime_of(models[0], settings))
    find_bodies(tmp_path / "rendition.mp4", 0, 30, models, PoseOptions(), settings, lambda count: None)
    clock.seconds, began = 0.0, time.perf_counter()
    find_bodies(tmp_path / "rendition.mp4", 0, made.frames, models, PoseOptions(), settings, lambda count: None)
    taken = time.perf_counter() - began
    figure("pose.frames_per_second_one_thread", made.frames / taken, "frames/s")
    figure("pose.share_in_network", clock.seconds / taken, "share")


def test_rendition(tmp_path: Path, figure: FigureBook) -> None:
    began = time.perf_counter()
    made = render(SAMPLE, None, tmp_path, lambda done, total: None)
    figure("ingest.times_real_time", made.frames / made.fps / (time.perf_counter() - began), "x")


def test_metrics_of_a_long_dance(figure: FigureBook) -> None:
    performance = perform(Knobs(seconds=90, fps=60))
    couple = couple_tracks(performance)
    period = performance.knobs.rhythm.beat_seconds
    began = time.perf_counter()
    measure_all(couple, Music(performance.beats, period, 3, 0, 0.9))
    figure("scoring.seconds_90s_60fps", time.perf_counter() - began, "s", "< 5")
