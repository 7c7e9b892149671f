"""A cancellation ends the attempts it was said of, whenever it is heard."""

from uuid import UUID, uuid4

import pytest

from danceai.common.contracts.analyses import AnalysisCancelled
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import PoseOptions
from danceai.common.contracts.videos import Film
from danceai.common.identity import Reach
from danceai.pose.runs.plan_run import on_analysis_cancelled
from danceai.pose.tables import RunRow
from tests.support.beside import STUDIO, on_account_of, process_of
from tests.support.films import describe_video
from tests.support.platform import RunningPlatform


def _running(analysis: UUID, camera: Camera, attempt: int) -> RunRow:
    film = Film(video_id=uuid4(), camera=camera, rendition_key="k", audio_key=None, facts=describe_video(60))
    return RunRow(
        studio_id=STUDIO,
        id=uuid4(),
        analysis_id=analysis,
        camera=camera.value,
        attempt=attempt,
        model="any",
        film=film,
        options=PoseOptions(),
        state="running",
    )


@pytest.mark.parametrize(
    ("attempts", "go_on"),
    [
        ({Camera.A: 1, Camera.B: 1}, [("A", 2)]),
        ({Camera.A: 2, Camera.B: 1}, []),
        ({}, []),  # told by a release that did not say which
    ],
)
async def test_an_attempt_begun_since_goes_on(
    running: RunningPlatform, attempts: dict[Camera, int], go_on: list[tuple[str, int]]
) -> None:
    analysis = uuid4()
    runs = [_running(analysis, camera, attempt) for camera, attempt in ((Camera.A, 1), (Camera.A, 2), (Camera.B, 1))]
    async with process_of(running.layout, "pose") as process:
        async with process.unit_of_work(on_account_of(), Reach.DELEGATED) as work:
            work.db.add_all(runs)
        async with process.unit_of_work(on_account_of(), Reach.DELEGATED) as work:
            await on_analysis_cancelled(AnalysisCancelled(analysis_id=analysis, attempts=attempts), work)
        async with process.unit_of_work(on_account_of(), Reach.DELEGATED) as work:
            left = await work.all(work.visible(RunRow).where(RunRow.analysis_id == analysis, RunRow.state == "running"))
            assert [(run.camera, run.attempt) for run in left] == go_on
            for run in left:
                run.state = "cancelled"  # nobody works on it
