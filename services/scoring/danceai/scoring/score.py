"""The score job: tracks and sound of all cameras to metrics, components and deficits."""

import io

import av
import numpy as np

from danceai.common.contracts.analyses import MusicFacts, Result, ScoreAnalysis, State, Step
from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.videos import VideoFacts
from danceai.common.messaging.service import JobContext, job
from danceai.common.offload import in_thread
from danceai.common.poses import Poses, from_parquet
from danceai.scoring.beats import Music, find_beats
from danceai.scoring.components import load_profile, rank_deficits, score_components, valued
from danceai.scoring.life_cycle import Life, fails
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.measure import Metric
from danceai.scoring.tracks import CoupleTracks
from danceai.scoring.view import SIDE, side_sentence, view_of

Filmed = tuple[Poses, VideoFacts]


def read_sound(data: bytes) -> tuple[np.ndarray, int]:
    """(samples -1..1, rate) of a FLAC sound track."""
    with av.open(io.BytesIO(data), "r") as container:
        pieces = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    samples = np.concatenate(pieces).astype(np.float64) if pieces else np.empty(0)
    return samples / 32768.0, int(rate or 22050)


def music_facts(music: Music | None, has_audio: bool) -> MusicFacts:
    """What is told of the music."""
    if music is None:
        reason = "No music in this dance's tempo could be heard." if has_audio else "The video has no sound."
        return MusicFacts(assessable=False, reason=reason)
    return MusicFacts(
        assessable=True, beats_per_minute=round(60 / music.period, 2), confidence=round(music.confidence, 3),
        beats=[round(float(beat), 3) for beat in music.beats], beats_per_bar=music.beats_per_bar,
        first_downbeat=music.first_downbeat,
    )  # fmt: skip


def _best_of(per_camera: dict[Camera, list[Metric]]) -> list[tuple[Metric, Camera]]:
    """Every metric from the camera that saw it best."""
    cameras = sorted(per_camera)
    chosen = []
    for i in range(len(per_camera[cameras[0]])):
        candidates = [(per_camera[camera][i], camera) for camera in cameras]
        chosen.append(max(candidates, key=lambda c: (c[0].value is not None, c[0].coverage)))
    return chosen


def assess(
    filmed: dict[Camera, Filmed], coverage: dict[str, float], sound: tuple[np.ndarray, int] | None, dance: Dance,
    profile_name: str,
) -> Result:
    """Everything there is to say about one performance. Pure. coverage: per camera, as pose has told it."""
    music = find_beats(sound[0], sound[1], dance) if sound else None
    profile = load_profile(profile_name)
    per_camera: dict[Camera, list[Metric]] = {}
    views: dict[Camera, str] = {}
    for camera, (poses, facts) in filmed.items():
        couple = CoupleTracks.of(poses, facts.fps, facts.width, facts.height)
        per_camera[camera] = measure_all(couple, music)
        views[camera] = view_of(couple)
    usable = {camera: found for camera, found in per_camera.items() if views[camera] != SIDE}
    metrics = valued(_best_of(usable or per_camera), profile, dance)
    blocked = "" if usable else side_sentence()
    components = score_components(metrics, profile, blocked)
    scores = [component.score for component in components]
    known = [score for score in scores if score is not None]
    return Result(
        components=components, total=sum(known) if len(known) == len(scores) else None, metrics=metrics,
        music=music_facts(music, sound is not None), deficits=[] if blocked else rank_deficits(metrics, profile),
        view=views[min(usable or views)], pose_coverage=coverage, profile=profile_name,
        notes=[blocked] if blocked else [],
    )  # fmt: skip


@job(ScoreAnalysis, failed=fails(Step.SCORE))
async def run(message: ScoreAnalysis, context: JobContext) -> None:
    """Read poses and sound, assess, keep the result."""
    async with context.reading() as work:
        life = await Life.of(work, message.analysis_id)
        row, videos = life.row, {camera: life.video(Camera(camera)) for camera in life.row.poses}
    if row.state != State.RUNNING:
        return
    filmed: dict[Camera, Filmed] = {}
    sound = None
    for name, video in sorted(videos.items()):
        if video.facts is None:
            continue
        bodies = from_parquet(await context.storage.get(row.poses[name]["poses_key"]))
        filmed[Camera(name)] = (bodies.dense(video.facts.frames, 2), video.facts)
        if sound is None and video.facts.has_audio:
            sound = await in_thread(read_sound, await context.storage.get(video.audio_key))
    coverage = {name: round(kept["coverage"], 3) for name, kept in row.poses.items()}
    result = await in_thread(assess, filmed, coverage, sound, Dance(row.dance), row.configuration["profile"])
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.current(Step.SCORE, None, message.attempt):
            life.row.result = result.model_dump(mode="json")
            life.done(Step.SCORE)
