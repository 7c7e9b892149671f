"""The score job: tracks and sound of all cameras to metrics, components, deficits, and what a player shows of them."""

from dataclasses import dataclass, replace
from functools import partial

from danceai.common.contracts.analyses import Configuration, LifeState, ScoreAnalysis, StageName
from danceai.common.contracts.analysis_files import Lanes
from danceai.common.contracts.base import Camera, Dance
from danceai.common.contracts.scores import CameraFacts, Result
from danceai.common.contracts.videos import VideoFacts
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.offload import in_thread
from danceai.common.poses import KeyPoints, read_couple
from danceai.common.storage.keys import Kind
from danceai.scoring.analyses.files import LANES, SKELETONS, named_for
from danceai.scoring.analyses.life_cycle import Life, fails
from danceai.scoring.criteria.reasons import FROM_THE_SIDE, NOBODY_MOVES
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import Blocked, describe_values, rank_deficits, resample, score_components
from danceai.scoring.judging.notices import find_notices
from danceai.scoring.metrics.catalogue import measure_all
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse
from danceai.scoring.movement.metre import find_metre
from danceai.scoring.movement.stillness import stands_still
from danceai.scoring.movement.synchronise import Offset, find_offset
from danceai.scoring.movement.tracks import CoupleTracks, track_couple
from danceai.scoring.movement.view import QUALITY, SIDE, find_view, judge_angle
from danceai.scoring.music.beats import Music
from danceai.scoring.music.hearing import Heard, hear, tell_movement
from danceai.scoring.music.sound import Sound, read_sound
from danceai.scoring.music.tempi import tempo_of
from danceai.scoring.playing.lanes import Danced, draw_lanes
from danceai.scoring.playing.skeletons import pack_skeletons
from danceai.scoring.tables import AnalysisRow

SAME_MOMENT = Offset(0.0, 1.0, "none")
EXCLUDED = "Too little is left beside the excluded spans. Exclude less, or film for longer."


@dataclass(frozen=True)
class Filmed:
    """One camera's poses (frames, 2, 133), what is known of its video, its sound and what pose told of it."""

    poses: KeyPoints
    facts: VideoFacts
    sound: Sound | None
    coverage: float
    lead_certainty: float = 1.0


def _choose_best(
    per_camera: dict[Camera, dict[str, Measurement]], views: dict[Camera, str]
) -> dict[str, tuple[Measurement, Camera]]:
    """Every metric from the camera that saw it best: coverage times what the view is worth."""

    def seen(measured: Measurement, camera: Camera) -> tuple[bool, float]:
        return measured.value is not None, measured.coverage * QUALITY[views[camera]]

    cameras = sorted(per_camera)
    return {
        name: max(((per_camera[camera][name], camera) for camera in cameras), key=lambda one: seen(*one))
        for name in per_camera[cameras[0]]
    }


@dataclass(frozen=True)
class Assessed:
    """What is said of a performance, and how it was measured."""

    result: Result
    measured: dict[str, tuple[Measurement, Camera]]
    """By metric, with the camera that saw it best"""
    danced: dict[Camera, Danced]

    def lanes(self) -> Lanes:
        """What a player shows under the video."""
        return draw_lanes(self.measured, self.danced)


def assess(filmed: dict[Camera, Filmed], dance: Dance, configuration: Configuration) -> Result:
    """Everything there is to say about one performance. Pure."""
    return assess_as_measured(filmed, dance, configuration).result


def assess_as_measured(filmed: dict[Camera, Filmed], dance: Dance, configuration: Configuration) -> Assessed:
    """The same with what it was said of; where exclusions are why something is not said, that is said. Pure."""
    assessed = _assess(filmed, dance, configuration)
    result = assessed.result
    if not configuration.exclusions or len(result.scored) == len(result.components):
        return assessed
    whole = _assess(filmed, dance, configuration.model_copy(update={"exclusions": []})).result
    lost = {row.code for row in whole.scored}
    components = [
        row.model_copy(update={"cause": "excluded", "reason": EXCLUDED})
        if row.score is None and row.code in lost
        else row
        for row in result.components
    ]
    return replace(assessed, result=result.model_copy(update={"components": components}))


