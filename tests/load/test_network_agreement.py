"""The same videos through networks of unlike kind: a score must not depend on which network happened to look."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.scores import ComponentScore, MetricValue
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import TRUNK
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.pose.runs.find_bodies import find_in_frames
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import NoCouple, follow_couple
from danceai.pose.tracking.hints import read_hints
from danceai.pose.video.frames import read_length
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import describe_values, resample, score_components
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import DRAWS, Dancing
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music
from synthetic_couple.knobs import Knobs
from synthetic_couple.recording import record
from tests.support.figures import FigureBook
from tests.support.films import describe_video
from tests.support.networks import gather_networks
from tests.support.places import SAMPLE

NETWORKS = {"default": "", "rtmdet-nano + thunder": "movenet-thunder"}
"""One that sees everybody in the picture at once, and a detector with a network for one person"""
RENDERED = {
    "circling": Knobs(heading="circling", seconds=8),
    "diagonal": Knobs(camera_angle=30.0, seconds=8, dance="slow_foxtrot"),
    "far": Knobs(camera_distance=7.5, heading="circling", dance="quickstep", seconds=7, camera_angle=20, seed=4),
}
REAL = ("bachata_basic", "bachata_cross_body_lead")
MOST_FRAMES = 300
CALIBRATION = load_calibration("js-2.1")


@dataclass(frozen=True)
class Clip:
    """A video, and what is danced to in it."""

    path: Path
    dance: Dance = Dance.WALTZ
    music: Music | None = None


@dataclass(frozen=True)
class Judged:
    """What is said of a clip as one network saw it."""

    metrics: dict[str, MetricValue]
    components: dict[str, ComponentScore]


def _with_truth(path: Path) -> Clip:
    truth = json.loads(path.with_suffix(".truth.json").read_text())
    knobs = Knobs(**truth["knobs"])
    music = Music(np.array(truth["beats"]), knobs.rhythm.beat_seconds, knobs.rhythm.beats_per_bar, 0, 0.9)
    return Clip(path, Dance(knobs.dance), music)


def _follow(clip: Clip, network: str, settings: PoseSettings) -> tuple[KeyPoints, float] | None:
    """The couple's poses and the frames per second; None where a network sees none."""
    length, fps = read_length(clip.path)
    frames = min(length, MOST_FRAMES)
    bodies = find_in_frames(clip.path, 0, frames, find_built_in(network), PoseOptions(), settings, lambda count: None)
    try:
        return follow_couple(bodies, frames, fps, read_hints(PoseOptions())).poses, fps
    except NoCouple:
        return None


def _in_order_of(first: KeyPoints, poses: KeyPoints) -> KeyPoints:
    """Lead and follow as the first network named them: who leads is another question."""
    away = [np.nanmean(np.abs(first.joints(TRUNK).xy - one.joints(TRUNK).xy)) for one in (poses, poses[:, ::-1])]
    return poses if away[0] <= away[1] else poses[:, ::-1]


def _judge(clip: Clip, poses: KeyPoints, fps: float, draws: int) -> Judged:
    facts = describe_video(len(poses), fps)
    couple = CoupleTracks.of(poses, fps, facts.width, facts.height)
    measured = measure_all(Dancing(couple, clip.music, clip.dance, draws=draws))
    resampled = resample({name: (one, Camera.A) for name, one in measured.items()}, CALIBRATION, clip.dance)
    return Judged(
        {row.name: row for row in describe_values(resampled)}, {row.code: row for row in score_components(resampled)}
    )


def _overlap(a: MetricValue | ComponentScore, b: MetricValue | ComponentScore) -> bool | None:
    """Whether two intervals meet; None where one of them is not assessable."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return None
    return a.low <= b.high and b.low <= a.high


def _compare(judged: dict[str, Judged]) -> list[tuple[str, bool]]:
    """(metric or component, whether its intervals meet) of the default network and each other one."""
    own, others = judged["default"], [other for network, other in judged.items() if network != "default"]
    pairs = [(name, _overlap(row, other.metrics[name])) for other in others for name, row in own.metrics.items()]
    pairs += [(code, _overlap(row, other.components[code])) for other in others for code, row in own.components.items()]
    return [(what, meets) for what, meets in pairs if meets is not None]


def _share(pairs: list[tuple[str, bool]], *names: str) -> float:
    return float(np.mean([float(meets) for what, meets in pairs if what in names] or [0.0]))


def test_networks_agree(shared: Path, models_folder: Path, tmp_path: Path, figure: FigureBook) -> None:
    """Prints per metric the share of pairs whose intervals meet, with jitter known and as it was before."""
    settings = PoseSettings(models_dir=gather_networks(shared, models_folder, tmp_path), network_threads=2)
    clips = {"sample": _with_truth(SAMPLE)}
    for name, knobs in RENDERED.items():
        record(knobs, tmp_path / f"{name}.mp4", "veryfast")
        clips[name] = _with_truth(tmp_path / f"{name}.mp4")
    clips |= {name: Clip(shared / "video" / f"{name}.mp4") for name in REAL}
    now: list[tuple[str, bool]] = []
    before: list[tuple[str, bool]] = []
    for name, clip in clips.items():
        found = {network: _follow(clip, model, settings) for network, model in NETWORKS.items()}
        first = found["default"]
        assert first is not None, name
        seen = {network: _in_order_of(first[0], one[0]) for network, one in found.items() if one is not None}
        judged = {network: _judge(clip, poses, first[1], DRAWS) for network, poses in seen.items()}
        now += _compare(judged)
        before += _compare({network: _judge(clip, poses, first[1], 0) for network, poses in seen.items()})
        for network, one in judged.items():
            for code, row in one.components.items():
                if row.score is not None:
                    figure(f"scoring.by_network.{name}.{code}.{network}", row.score, f"{row.low}-{row.high}")
    for what in sorted({what for what, _ in now}):
        figure(f"scoring.agreement.{what}", _share(now, what), f"{_share(before, what):.2f} before")
    metrics = [what for what, _ in [*now, *before] if what not in COMPONENTS]
    figure("scoring.network_agreement_before", _share(before, *metrics), "share")
    figure("scoring.network_agreement_components", _share(now, *COMPONENTS), "share", ">= 0.9")
    figure("scoring.network_agreement", _share(now, *metrics), "share", ">= 0.9")
