"""Benchmarks: how fast the parts of the main job are on this machine. Never part of `make test`."""

import time
from pathlib import Path

from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import MusicFacts
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY_AND_FEET, JOINT_COUNT
from danceai.ingest.rendering.rendition import render
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.models.loading import load_runtime
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.settings import PoseSettings
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import resample, score_components
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music
from danceai.scoring.overlay.render import prepare_couple
from danceai.scoring.overlay.transcode import draw_video
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.load.test_pose_speed import Timed
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.synthetic import couple_tracks


def test_pose_against_the_bare_network(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    made = render(SAMPLE, None, tmp_path, lambda done, total: None)
    settings, model = PoseSettings(models_dir=models_folder, network_threads=1), find_built_in("")
    clock = Timed(load_runtime(model.entry, settings))
    find_in_frames(tmp_path / "rendition.mp4", 0, 30, model, PoseOptions(), settings, lambda count: None)
    clock.seconds, began = 0.0, time.perf_counter()
    find_in_frames(tmp_path / "rendition.mp4", 0, made.frames, model, PoseOptions(), settings, lambda count: None)
    taken = time.perf_counter() - began
    figure("pose.frames_per_second_one_thread", made.frames / taken, "frames/s")
    figure("pose.share_in_network", clock.seconds / taken, "share")


def test_rendition(tmp_path: Path, figure: FigureBook) -> None:
    began = time.perf_counter()
    made = render(SAMPLE, None, tmp_path, lambda done, total: None)
    figure("ingest.times_real_time", made.frames / made.fps / (time.perf_counter() - began), "x")


def test_scoring_of_a_long_dance(figure: FigureBook) -> None:
    """Metrics and components, intervals included, on one core."""
    performance = perform(Knobs(seconds=90, fps=60))
    couple, rhythm = couple_tracks(performance), performance.knobs.rhythm
    began = time.perf_counter()
    found = measure_all(Dancing(couple, Music(performance.beats, rhythm.beat_seconds, 3, 0, 0.9), Dance.WALTZ))
    seen = {name: (measured, Camera.A) for name, measured in found.items()}
    resampled = resample(seen, load_calibration("js-2.1"), Dance.WALTZ)
    score_components(resampled)
    figure("scoring.seconds", time.perf_counter() - began, "s", "< 5")


def test_overlay_of_a_720p_video(tmp_path: Path, figure: FigureBook) -> None:
    """Decode, draw, encode with both cores; how many seconds of video per second."""
    performance = perform(Knobs(seconds=9))
    seen = KeyPoints.of(performance.noisy(1.0, 0.0, 1))
    poses = KeyPoints.unknown(*seen.shape[:2], JOINT_COUNT).with_joints(BODY_AND_FEET, seen)
    made = render(SAMPLE, None, tmp_path, lambda done, total: None)
    facts = MusicFacts(assessable=True, beats=performance.beats.tolist(), beats_per_bar=3)
    began = time.perf_counter()
    draw = prepare_couple(poses, CoupleTracks.of(poses, made.fps, 1280, 720), facts)
    draw_video(tmp_path / "rendition.mp4", tmp_path / "overlay.mp4", made.frames, draw, lambda done, total: None)
    figure("scoring.overlay_times_real_time", made.frames / made.fps / (time.perf_counter() - began), "x", "> 1")