def _assess(filmed: dict[Camera, Filmed], dance: Dance, configuration: Configuration) -> Assessed:
    """One performance as its configuration says.

    Times of exclusions and tapped beats are those of the first camera; every other camera's are moved to its own.
    """
    first = min(filmed)
    excluded = [(span.start, span.end) for span in configuration.exclusions]
    couples: dict[Camera, CoupleTracks] = {}
    offsets: dict[Camera, Offset] = {}
    for camera, film in sorted(filmed.items()):
        whole = track_couple(film.poses, film.facts)
        offsets[camera] = (
            SAME_MOMENT if camera == first else find_offset((couples[first], filmed[first].sound), (whole, film.sound))
        )
        moved = [(start - offsets[camera].seconds, end - offsets[camera].seconds) for start, end in excluded]
        couples[camera] = whole.without(moved)
    heard = _listen(filmed, offsets, dance, configuration)
    metre = None if heard.music else _find_moved(couples, offsets, dance, configuration)
    views = {camera: find_view(couple) for camera, couple in couples.items()}
    latency = (configuration.latency_ms or 0.0) / 1000
    danced = {
        camera: Danced(
            Dancing(
                couple,
                heard.music.moved(-offsets[camera].seconds) if heard.music else None,
                dance,
                latency,
                metre.moved(-offsets[camera].seconds) if metre else None,
            ),
            offsets[camera].seconds,
        )
        for camera, couple in couples.items()
    }
    per_camera = {camera: measure_all(one.dancing) for camera, one in danced.items()}
    usable = {camera: found for camera, found in per_camera.items() if views[camera] != SIDE}
    blocked = None if usable else Blocked("side", FROM_THE_SIDE)
    if all(stands_still(couple) for couple in couples.values()):
        blocked = Blocked("still", NOBODY_MOVES)
    calibration = load_calibration(configuration.profile)
    best = _choose_best(usable or per_camera, views)
    if blocked:
        # A number that nothing can be said of is none: not in tables and not in files either.
        best = {
            name: (measured if measured.value is None else refuse(blocked.reason, measured.coverage), camera)
            for name, (measured, camera) in best.items()
        }
    resampled = resample(best, calibration, dance, confirmed=configuration.latency_ms is not None)
    components, metrics = score_components(resampled, blocked), describe_values(resampled)
    known = {component.code: component.score for component in components if component.score is not None}
    result = Result(
        components=components,
        total=sum(known.values()) if len(known) == len(components) else None,
        metrics=metrics,
        music=tell_movement(heard, metre) if metre else heard.facts,
        deficits=rank_deficits([row for row in metrics if row.component in known], calibration),
        view=views[min(usable or views)],
        cameras={
            camera: CameraFacts(
                view=views[camera],
                angle=judge_angle(couples[camera]),
                coverage=round(film.coverage, 3),
                starts_later_by=round(offsets[camera].seconds, 3),
                synchronised_by=offsets[camera].by,
            )
            for camera, film in filmed.items()
        },
        profile=calibration.name,
        excluded=list(configuration.exclusions),
        latency_ms=configuration.latency_ms,
        notices=find_notices(
            couples,
            {camera: film.lead_certainty for camera, film in filmed.items() if camera not in configuration.swapped}
            if known
            else {},
        ),
    )
    return Assessed(result, best, danced)


def _listen(
    filmed: dict[Camera, Filmed], offsets: dict[Camera, Offset], dance: Dance, configuration: Configuration
) -> Heard:
    """The music in the first camera's time, from the first camera that has any."""
    heard = None
    for camera, film in sorted(filmed.items()):
        seconds = film.facts.frames / film.facts.fps
        cuts = [cut / film.facts.fps for cut in film.facts.cuts]
        found = hear(film.sound, dance, configuration.federation, configuration.music, seconds, cuts)
        if found.music is not None:
            return found.moved(offsets[camera].seconds)
        heard = heard or found
    return heard or hear(None, dance, configuration.federation, configuration.music)


def _find_moved(
    couples: dict[Camera, CoupleTracks], offsets: dict[Camera, Offset], dance: Dance, configuration: Configuration
) -> Music | None:
    """Bars of the couple's own movement in the first camera's time, from the camera that shows them most clearly."""
    tempo = tempo_of(dance, configuration.federation)
    found = [
        metre.moved(offsets[camera].seconds)
        for camera, couple in couples.items()
        if (metre := find_metre(couple, tempo, configuration.music.beats_per_minute))
    ]
    return max(found, key=lambda metre: metre.confidence, default=None)


@job(ScoreAnalysis, failed=fails(StageName.SCORE))
async def score_analysis(message: ScoreAnalysis, context: JobContext) -> None:
    """Read poses and sound, assess, keep the result."""
    async with context.transaction() as work:
        row = await work.find(AnalysisRow, message.analysis_id)
    if row.state != LifeState.RUNNING:
        return
    filmed: dict[Camera, Filmed] = {}
    for camera, couple in sorted(row.poses.items()):
        film = row.films[camera]
        data, swapped = await context.storage.get(couple.poses_key), row.configuration.swapped.get(camera, False)
        poses = await in_thread(partial(read_couple, swapped=swapped), data, film.facts.frames)
        sound = None
        if film.audio_key is not None:
            async with context.storage.local_copy(film.audio_key, ".flac") as path:
                sound = await in_thread(read_sound, path, film.facts.frames / film.facts.fps)
        filmed[camera] = Filmed(poses, film.facts, sound, couple.coverage, couple.lead_certainty)
    assessed = await in_thread(assess_as_measured, filmed, Dance(row.dance), row.configuration)
    lanes = await in_thread(assessed.lanes)
    played = {LANES: (lanes.model_dump_json().encode(), "application/json")}
    for camera, one in filmed.items():
        packed = await in_thread(pack_skeletons, one.poses, one.facts.fps)
        played[named_for(SKELETONS, camera)] = (packed, "application/octet-stream")
    for name, (data, content_type) in played.items():
        await context.storage.put(row.key(name), Kind.REPORT, data, content_type)
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.current(StageName.SCORE, None, message.attempt):
            life.row.result = assessed.result
            life.row.files = {**life.row.files, **{name: row.key(name) for name in played}}
            life.done(StageName.SCORE)
