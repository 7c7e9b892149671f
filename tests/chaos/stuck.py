"""Rows that stand still, one kind each, as faults we have not thought of would leave them, and how each ends."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from danceai.auth.tables import Account, MailRow, User
from danceai.coaching.conversations.tables import PostRow, ThreadRow
from danceai.coaching.spend.ledger import Purpose, reserve
from danceai.coaching.tables import CallRow, ChatMessageRow, ChatRow, EvaluationRow
from danceai.common.contracts.analyses import LifeState, StageName
from danceai.common.database.tables import OutboxRow
from danceai.common.frame.reconciling import MOST_REFUSALS
from danceai.scoring.tables import AnalysisRow
from danceai.transcription.tables import TranscriptionRow
from tests.chaos.garden import DONE, LONG_AGO, Resolved
from tests.chaos.stuck_training import TrainingPlants
from tests.support.beside import on_account_of, working_in


@dataclass(frozen=True)
class Stuck:
    """One thing that stands still."""

    kind: str
    resolved: Resolved
    """Whether it no longer does, and is as it should be"""


class Planter(TrainingPlants):
    """Puts stuck rows into the demo studio."""

    async def all(self) -> list[Stuck]:
        """One of each kind."""
        plants = [getattr(self, name) for name in dir(self) if name.startswith("plant_")]
        return [Stuck(plant.__name__.removeprefix("plant_"), await plant()) for plant in plants]

    # What ingest looks after

    async def plant_abandoned_upload(self) -> Resolved:
        video = await self.video("uploading", at=LONG_AGO)
        return lambda: self.video_is(video, "rejected", "upload_abandoned", released=True)

    async def plant_lost_check(self) -> Resolved:
        video = await self.video("checking")
        return lambda: self.video_is(video, "rejected", "not_found")  # done again: there is no such file

    async def plant_check_lost_again_and_again(self) -> Resolved:
        video = await self.video("checking")
        await self.restarted("ingest", "lost_checks", video)
        return lambda: self.video_is(video, "rejected", "stood_still", released=True)

    # What scoring looks after

    async def plant_rejection_unheard(self) -> Resolved:
        video = await self.video("rejected", error_code="too_dark", error_message="It is too dark.")
        session = await self.session_of(video)
        stuck = await self.analysis({StageName.CHECK: LifeState.RUNNING}, session_id=session)
        return lambda: self.analysis_is(stuck, LifeState.FAILED, "It is too dark.")

    async def plant_readiness_unheard(self) -> Resolved:
        sample = await self.analysis({StageName.CHECK: LifeState.RUNNING})
        return lambda: self.stage_is(sample, StageName.CHECK, LifeState.DONE)

    async def plant_recording_gone(self) -> Resolved:
        stuck = await self.analysis({StageName.CHECK: LifeState.RUNNING}, session_id=uuid4())
        return lambda: self.analysis_is(stuck, LifeState.FAILED, "The recording of this analysis is gone.")

    async def plant_lost_report(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.REPORT: LifeState.RUNNING})
        return lambda: self.analysis_is(stuck, LifeState.DONE)

    async def plant_score_lost_again_and_again(self) -> Resolved:
        waiting = dict.fromkeys((StageName.OVERLAY, StageName.EVALUATE, StageName.REPORT), LifeState.WAITING)
        stuck = await self.analysis(DONE | waiting | {StageName.SCORE: LifeState.RUNNING})
        await self.restarted("scoring", "lost_stages.score.1", stuck)
        return lambda: self.analysis_is(stuck, LifeState.FAILED, "stood still")

    async def plant_overlay_lost_again_and_again(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.OVERLAY: LifeState.RUNNING, StageName.REPORT: LifeState.WAITING})
        await self.restarted("scoring", "lost_stages.overlay.1", stuck)
        return lambda: self.analysis_is(stuck, LifeState.FAILED, "stood still")

    async def plant_pose_never_begun(self) -> Resolved:
        stuck = await self.analysis(self.posing(), films_seconds=0.1)
        return lambda: self.analysis_has_ended(stuck)

    async def plant_pose_told_and_not_heard(self) -> Resolved:
        stuck = await self.analysis(self.posing(), films_seconds=0.1)
        await self.run(stuck, "failed", done=True)
        return lambda: self.analysis_has_ended(stuck)

    async def plant_evaluation_never_written(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.EVALUATE: LifeState.RUNNING, StageName.REPORT: LifeState.WAITING})
        return lambda: self.analysis_is(stuck, LifeState.DONE)

    async def plant_evaluation_told_and_not_heard(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.EVALUATE: LifeState.RUNNING, StageName.REPORT: LifeState.WAITING})
        async with working_in(self.services["coaching"]) as work:
            row = EvaluationRow(analysis_id=stuck, attempt=1, language="en", text="Kept.", writer="template")
            row.studio_id = work.studio_id
            work.db.add(row)

        async def resolved() -> bool:
            async with working_in(self.services["scoring"]) as work:
                return (await work.find(AnalysisRow, stuck)).evaluation == "Kept."

        return resolved

    async def plant_end_untold(self) -> Resolved:
        stuck = await self.analysis(DONE)
        return lambda: self.analysis_is(stuck, LifeState.DONE)

    async def plant_failure_untold(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.SCORE: LifeState.FAILED, StageName.OVERLAY: LifeState.WAITING})
        return lambda: self.analysis_is(stuck, LifeState.FAILED)

    async def plant_next_stage_never_begun(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.REPORT: LifeState.WAITING})
        return lambda: self.analysis_is(stuck, LifeState.DONE)

    async def plant_lost_turn(self) -> Resolved:
        stuck = await self.analysis(DONE | {StageName.REPORT: LifeState.WAITING}, state=LifeState.WAITING)
        return lambda: self.analysis_is(stuck, LifeState.DONE)

    # What pose looks after

    async def plant_lost_segment(self) -> Resolved:
        stuck = await self.analysis(self.posing())
        await self.run(stuck, "running", done=False)
        return lambda: self.analysis_has_ended(stuck)

    async def plant_lost_tracking(self) -> Resolved:
        stuck = await self.analysis(self.posing())
        await self.run(stuck, "running", done=True)
        return lambda: self.analysis_is(stuck, LifeState.FAILED, "gone")

    # What transcription looks after

    async def recording(self, state: str, at: datetime | None = None) -> UUID:
        recording = uuid4()
        async with working_in(self.services["transcription"]) as work:
            work.db.add(
                TranscriptionRow(
                    studio_id=work.studio_id,
                    id=recording,
                    file_name="stuck.mp3",
                    size_bytes=9,
                    task="transcribe",
                    state=state,
                    created_by=uuid4(),
                    renewed_at=at or datetime.now(UTC),
                )
            )
        return recording

    async def recording_is(self, recording: UUID, state: str, code: str) -> bool:
        async with working_in(self.services["transcription"]) as work:
            row = await work.find(TranscriptionRow, recording)
            return (row.state, row.error_code) == (state, code)

    async def plant_abandoned_recording(self) -> Resolved:
        recording = await self.recording("uploading", LONG_AGO)
        return lambda: self.recording_is(recording, "failed", "upload_abandoned")

    async def plant_lost_transcription(self) -> Resolved:
        recording = await self.recording("running")
        return lambda: self.recording_is(recording, "failed", "not_found")  # heard again: there is no such file

    async def plant_transcription_lost_again_and_again(self) -> Resolved:
        recording = await self.recording("waiting")
        await self.restarted("transcription", "lost_transcriptions", recording)
        return lambda: self.recording_is(recording, "failed", "stood_still")

    # What coaching looks after

    async def plant_lost_answer(self) -> Resolved:
        chat, message = uuid4(), uuid4()
        async with working_in(self.services["coaching"]) as work:
            studio = work.studio_id
            work.db.add(ChatRow(studio_id=studio, id=chat, analysis_id=uuid4(), user_id=uuid4()))
            said = {"number": 0, "by": "model", "text": "Well", "state": "writing"}
            work.db.add(ChatMessageRow(studio_id=studio, id=message, chat_id=chat, **said))

        async def resolved() -> bool:
            async with working_in(self.services["coaching"]) as work:
                return (await work.find(ChatMessageRow, message)).code == "stood_still"

        return resolved

    async def plant_unanswered_note(self) -> Resolved:
        note = await self.note()
        return lambda: self.note_is_unheard(note)  # asked for again: there is no such sound

    async def plant_note_unanswered_again_and_again(self) -> Resolved:
        note = await self.note()
        await self.restarted("coaching", "unanswered_notes", note)
        return lambda: self.note_is_unheard(note)

    async def plant_lost_thread_answer(self) -> Resolved:
        thread, answer = uuid4(), uuid4()
        async with working_in(self.services["coaching"]) as work:
            about = {"studio_id": work.studio_id, "couple_id": uuid4(), "analysis_id": uuid4()}
            told = {"kind": "question", "author": "Dan", "begins": "Why?", "posts": 2, "answered": True}
            work.db.add(ThreadRow(**about, **told, id=thread, writers=[], answering=answer, last_at=LONG_AGO))
            by = {"author_id": UUID(int=0), "author": "Dan", "role": "dancer", "by_ai": True, "state": "writing"}
            work.db.add(PostRow(studio_id=work.studio_id, id=answer, thread_id=thread, text="", at=LONG_AGO, **by))

        async def resolved() -> bool:
            async with working_in(self.services["coaching"]) as work:
                open_again = not (await work.find(ThreadRow, thread)).answered
                return open_again and (await work.find(PostRow, answer)).code == "stood_still"

        return resolved

    async def plant_lost_call(self) -> Resolved:
        async with working_in(self.services["coaching"]) as work:
            call = await reserve(work, Purpose("chat"), "claude-sonnet-4-6", 5)
            await work.db.flush()
            (await work.find(CallRow, call.id)).ends_at = LONG_AGO

        async def resolved() -> bool:
            async with working_in(self.services["coaching"]) as work:
                return (await work.find(CallRow, call.id)).state == "unknown"

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
