"""The report job: PDF and data files, the last stage of an analysis."""

import tempfile
from pathlib import Path

from danceai.common.contracts.analyses import Result, State, Step, WriteReport
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.people import GetCouple
from danceai.common.contracts.videos import Video
from danceai.common.errors import ProductError
from danceai.common.messaging.service import JobContext, job
from danceai.common.offload import in_thread
from danceai.common.poses import from_parquet
from danceai.scoring.data_files import analysis_json, frames_csv
from danceai.scoring.life_cycle import Life, fails
from danceai.scoring.report.document import compile_pdf, facts_of
from danceai.scoring.report.evidence import save_pictures
from danceai.scoring.tables import AnalysisRow
from danceai.scoring.tracks import CoupleTracks


async def _write(context: JobContext, row: AnalysisRow, video: Video, couple: str) -> dict[str, str]:
    result = Result.model_validate(row.result)
    evaluation = row.evaluation or ""
    facts = video.facts
    if facts is None:
        raise ProductError("The video has not been checked.")
    poses_key = row.poses[video.camera]["poses_key"]
    poses = from_parquet(await context.storage.get(poses_key)).dense(facts.frames, 2)
    tracks = CoupleTracks.of(poses, facts.fps, facts.width, facts.height)
    about = {
        "analysis_id": str(row.id), "session_id": str(row.session_id), "couple": couple, "dance": row.dance,
        "language": row.language, "configuration": row.configuration, "video": facts.model_dump(),
        "poses": {camera: kept["model"] for camera, kept in row.poses.items()},
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="danceai-report-") as name:
        folder = Path(name)
        async with context.storage.local_copy(video.rendition_key, ".mp4") as rendition:
            pictures = await in_thread(save_pictures, rendition, poses, facts.fps, result, folder)
        printed = facts_of(
            result, evaluation, couple, Dance(row.dance), row.created_at.date(), Language(row.language), pictures
        )
        pdf = await in_thread(compile_pdf, printed, folder, context.settings.models_dir / "fonts")
    written = {
        "report.pdf": (pdf, "application/pdf"),
        "analysis.json": (analysis_json(about, result, evaluation), "application/json"),
        "frames.csv": (await in_thread(frames_csv, poses, tracks), "text/csv"),
    }
    for name, (data, content_type) in written.items():
        await context.storage.put(row.key(name), data, content_type)
    return {name: row.key(name) for name in written} | {"poses.parquet": poses_key}


@job(WriteReport, failed=fails(Step.REPORT))
async def run(message: WriteReport, context: JobContext) -> None:
    """Write report.pdf, analysis.json and frames.csv; the couple's name is asked of auth."""
    async with context.reading() as work:
        life = await Life.of(work, message.analysis_id)
        row = life.row
        if row.state != State.RUNNING:
            return
        video = life.video(Camera(min(row.poses)))
        couple = await work.bus.request(GetCouple(couple_id=row.couple_id), work.actor)
    files = await _write(context, row, video, f"{couple.lead} & {couple.follow}")
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.current(Step.REPORT, None, message.attempt):
            life.row.files = {**life.row.files, **files}
            life.done(Step.REPORT)
