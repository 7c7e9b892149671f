"""A fact about a video reaches every analysis that can take it, whatever the others of the session are like."""

from uuid import UUID, uuid4

import pytest

from danceai.common.contracts.analyses import Configuration, LifeState, StageName
from danceai.common.contracts.base import Camera
from danceai.common.contracts.videos import Film, VideoReady, VideoRejected
from danceai.common.frame.running import RunningService
from danceai.ingest.tables import SessionRow, VideoRow
from danceai.scoring.analyses.listening import on_video_ready, on_video_rejected
from danceai.scoring.tables import AnalysisRow, StageRow
from tests.support.beside import beside, working_in
from tests.support.films import describe_video
from tests.support.platform import RunningPlatform

FACTS = describe_video(60, has_audio=False)
CHECKING = {StageName.CHECK: LifeState.RUNNING}


async def _recording(service: RunningService) -> UUID:
    """A session whose two videos are still being sent."""
    async with working_in(service) as work:
        studio, session = work.studio_id, uuid4()
        work.db.add(
            SessionRow(
                studio_id=studio,
                id=session,
                couple_id=uuid4(),
                dance="waltz",
                language="en",
                notes="",
                created_by=uuid4(),
            )
        )
        for camera in Camera:
            work.db.add(
                VideoRow(
                    studio_id=studio,
                    id=uuid4(),
                    session_id=session,
                    camera=camera.value,
                    file_name="a.mp4",
                    size_bytes=9,
                    state="uploading",
                )
            )
        return session


async def _plant(
    service: RunningService, session: UUID, cameras: list[Camera], states: dict[StageName, LifeState]
) -> UUID:
    async with working_in(service) as work:
        row = AnalysisRow(
            studio_id=work.studio_id,
            id=uuid4(),
            session_id=session,
            couple_id=uuid4(),
            dance="waltz",
            language="en",
            state=LifeState.RUNNING.value,
            configuration=Configuration(),
            films={},
            poses={},
            files={},
            created_by=uuid4(),
        )
        work.db.add(row)
        for name in StageName:
            for camera in cameras if name in (StageName.CHECK, StageName.POSE) else [""]:
                work.db.add(
                    StageRow(
                        studio_id=work.studio_id,
                        analysis_id=row.id,
                        name=name.value,
                        camera=camera,
                        state=states.get(name, LifeState.WAITING).value,
                        attempt=1,
                    )
                )
        return row.id


async def _check_of(service: RunningService, analysis: UUID, camera: Camera) -> tuple[str, str]:
    """(state of the analysis, state of its check)."""
    async with working_in(service) as work:
        row = await work.find(AnalysisRow, analysis)
        stage = await work.find(StageRow, analysis, StageName.CHECK.value, camera.value)
        return row.state, stage.state


async def _forget(service: RunningService, *analyses: UUID) -> None:
    """End them, so that nobody looks after them."""
    async with working_in(service) as work:
        for analysis in analyses:
            (await work.find(AnalysisRow, analysis)).state = LifeState.CANCELLED.value


@pytest.mark.parametrize("fact", ["ready", "rejected"])
async def test_an_analysis_that_cannot_take_it_does_not_keep_it_from_another(
    fact: str, running: RunningPlatform
) -> None:
    """One was begun before the session had its second camera; one has stages that contradict each other."""
    async with beside(running, "ingest") as ingest:
        session = await _recording(ingest)
    async with beside(running, "scoring") as service:
        older = await _plant(service, session, [Camera.A], CHECKING)
        odd = await _plant(service, session, [Camera.A, Camera.B], CHECKING | {StageName.SCORE: LifeState.DONE})
        newer = await _plant(service, session, [Camera.A, Camera.B], CHECKING)
        async with working_in(service) as work:
            if fact == "ready":
                film = Film(video_id=uuid4(), camera=Camera.B, rendition_key="k", audio_key=None, facts=FACTS)
                await on_video_ready(VideoReady(session_id=session, film=film), work)
            else:
                rejected = VideoRejected(
                    video_id=uuid4(), session_id=session, camera=Camera.B, code="too_dark", message="Too dark."
                )
                await on_video_rejected(rejected, work)
        told = ("running", "done") if fact == "ready" else ("failed", "failed")
        assert await _check_of(service, newer, Camera.B) == told
        assert await _check_of(service, older, Camera.A) == ("running", "running")
        await _forget(service, older, odd, newer)
