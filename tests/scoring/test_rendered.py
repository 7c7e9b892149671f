"""Faults of the synthetic couple, filmed: rendered, seen by the network, followed, heard and scored."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import Result
from danceai.common.contracts.videos import VideoFacts
from danceai.common.settings import Settings
from danceai.pose.couple_tracking import track_couple
from danceai.pose.evaluate import built_in, local_settings
from danceai.pose.hints import hints_of
from danceai.pose.segments import find_bodies
from danceai.scoring.score import Filmed, assess
from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record
from tests.conftest import MODELS, SAMPLE
from tests.figures import FigureBook

DIAGONAL = {"camera_angle": 30.0}
FAULTS: list[tuple[dict[str, Any], dict[str, Any], str, float, str]] = [
    ({}, {"timing_offset": 0.12}, "timing_offset", 80, "MM"),
    ({}, {"sway": 0.0}, "sway", -1, "TQ"),
    (DIAGONAL, {"posture_lean": 9.0}, "trunk_lean", 3, "TQ"),
]
"""View, fault, its metric, by how much that must move at least, and its component. Two levels: without and with."""


def _sound(video: Path) -> tuple[np.ndarray, int]:
    with av.open(str(video)) as container:
        resampler = av.AudioResampler("s16", "mono", 22050)
        parts = [
            piece.to_ndarray().ravel() for frame in container.decode(audio=0) for piece in resampler.resample(frame)
        ]
    return np.concatenate(parts) / 32768.0, 22050


def _scored(video: Path, settings: Settings) -> Result:
    knobs = Knobs()
    bodies = find_bodies(video, 0, knobs.frames, built_in(""), PoseOptions(), settings, lambda count: None)
    track = track_couple(bodies, knobs.frames, knobs.fps, hints_of(PoseOptions()))
    facts = VideoFacts.model_construct(fps=knobs.fps, frames=knobs.frames, width=knobs.width, height=knobs.height)
    return assess({Camera.A: Filmed(track.poses, facts, _sound(video), 1.0)}, Dance.WALTZ, Configuration())


def _filmed_and_scored(knobs: dict[str, Any], folder: Path) -> Result:
    """A process of its own: renders the performance, or takes the sample, which has no fault."""
    video = folder / f"{'-'.join(knobs)}.mp4"
    if knobs:
        record(Knobs(**knobs), video)
    return _scored(video if knobs else SAMPLE, local_settings(MODELS, 1))


def test_filmed_faults_are_seen(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    assert models_folder == MODELS
    wanted: list[dict[str, Any]] = [{}, DIAGONAL, *({**view, **fault} for view, fault, *_ in FAULTS)]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        from_front, diagonal, *faulty = pool.map(_filmed_and_scored, wanted, [tmp_path] * len(wanted))
    for (view, fault, name, change, component), result in zip(FAULTS, faulty, strict=True):
        good = diagonal if view else from_front
        before, after = (next(m.value for m in r.metrics if m.name == name) for r in (good, result))
        assert before is not None and after is not None, fault
        moved = figure(f"scoring.filmed.{next(iter(fault))}.{name}", after - before, "", f"{'>=' if change > 0 else '<='} {change}")
        assert moved.reached
        scores = [{row.code: row.score for row in r.components}[component] for r in (good, result)]
        assert scores[0] is not None and scores[1] is not None
        assert scores[1] <= scores[0], (fault, scores)
    assert from_front.music.bars_per_minute == pytest.approx(29, abs=0.1)
