"""The report job: PDF and data files, the last stage of an analysis."""

from datetime import date
from functools import partial
from uuid import UUID

from danceai.common.contracts.analyses import AnalysisDocument, LifeState, StageName, WriteReport
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.couples import Couple, GetCouple
from danceai.common.contracts.scores import Result
from danceai.common.contracts.videos import Film
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread
from danceai.common.poses import from_parquet, to_parquet
from danceai.common.scratch import ScratchFolder
from danceai.common.storage.keys import Kind
from danceai.scoring.analyses.life_cycle import Life, fails
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.movement.sway_and_rise import rise_signal, sway_signal
from danceai.scoring.movement.tracks import read_tracks
from danceai.scoring.report.data_files import write_analysis_json, write_frames_csv, write_trc
from danceai.scoring.report.document import Printed, collect_facts, compile_pdf
from danceai.scoring.report.evidence import save_pictures
from danceai.scoring.settings import ScoringSettings
from danceai.scoring.tables import AnalysisRow

MOST_EARLIER = 6
POSES = "poses.parquet"
"""As pose has stored it, unless people have said that its lead is the follow"""


async def _earlier(work: UnitOfWork, row: AnalysisRow) -> list[tuple[date, dict[str, float | None]]]:
    """Scores of the couple's other finished performances of this dance, oldest first; one per session, the latest."""
    before = work.visible(AnalysisRow).where(
        AnalysisRow.couple_id == row.couple_id,
        AnalysisRow.dance == row.dance,
        AnalysisRow.session_id != row.session_id,
        AnalysisRow.state == LifeState.DONE.value,
        AnalysisRow.created_at < row.created_at,
    )
    rows = await work.all(before.order_by(AnalysisRow.created_at.desc()).limit(4 * MOST_EARLIER))
    by_session: dict[UUID, tuple[date, dict[str, float | None]]] = {}
    for other in rows:
        scores = {score.code: score.score for score in (other.result.components if other.result else [])}
        if len(scores) == len(COMPONENTS):
            by_session.setdefault(other.session_id, (other.created_at.date(), scores))
    return list(by_session.values())[:MOST_EARLIER][::-1]


async def _write(
    context: JobContext,
    document: AnalysisDocument,
    film: Film,
    poses_key: str,
    earlier: list[tuple[date, dict[str, float | None]]],
    danced_on: date,
) -> dict[str, tuple[bytes, str]]:
    """The files by name, each with its content type."""
    facts, data = film.facts, await context.storage.get(poses_key)
    swapped = document.configuration.swapped.get(film.camera, False)
    poses, tracks = await in_thread(partial(read_tracks, swapped=swapped), data, facts)
    with ScratchFolder("report") as folder:
        async with context.storage.local_copy(film.rendition_key, ".mp4") as rendition:
            pictures = await in_thread(save_pictures, rendition, poses, facts.fps, document.result, folder)
        printed = Printed(
            document.couple,
            document.dance,
            danced_on,
            pictures,
            {"sway_line": sway_signal(tracks), "rise_line": rise_signal(tracks)},
            facts.fps,
            earlier,
        )
        told = collect_facts(document.result, document.evaluation, printed, document.language)
        pdf = await in_thread(compile_pdf, told, folder, ScoringSettings.of(context).fonts_dir)
    turned = await in_thread(_swap, data) if swapped else None
    return {
        "report.pdf": (pdf, "application/pdf"),
        "analysis.json": (write_analysis_json(document), "application/json"),
        "frames.csv": (await in_thread(write_frames_csv, poses, tracks), "text/csv"),
        "lead.trc": (await in_thread(write_trc, tracks, tracks.lead, "lead.trc"), "text/plain"),
        "follow.trc": (await in_thread(write_trc, tracks, tracks.follow, "follow.trc"), "text/plain"),
        **({POSES: (turned, "application/vnd.apache.parquet")} if turned else {}),
    }


def _swap(poses: bytes) -> bytes:
    return to_parquet(from_parquet(poses).swapped())


def _document(row: AnalysisRow, couple: Couple, film: Film, result: Result) -> AnalysisDocument:
    return AnalysisDocument(
        analysis_id=row.id,
        session_id=row.session_id,
        couple=f"{couple.lead} & {couple.follow}",
        dance=Dance(row.dance),
        language=Language(row.language),
        configuration=row.configuration,
        video=film.facts,
        poses={camera: followed.model for camera, followed in row.poses.items()},
        result=result,
        evaluation=row.evaluation or "",
    )


@job(WriteReport, failed=fails(StageName.REPORT))
async def write_report(message: WriteReport, context: JobContext) -> None:
    """Write report.pdf and the data files; the couple's name is asked of auth."""
    async with context.transaction() as work:
        row = await work.find(AnalysisRow, message.analysis_id)
        earlier = await _earlier(work, row)
    if row.state != LifeState.RUNNING or row.result is None:
        return
    first = min(row.poses)
    film, followed = row.films[first], row.poses[first]
    couple = await context.ask(GetCouple(couple_id=row.couple_id))
    document = _document(row, couple, film, row.result)
    written = await _write(context, document, film, followed.poses_key, earlier, row.created_at.date())
    for name, (data, content_type) in written.items():
        await context.storage.put(row.key(name), Kind.REPORT, data, content_type)
    files = {POSES: followed.poses_key} | {name: row.key(name) for name in written}
    async with context.conclude() as work:
        life = await Life.of(work, message.analysis_id)
        if life.current(StageName.REPORT, None, message.attempt):
            life.row.files = {**life.row.files, **files}
            life.done(StageName.REPORT)
