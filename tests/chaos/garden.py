"""Where stuck rows are planted: how they are put into the services' tables, and what has become of them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import text

from danceai.coaching.conversations.tables import AttachmentRow
from danceai.common.contracts.analyses import LifeState, StageName
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import PoseOptions
from danceai.common.frame.reconciling import MOST_RESTARTS
from danceai.common.frame.running import RunningService
from danceai.ingest.tables import SessionRow, UsageRow, VideoRow
from danceai.pose.tables import RunRow, SegmentRow
from danceai.scoring.tables import AnalysisRow, StageRow
from tests.support.beside import working_in

LONG_AGO = datetime.now(UTC) - timedelta(days=3)
SERVICES = ("auth", "coaching", "ingest", "pose", "scoring", "training", "transcription")
DONE = dict.fromkeys(StageName, LifeState.DONE)
Services = dict[str, RunningService]
Resolved = Callable[[], Awaitable[bool]]
ENDED = (LifeState.DONE, LifeState.FAILED)


class Garden:
    """The demo studio's rows; `sample` is a finished analysis that others are copied from."""

    def __init__(self, services: Services, sample: UUID) -> None:
        self.services = services
        self._sample = sample

    async def restarted(self, service: str, kind: str, identifier: UUID) -> None:
        """It has been restarted as often as may be."""
        async with working_in(self.services[service]) as work:
            row = text("insert into attempts (consumer, message_id, attempts) values (:consumer, :id, :attempts)")
            values = {"consumer": f"reconciled.{kind}", "id": identifier, "attempts": MOST_RESTARTS}
            await work.db.execute(row, values)

    async def video(self, state: str, at: datetime | None = None, **options: Any) -> UUID:
        async with working_in(self.services["scoring"]) as work:
            couple = (await work.find(AnalysisRow, self._sample)).couple_id
        session, video = uuid4(), uuid4()
        async with working_in(self.services["ingest"]) as work:
            studio = work.studio_id
            work.db.add(
                SessionRow(
                    studio_id=studio,
                    id=session,
                    couple_id=couple,
                    dance="waltz",
                    language="en",
                    notes="",
                    created_by=uuid4(),
                )
            )
            work.db.add(
                VideoRow(
                    studio_id=studio,
                    id=video,
                    session_id=session,
                    camera="A",
                    file_name="stuck.mp4",
                    size_bytes=9,
                    state=state,
                    revision=0,
                    **options,
                )
            )
            work.db.add(
                UsageRow(studio_id=studio, video_id=video, user_id=uuid4(), seconds=9, at=at or datetime.now(UTC))
            )
        return video

    async def session_of(self, video: UUID) -> UUID:
        async with working_in(self.services["ingest"]) as work:
            return (await work.find(VideoRow, video)).session_id

    async def video_is(self, video: UUID, state: str, code: str, *, released: bool = False) -> bool:
        async with working_in(self.services["ingest"]) as work:
            row, usage = await work.find(VideoRow, video), await work.find(UsageRow, video)
            return (row.state, row.error_code) == (state, code) and (usage.released or not released)

    def posing(self) -> dict[StageName, LifeState]:
        return {StageName.CHECK: LifeState.DONE, StageName.POSE: LifeState.RUNNING}

    async def analysis(
        self,
        states: dict[StageName, LifeState],
        *,
        state: LifeState = LifeState.RUNNING,
        session_id: UUID | None = None,
        films_seconds: float = 0,
    ) -> UUID:
        """A copy of the sample's with stages as given; those not given wait. films_seconds: cut the video to that."""
        async with working_in(self.services["scoring"]) as work:
            sample = await work.find(AnalysisRow, self._sample)
            films = sample.films
            if films_seconds:
                facts = {
                    camera: film.facts.model_copy(update={"frames": max(1, round(films_seconds * film.facts.fps))})
                    for camera, film in films.items()
                }
                films = {camera: film.model_copy(update={"facts": facts[camera]}) for camera, film in films.items()}
            checked = states.get(StageName.CHECK) is LifeState.DONE
            posed = states.get(StageName.POSE) is LifeState.DONE
            row = AnalysisRow(
                studio_id=work.studio_id,
                id=uuid4(),
                session_id=session_id or sample.session_id,
                couple_id=sample.couple_id,
                dance=sample.dance,
                language=sample.language,
                state=state.value,
                configuration=sample.configuration,
                films=films if checked else {},
                poses=sample.poses if posed else {},
                result=sample.result if posed else None,
                files=sample.files if posed else {},
                created_by=sample.created_by,
                created_at=LONG_AGO,
            )
            work.db.add(row)
            for name in StageName:
                work.db.add(
                    StageRow(
                        studio_id=work.studio_id,
                        analysis_id=row.id,
                        name=name.value,
                        camera=Camera.A.value if name in (StageName.CHECK, StageName.POSE) else "",
                        state=states.get(name, LifeState.WAITING).value,
                        attempt=1,
                        started_at=LONG_AGO,
                    )
                )
            return row.id

    async def run(self, analysis: UUID, state: str, *, done: bool) -> None:
        """The pose run of an analysis, of one segment."""
        async with working_in(self.services["scoring"]) as work:
            film = (await work.find(AnalysisRow, analysis)).films[Camera.A]
        async with working_in(self.services["pose"]) as work:
            run = RunRow(
                studio_id=work.studio_id,
                id=uuid5(analysis, "A/1"),
                analysis_id=analysis,
                camera="A",
                attempt=1,
                model="movenet-multipose",
                film=film.model_copy(update={"rendition_key": f"{work.studio_id}/nothing/there.mp4"}),
                options=PoseOptions(),
                state=state,
            )
            work.db.add(run)
            work.db.add(SegmentRow(studio_id=work.studio_id, run_id=run.id, number=0, first=0, last=3, done=done))

    async def stages(self, analysis: UUID) -> tuple[AnalysisRow, dict[str, StageRow]]:
        async with working_in(self.services["scoring"]) as work:
            row = await work.find(AnalysisRow, analysis)
            stages = await work.all(work.visible(StageRow).where(StageRow.analysis_id == analysis))
            return row, {stage.name: stage for stage in stages}

    async def analysis_is(self, analysis: UUID, state: LifeState, sentence: str = "") -> bool:
        row, stages = await self.stages(analysis)
        said = " ".join(stage.error_message or "" for stage in stages.values())
        return row.state == state and sentence in said and row.finished_at is not None

    async def analysis_has_ended(self, analysis: UUID) -> bool:
        """Well or with a sentence."""
        row, stages = await self.stages(analysis)
        told = row.state == LifeState.DONE or any(stage.error_message for stage in stages.values())
        return row.state in ENDED and told

    async def stage_is(self, analysis: UUID, name: StageName, state: LifeState) -> bool:
        _, stages = await self.stages(analysis)
        return stages[name.value].state == state

    async def note(self) -> UUID:
        """A voice note whose words were asked for long ago, and whose bytes are gone."""
        note = uuid4()
        async with working_in(self.services["coaching"]) as work:
            facts = {"couple_id": uuid4(), "author_id": uuid4(), "media_type": "audio/ogg", "size_bytes": 9}
            asked = {"written_down": "waiting", "asked_at": LONG_AGO}
            work.db.add(AttachmentRow(studio_id=work.studio_id, id=note, **facts, **asked))
        return note

    async def note_is_unheard(self, note: UUID) -> bool:
        async with working_in(self.services["coaching"]) as work:
            return (await work.find(AttachmentRow, note)).written_down == "unheard"
