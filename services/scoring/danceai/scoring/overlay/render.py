"""The overlay video: the rendition with skeletons, beats and live values drawn in, its sound kept."""

from bisect import bisect_right
from dataclasses import replace

import numpy as np

from danceai.common.contracts.analyses import Configuration, LifeState, RenderOverlay, StageName, part_of
from danceai.common.contracts.scores import MusicFacts, Result
from danceai.common.contracts.videos import Film
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.messaging.live import Progress
from danceai.common.numbers import write_number
from danceai.common.offload import in_thread
from danceai.common.poses import KeyPoints, from_parquet
from danceai.common.storage.keys import Kind
from danceai.scoring.analyses.files import DEBUG_OVERLAY, OVERLAY, named_for
from danceai.scoring.analyses.life_cycle import ANALYSIS, Life, fails
from danceai.scoring.criteria.units import DEGREES, TRUNKS, Unit
from danceai.scoring.movement.steps import find_standing
from danceai.scoring.movement.sway_and_rise import rise_signal, sway_signal
from danceai.scoring.movement.tracks import CoupleTracks, read_tracks
from danceai.scoring.overlay.canvas import Canvas
from danceai.scoring.overlay.debugging import draw_debug, read_tracking
from danceai.scoring.overlay.drawing import draw_contacts, draw_couple, draw_strip
from danceai.scoring.overlay.transcode import Draw, choose_size, draw_video
from danceai.scoring.tables import AnalysisRow


def _find_beat(music: MusicFacts, second: float) -> tuple[int, int, float] | None:
    """(count from 1, beats per bar, seconds since the beat) at a second; None without music or before it begins."""
    index = bisect_right(music.beats, second) - 1
    if not music.assessable or index < 0:
        return None
    return (index - music.first_downbeat) % music.beats_per_bar + 1, music.beats_per_bar, second - music.beats[index]


def _write_value(value: float, unit: Unit, suffix: str = "") -> str:
    """With its sign, in characters OpenCV's fonts have."""
    if not np.isfinite(value):
        return "-"
    written = write_number(value, unit.digits)
    return f"{'' if written.startswith('-') else '+'}{written}{suffix}"


def prepare_couple(poses: KeyPoints, couple: CoupleTracks, music: MusicFacts) -> Draw:
    """What draws one frame: skeletons, the feet that stand, the count and live values.

    poses: (frames, 2, 133) in pixels of what is drawn on, `couple` the same as it was filmed.
    """
    with np.errstate(all="ignore"):
        sway, rise = sway_signal(couple), rise_signal(couple)
    feet = [np.stack(find_standing(person), 1) for person in couple.people]

    def draw(canvas: Canvas, number: int) -> None:
        if number >= len(poses):
            return
        draw_couple(canvas, poses[number])
        for body, stand in zip(poses[number], feet, strict=True):
            draw_contacts(canvas, body, (stand[number, 0], stand[number, 1]))
        values = [("sway", _write_value(sway[number], DEGREES, " deg")), ("rise", _write_value(rise[number], TRUNKS))]
        draw_strip(canvas, values, _find_beat(music, number / couple.fps))

    return draw


def _drawings(
    configuration: Configuration, film: Film, result: Result, poses: bytes, debugged: tuple[bytes, bytes] | None
) -> dict[str, Draw]:
    """What is drawn over one camera's video, by file name. debugged: everybody who was found, and the tracking."""
    facts = film.facts
    swapped = configuration.swapped.get(film.camera, False)
    followed, couple = read_tracks(poses, facts, swapped=swapped)
    later = result.cameras[film.camera].starts_later_by
    music = result.music.model_copy(update={"beats": [beat - later for beat in result.music.beats]})
    scale = choose_size(facts.width, facts.height)[1] / facts.height
    drawings = {named_for(OVERLAY, film.camera): prepare_couple(followed.scaled(scale), couple, music)}
    if debugged is not None:
        bodies, tracking = from_parquet(debugged[0]), read_tracking(debugged[1], swapped=swapped)
        bodies = replace(bodies, keypoints=bodies.keypoints.scaled(scale))
        drawings[named_for(DEBUG_OVERLAY, film.camera)] = lambda canvas, number: draw_debug(
            canvas, number, bodies, tracking
        )
    return drawings


@job(RenderOverlay, failed=fails(StageName.OVERLAY))
async def render_overlay(message: RenderOverlay, context: JobContext) -> None:
    """Draw the overlays of every camera: overlay.mp4, overlay-B.mp4, and the same with -debug where wanted."""
    async with context.transaction() as work:
        row = await work.find(AnalysisRow, message.analysis_id)
    if row.state != LifeState.RUNNING or row.result is None:
        return
    files: dict[str, str] = {}
    for part, (camera, couple) in enumerate(sorted(row.poses.items())):
        film = row.films[camera]
        poses = await context.storage.get(couple.poses_key)
        debugged = None
        if row.configuration.debug_overlay:
            debugged = await context.storage.get(couple.bodies_key), await context.storage.get(couple.track_key)

        def report(done: float, total: float, part: int = part) -> None:
            so_far, whole = part * total + done, total * len(row.poses)
            progress = Progress(part=part_of(StageName.OVERLAY), done=so_far, total=whole, unit="frames")
            context.live.tell(ANALYSIS, message.analysis_id, progress)

        drawings = await in_thread(_drawings, row.configuration, film, row.result, poses, debugged)
        async with context.storage.local_copy(film.rendition_key, ".mp4") as source:
            for name, draw in drawings.items():
                target = source.with_name(name)
                await in_thread(draw_video, source, target, film.facts.frames, draw, report)
                await context.storage.put_file(row.key(name), Kind.OVERLAY, target, "video/mp4")
                files[name] = row.key(name)
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.current(StageName.OVERLAY, None, message.attempt):
            life.row.files = {**life.row.files, **files}
            life.done(StageName.OVERLAY)
