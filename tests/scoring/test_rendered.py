"""Faults of the synthetic couple, filmed: rendered, seen by the network, followed, heard and scored."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import ComponentScore, Result
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import follow_couple
from danceai.pose.tracking.hints import read_hints
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.criteria.reasons import NOISE
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.movement.tracks import track_couple
from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record
from tests.scoring.test_jitter import MOVING, NOTHING
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.places import MODELS, SAMPLE

DIAGONAL = {"camera_angle": 30.0, "seconds": 4.5, "width": 960, "height": 540}
"""Two bars in a smaller picture: a lean needs no music, and is as large in any; so is a sway"""
FAULTS: list[tuple[dict[str, Any], dict[str, Any], str, float, str, str]] = [
    ({}, {"timing_offset": 0.12}, "timing_offset", 80, "MM", "timing"),
    ({}, {"sway": 0.0, "width": 960, "height": 540}, "sway", -1, "TQ", "sway"),
    (DIAGONAL, {"posture_lean": 9.0}, "trunk_lean", 3, "TQ", "posture"),
]
"""View, fault, its metric, how far that must move at least, its component and sub-criterion; without and with."""
Seen = tuple[Filmed, Result]
HELD = 75
"""Frames of a held picture"""


def _read_sound(video: Path) -> tuple[NDArray[np.float64], int]:
    with av.open(str(video)) as container:
        resampler = av.AudioResampler("s16", "mono", 22050)
        parts = [
            piece.to_ndarray().ravel() for frame in container.decode(audio=0) for piece in resampler.resample(frame)
        ]
    return np.concatenate(parts).astype(np.float64) / 32768.0, 22050


def _follow(video: Path, knobs: Knobs, settings: PoseSettings) -> Filmed:
    bodies = find_in_frames(video, 0, knobs.frames, find_built_in(""), PoseOptions(), settings, lambda count: None)
    track = follow_couple(bodies, knobs.frames, knobs.fps, read_hints(PoseOptions()))
    facts = describe_video(knobs.frames, knobs.fps, knobs.width, knobs.height)
    return Filmed(track.poses, facts, _read_sound(video), 1.0)


def _score(filmed: Filmed, latency: float | None = None) -> Result:
    return assess({Camera.A: filmed}, Dance.WALTZ, Configuration(latency_ms=latency))


def _film_and_score(changed: dict[str, Any], folder: Path) -> Seen:
    """A process of its own: renders the performance, or takes the sample, which has no fault."""
    video, knobs = folder / f"{'-'.join(changed)}.mp4", Knobs(**changed)
    if changed:
        record(knobs, video, "veryfast")
    filmed = _follow(video if changed else SAMPLE, knobs, PoseSettings(models_dir=MODELS, network_threads=1))
    return filmed, _score(filmed)


def _dance_late(on_time: Filmed, seconds: float) -> Seen:
    """The same pictures to music that began so much earlier: what a late couple looks like, rendered or not."""
    assert on_time.sound is not None
    samples, rate = on_time.sound
    late = replace(on_time, sound=(samples[round(seconds * rate) :], rate))
    return late, _score(late)


def _metric(result: Result, name: str) -> float:
    value = next(metric.value for metric in result.metrics if metric.name == name)
    assert value is not None, name
    return value


def _component(result: Result, code: str) -> ComponentScore:
    return next(component for component in result.components if component.code == code)


def _score_and_top(result: Result, code: str) -> tuple[float, float]:
    """A component's score and the top of its interval; both must be there."""
    component = _component(result, code)
    assert component.score is not None and component.high is not None, code
    return component.score, component.high


def _part(result: Result, code: str, name: str) -> float:
    return next(part.score for part in _component(result, code).parts if part.name == name)


