"""Rows that stand still, one kind each, as faults we have not thought of would leave them, and how each ends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import select, text

from danceai.auth.tables import Account, MailRow, User
from danceai.coaching.tables import EvaluationRow
from danceai.common.contracts.analyses import LifeState, StageName
from danceai.common.contracts.base import Camera
from danceai.common.contracts.poses import PoseOptions
from danceai.common.database.tables import OutboxRow
from danceai.common.frame.reconciling import MOST_REFUSALS, MOST_RESTARTS
from danceai.common.frame.running import RunningService
from danceai.ingest.tables import SessionRow, UsageRow, VideoRow
from danceai.pose.tables import RunRow, SegmentRow
from danceai.scoring.tables import AnalysisRow, StageRow
from danceai.training.tables import DatasetRow, ExportRow
from tests.support.beside import on_account_of, working_in

LONG_AGO = datetime.now(UTC) - timedelta(days=3)
SERVICES = ("auth", "coaching", "ingest", "pose", "scoring", "training")
DONE = dict.fromkeys(StageName, LifeState.DONE)
Services = dict[str, RunningService]
Resolved = Callable[[], Awaitable[bool]]
ENDED = (LifeState.DONE, LifeState.FAILED)


@dataclass(frozen=True)
class Stuck:
    """One thing that stands still."""

    kind: str
    resolved: Resolved
    """Whether it no longer does, and is as it should be"""


class Planter:
    """Puts stuck rows into the demo studio; `sample` is a finished analysis that others are copied from."""

    def __init__(self, services: Services, sample: UUID) -> None:
        self.services = services
        self._sample = sample

    async def all(self) -> list[Stuck]:
        """One of each kind."""
        plants = [getattr(self, name) for name in dir(self) if name.startswith("plant_")]
        return [Stuck(plant.__name__.removeprefix("plant_"), await plant()) for plant in plants]

    # What ingest looks after

    async def plant_abandoned_upload(self) -> Resolved:
        video = await self._video("uploading", at=LONG_AGO)
        return lambda: self._video_is(video, "rejected", "upload_abandoned", released=True)

    async def plant_lost_check(self) -> Resolved:
        video = await self._video("checking")
        return lambda: self._video_is(video, "rejected", "not_found")  # done again: there is no such file

    async def plant_check_lost_again_and_again(self) -> Resolved:
        video = await self._video("checking")
        await self._restarted("ingest", "lost_checks", video)
        return lambda: self._video_is(video, "rejected", "stood_still", released=True)

    # What scoring looks after

    async def plant_rejection_unheard(self) -> Resolved:
        video = await self._video("rejected", error_code="too_dark", error_message="It is too dark.")
        session = await self._session_of(video)
        stuck = await self._analysis({StageName.CHECK: LifeState.RUNNING}, session_id=session)
        return lambda: self._analysis_is(stuck, LifeState.FAILED, "It is too dark.")

    async def plant_readiness_unheard(self) -> Resolved:
        sample = await self._analysis({StageName.CHECK: LifeState.RUNNING})
        return lambda: self._stage_is(sample, StageName.CHECK, LifeState.DONE)

    async def plant_recording_gone(self) -> Resolved:
        stuck = await self._analysis({StageName.CHECK: LifeState.RUNNING}, session_id=uuid4())
        return lambda: self._analysis_is(stuck, LifeState.FAILED, "The recording of this analysis is gone.")

    async def plant_lost_report(self) -> Resolved:
        stuck = await self._analysis(DONE | {StageName.REPORT: LifeState.RUNNING})
        return lambda: self._analysis_is(stuck, LifeState.DONE)

    async def plant_score_lost_again_and_again(self) -> Resolved:
        waiting = dict.fromkeys((StageName.OVERLAY, StageName.EVALUATE, StageName.REPORT), LifeState.WAITING)
        stuck = await self._analysis(DONE | waiting | {StageName.SCORE: LifeState.RUNNING})
        await self._restarted("scoring", "lost_stages.score.1", stuck)
        return lambda: self._analysis_is(stuck, LifeState.FAILED, "stood still")

    async def plant_overlay_lost_again_and_again(self) -> Resolved:
        stuck = await self._analysis(DONE | {StageName.OVERLAY: LifeState.RUNNING, StageName.REPORT: LifeState.WAITING})
        await self._restarted("scoring", "lost_stages.overlay.1", stuck)
        return lambda: self._analysis_is(stuck, LifeState.FAILED, "stood still")

    async def plant_pose_never_begun(self) -> Resolved:
        stuck = await self._analysis(self._posing(), films_seconds=0.1)
        return lambda: self._analysis_has_ended(stuck)

    async def plant_pose_told_and_not_heard(self) -> Resolved:
        stuck = await self._analysis(self._posing(), films_seconds=0.1)
        await self._run(stuck, "failed", done=True)
        return lambda: self._analysis_has_ended(stuck)

    async def plant_evaluation_never_written(self) -> Resolved:
        stuck = await self._analysis(
            DONE | {StageName.EVALUATE: LifeState.RUNNING, StageName.REPORT: LifeState.WAITING}
        )
        return lambda: self._analysis_is(stuck, LifeState.DONE)

    async def plant_evaluation_told_and_not_heard(self) -> Resolved:
        stuck = await self._analysis(
            DONE | {StageName.EVALUATE: LifeState.RUNNING, StageName.REPORT: LifeState.WAITING}
        )
        async with working_in(self.services["coaching"]) as work:
            row = EvaluationRow(analysis_id=stuck, attempt=1, language="en", text="Kept.", writer="template")
            row.studio_id = work.studio_id
            work.db.add(row)

        async def resolved() -> bool:
            async with working_in(self.services["scoring"]) as work:
                return (await work.find(AnalysisRow, stuck)).evaluation == "Kept."

        return resolved

    async def plant_end_untold(self) -> Resolved:
        stuck = await self._analysis(DONE)
        return lambda: self._analysis_is(stuck, LifeState.DONE)

    async def plant_failure_untold(self) -> Resolved:
        stuck = await self._analysis(DONE | {StageName.SCORE: LifeState.FAILED, StageName.OVERLAY: LifeState.WAITING})
        return lambda: self._analysis_is(stuck, LifeState.FAILED)

    async def plant_next_stage_never_begun(self) -> Resolved:
        stuck = await self._analysis(DONE | {StageName.REPORT: LifeState.WAITING})
        return lambda: self._analysis_is(stuck, LifeState.DONE)

    async def plant_lost_turn(self) -> Resolved:
        stuck = await self._analysis(DONE | {StageName.REPORT: LifeState.WAITING}, state=LifeState.WAITING)
        return lambda: self._analysis_is(stuck, LifeState.DONE)

    # What pose looks after

    async def plant_lost_segment(self) -> Resolved:
        stuck = await self._analysis(self._posing())
        await self._run(stuck, "running", done=False)
        return lambda: self._analysis_has_ended(stuck)

    async def plant_lost_tracking(self) -> Resolved:
        stuck = await self._analysis(self._posing())
        await self._run(stuck, "running", done=True)
        return lambda: self._analysis_is(stuck, LifeState.FAILED, "gone")

    # What the others look after

    async def plant_lost_export(self) -> Resolved:
        export = uuid4()
        async with working_in(self.services["training"]) as work:
            dataset = DatasetRow(studio_id=work.studio_id, id=uuid4(), name="Stuck", analyses=[], couples=[])
            work.db.add(dataset)
            work.db.add(
                ExportRow(
                    studio_id=work.studio_id, id=export, dataset_id=dataset.id, every_seconds=1.0, state="running"
                )
            )

        async def resolved() -> bool:
            async with working_in(self.services["training"]) as work:
                return (await work.find(ExportRow, export)).state == "done"

        return resolved

    async def plant_lost_invitation(self) -> Resolved:
        member = uuid4()
        email = f"invited.{member}@demo.example"
        async with working_in(self.services["auth"]) as work:
            work.db.add(
                User(
                    studio_id=work.studio_id,
                    id=member,
                    email=email,
                    name="Invited",
                    role="trainer",
                    language="en",
                    active=True,
                    mail_notifications=True,
                )
            )
            work.db.add(Account(email=email, studio_id=work.studio_id, user_id=member, totp_confirmed=False))

        async def resolved() -> bool:
            async with working_in(self.services["auth"]) as work:
                written = await work.first(work.visible(MailRow).where(MailRow.user_id == member))
                return written is not None and written.outcome == "sent"

        return resolved

    async def plant_unsendable_message(self) -> Resolved:
        message = uuid4()
        async with working_in(self.services["training"]) as work:
            never = OutboxRow(
                id=message,
                subject="events.none.v1",
                headers=on_account_of().headers(),
                payload=b"x" * 9_000_000,
                tries=MOST_REFUSALS,
            )
            work.db.add(never)

        async def resolved() -> bool:
            async with working_in(self.services["training"]) as work:
                return await work.db.scalar(select(OutboxRow.id).where(OutboxRow.id == message)) is None

        return resolved

    # How rows are put there and looked at

    async def _restarted(self, service: str, kind: str, identifier: UUID) -> None:
        """It has been restarted as often as may be."""
        async with working_in(self.services[service]) as work:
            row = text("insert into attempts (consumer, message_id, attempts) values (:consumer, :id, :attempts)")
            values = {"consumer": f"reconciled.{kind}", "id": identifier, "attempts": MOST_RESTARTS}
            await work.db.execute(row, values)

    async def _video(self, state: str, at: datetime | None = None, **options: Any) -> UUID:
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
                    upload_id="",
                    revision=0,
                    **options,
                )
            )
            work.db.add(
                UsageRow(studio_id=studio, video_id=video, user_id=uuid4(), seconds=9, at=at or datetime.now(UTC))
            )
        return video

    async def _session_of(self, video: UUID) -> UUID:
        async with working_in(self.services["ingest"]) as work:
            return (await work.find(VideoRow, video)).session_id

    async def _video_is(self, video: UUID, state: str, code: str, *, released: bool = False) -> bool:
        async with working_in(self.services["ingest"]) as work:
            row, usage = await work.find(VideoRow, video), await work.find(UsageRow, video)
            return (row.state, row.error_code) == (state, code) and (usage.released or not released)

    def _posing(self) -> dict[StageName, LifeState]:
        return {StageName.CHECK: LifeState.DONE, StageName.POSE: LifeState.RUNNING}

    async def _analysis(
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

    async def _run(self, analysis: UUID, state: str, *, done: bool) -> None:
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

    async def _stages(self, analysis: UUID) -> tuple[AnalysisRow, dict[str, StageRow]]:
        async with working_in(self.services["scoring"]) as work:
            row = await work.find(AnalysisRow, analysis)
            stages = await work.all(work.visible(StageRow).where(StageRow.analysis_id == analysis))
            return row, {stage.name: stage for stage in stages}

    async def _analysis_is(self, analysis: UUID, state: LifeState, sentence: str = "") -> bool:
        row, stages = await self._stages(analysis)
        said = " ".join(stage.error_message or "" for stage in stages.values())
        return row.state == state and sentence in said and row.finished_at is not None

    async def _analysis_has_ended(self, analysis: UUID) -> bool:
        """Well or with a sentence."""
        row, stages = await self._stages(analysis)
        told = row.state == LifeState.DONE or any(stage.error_message for stage in stages.values())
        return row.state in ENDED and told

    async def _stage_is(self, analysis: UUID, name: StageName, state: LifeState) -> bool:
        _, stages = await self._stages(analysis)
        return stages[name.value].state == state
