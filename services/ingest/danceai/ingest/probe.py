"""The probe job: from uploaded bytes to facts, rendition, sound track and quality report."""

from pathlib import Path

from danceai.common.confined.launcher import confined
from danceai.common.contracts.analyses import StageName, part_of
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import FindPeople, PersonBox
from danceai.common.contracts.users import GetQuota
from danceai.common.contracts.videos import ProbeVideo, VideoFacts, VideoReady
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.messaging.live import Progress
from danceai.common.observability.logs import logger
from danceai.common.offload import in_thread
from danceai.common.storage.keys import Kind
from danceai.ingest import limits, quota
from danceai.ingest.quality_report import quality_report
from danceai.ingest.rejecting import end
from danceai.ingest.rendering.rendition import Rendered, render
from danceai.ingest.sessions import SESSION
from danceai.ingest.tables import VideoRow

log = logger(__name__)
CONTENT = {"rendition.mp4": "video/mp4", "audio.flac": "audio/flac"}


def _facts(made: Rendered) -> VideoFacts:
    return VideoFacts(
        frames=made.frames,
        fps=made.fps,
        width=made.width,
        height=made.height,
        seconds=made.frames / made.fps,
        has_audio=made.has_audio,
        original_width=made.upright_width,
        original_height=made.upright_height,
        original_fps=round(made.measured_fps, 3),
        variable_rate=made.variable_rate,
        rotation=made.rotation,
        codec=made.codec,
        cuts=made.cuts,
    )


async def _store(context: JobContext, video: VideoRow, folder: Path, made: Rendered) -> list[str]:
    for name, content_type in CONTENT.items():
        if name != "audio.flac" or made.has_audio:
            await context.storage.put_file(video.made_key(name), Kind.RENDITION, folder / name, content_type)
    keys = []
    for picture in await in_thread(lambda: sorted(folder.glob("picture_*.jpg"))):
        keys.append(f"{video.pictures}/{picture.name}")
        await context.storage.put_file(keys[-1], Kind.PICTURE, picture, "image/jpeg")
    return keys


async def _people(context: JobContext, keys: list[str]) -> list[list[PersonBox]] | None:
    """Who is in the pictures; None when the pose service cannot be asked: the report then lacks these lines."""
    try:
        return (await context.ask(FindPeople(keys=keys), timeout=45)).pictures
    except ProductError as error:
        log.warning("people_not_looked_for", error=str(error))
        return None


async def reject(message: ProbeVideo, error: ProductError, work: UnitOfWork) -> None:
    """The file can never be analysed: keep why, and tell everybody."""
    video = await work.find(VideoRow, message.video_id, lock=True)
    if video.revision != message.revision:
        return
    await end(work, video, error)


@job(ProbeVideo, failed=reject)
async def probe_video(message: ProbeVideo, context: JobContext) -> None:
    """Measure the file, make the rendition, announce VideoReady. Unreadable files end in `rejected`."""
    async with context.transaction() as work:
        video = await work.find(VideoRow, message.video_id)
    if video.revision != message.revision:
        return
    part = part_of(StageName.CHECK, Camera(video.camera))

    def seen(done: float, total: float) -> None:
        progress = Progress(part=part, done=round(done, 1), total=round(total, 1), unit="s")
        context.live.tell(SESSION, video.session_id, progress)

    async with context.storage.local_copy(video.original_key) as path:
        folder, name = path.parent, Path(path.name)
        made = await confined(render, name, video.crop, Path(), folder=folder, limits=limits.READER, report=seen)
        pictures = await _store(context, video, folder, made)
    lines = quality_report(made, await _people(context, pictures))
    allowed = await context.ask(GetQuota())
    async with context.conclude() as work:
        video = await work.find(VideoRow, message.video_id, lock=True)
        if video.revision != message.revision:
            await work.drop(f"{video.folder}/r{message.revision}")
            return
        await quota.settle(work, allowed, video.id, made.frames / made.fps)
        await work.drop(video.pictures)
        video.facts, video.quality = _facts(made), lines
        video.state, video.error_code, video.error_message = "ready", None, None
        film = video.film
        assert film is not None
        work.touch(SESSION, video.session_id)
        work.announce(VideoReady(session_id=video.session_id, film=film))
