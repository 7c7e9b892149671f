"""The files of an analysis: what they are called, and requests for where they lie."""

from danceai.common.contracts.analysis_files import FileLink, GetAnalysisFile, GetPoses, PlayedFilm, PosesOfAnalysis
from danceai.common.contracts.base import Camera
from danceai.common.contracts.videos import Film
from danceai.common.errors import NotFound
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.scoring.tables import AnalysisRow

VIDEO = "video.mp4"
"""The rendition, as ingest has made it"""
OVERLAY = "overlay.mp4"
DEBUG_OVERLAY = "overlay-debug.mp4"
SKELETONS = "skeletons.bin"
LANES = "lanes.json"


def named_for(name: str, camera: Camera) -> str:
    """overlay.mp4 is the first camera's, overlay-B.mp4 the other one's."""
    if camera is Camera.A:
        return name
    stem, ending = name.rsplit(".", 1)
    return f"{stem}-{camera}.{ending}"


def to_played(row: AnalysisRow, film: Film) -> PlayedFilm:
    """A checked video as a player shows it."""
    facts, skeletons = film.facts, named_for(SKELETONS, film.camera)
    return PlayedFilm(
        file=named_for(VIDEO, film.camera),
        skeletons=skeletons if skeletons in row.files else None,
        frames=facts.frames,
        fps=facts.fps,
        width=facts.width,
        height=facts.height,
        cuts=facts.cuts,
    )


async def get_analysis_file(request: GetAnalysisFile, context: Context) -> FileLink:
    """A signed address of one output. Raises NotFound."""
    async with context.transaction() as work:
        row = await work.find(AnalysisRow, request.analysis_id)
    videos = {named_for(VIDEO, camera): film.rendition_key for camera, film in row.films.items()}
    key = (videos | row.files).get(request.name)
    if key is None:
        raise NotFound("This file does not exist (yet).", code="no_file_yet")
    url = context.storage.sign_get(key)
    return FileLink(name=request.name, url=url, expires_in_seconds=context.settings.link_seconds)


async def get_poses(request: GetPoses, work: UnitOfWork) -> PosesOfAnalysis:
    """Where the couple's poses lie. Raises NotFound before there are any."""
    row = await work.find(AnalysisRow, request.analysis_id)
    if not row.poses:
        raise NotFound("This analysis has no poses (yet).")
    swapped = [camera for camera, turned in sorted(row.configuration.swapped.items()) if turned]
    return PosesOfAnalysis(couple_id=row.couple_id, films=row.films, poses=row.poses, swapped=swapped)