def _keeps_bars_without_sound(filmed: Filmed, heard: Result, figure: FigureBook) -> None:
    """What the network saw of four bars is enough to find them: intervals meet, scores move by a half at most."""
    silent = _score(replace(filmed, sound=None))
    assert silent.music.bars_from == "moved" and silent.music.bars_per_minute is not None
    off = figure("scoring.filmed.silent.tempo_off", 100 * abs(silent.music.bars_per_minute / 29 - 1), "%", "<= 2")
    assert off.reached
    assert _metric(silent, "sway") == pytest.approx(_metric(heard, "sway"), rel=0.2)
    for name in ("rise_and_fall", "travel"):
        one, other = (next(row for row in result.metrics if row.name == name) for result in (heard, silent))
        assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
        assert max(one.low, other.low) <= min(one.high, other.high), name
    for code in ("TQ", "PS", "CP"):
        assert abs(_score_and_top(silent, code)[0] - _score_and_top(heard, code)[0]) <= 0.5
    assert _component(silent, "MM").cause == "music"


def test_filmed_faults_are_seen(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    assert models_folder == MODELS
    wanted: list[dict[str, Any]] = [DIAGONAL, {}, *({**view, **fault} for view, fault, *_ in FAULTS[1:])]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        diagonal, from_front, *others = pool.map(_film_and_score, wanted, [tmp_path] * len(wanted))
    late = _dance_late(from_front[0], FAULTS[0][1]["timing_offset"])
    for (view, fault, name, change, component, part), seen in zip(FAULTS, [late, *others], strict=True):
        reference = diagonal if view else from_front
        good, bad = reference[1], seen[1]
        goal = f"{'>=' if change > 0 else '<='} {change}"
        moved = figure(f"scoring.filmed.{next(iter(fault))}.{name}", _metric(bad, name) - _metric(good, name), "", goal)
        assert moved.reached
        if part == "timing":
            # A constant delay is the recording's until somebody confirms it: the good performance tells its size.
            good, bad = (_score(filmed, -_metric(reference[1], name)) for filmed in (reference[0], seen[0]))
            assert _score_and_top(bad, component)[0] < _score_and_top(good, component)[0]
        assert _part(bad, component, part) < _part(good, component, part), fault
        assert _score_and_top(bad, component)[0] <= _score_and_top(good, component)[1], fault
    assert from_front[1].music.bars_per_minute == pytest.approx(29, abs=0.1)
    _keeps_bars_without_sound(*from_front, figure)


def _hold(video: Path, target: Path, frame: int) -> None:
    """One picture of a video for some seconds, with a sensor's noise (4 of 255, standard deviation)."""
    with av.open(str(video)) as source:
        picture = next(
            found.to_ndarray(format="bgr24") for at, found in enumerate(source.decode(video=0)) if at == frame
        )
    rng = np.random.default_rng(1)
    with av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.height, stream.width = picture.shape[:2]
        stream.pix_fmt, stream.options = "yuv420p", {"crf": "23", "preset": "veryfast"}
        for _ in range(HELD):
            noise = rng.normal(0, 4, picture.shape[:2])[..., None]
            grainy = np.clip(picture + noise, 0, 255).astype(np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(grainy, format="bgr24")):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)


def test_a_held_frame_has_no_unrest(models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    """Through the default network: nothing that moves is surely more than nothing."""
    _hold(SAMPLE, tmp_path / "held.mp4", 40)
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    bodies = find_in_frames(
        tmp_path / "held.mp4", 0, HELD, find_built_in(""), PoseOptions(), settings, lambda count: None
    )
    poses = follow_couple(bodies, HELD, 30.0, read_hints(PoseOptions())).poses
    dancing = Dancing(track_couple(poses, describe_video(HELD)), None, Dance.WALTZ)
    measured, raw = measure_all(dancing), measure_all(replace(dancing, draws=0))
    seen = [name for name in MOVING if raw[name].value is not None]
    assert len(seen) >= 5
    for name in seen:
        one, before = measured[name], raw[name].value
        assert before is not None
        figure(f"scoring.held.{name}", one.value or 0.0, f"of {before:.3g} seen")
        assert one.reason is NOISE or (one.low is not None and one.low <= NOTHING * before), name
    assert measured["synchrony"].value is None and measured["follow_lag"].value is None
