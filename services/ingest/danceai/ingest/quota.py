"""What uploads use: a ledger over rolling 30 days, checked before a byte is sent.

An upload is counted when it is admitted, with the longest it can be: what the sender declares where a file of its size
can be that short, and else what its size allows. Once the video is checked its measured minutes stand instead; one that
turns out longer than it was counted is taken only where there is still room. Videos that are rejected or replaced, and
uploads that are cancelled or that nobody goes on with (`IngestSettings.upload_hours`), give back what they took.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Float, cast, func, select

from danceai.common.contracts.users import GetQuota, Quota
from danceai.common.contracts.videos import GetUsage, RecordingLimits, Usage
from danceai.common.database.reach import asked
from danceai.common.errors import QuotaExceeded
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest import limits as recording
from danceai.ingest.limits import LONGEST_SECONDS
from danceai.ingest.tables import UsageRow, VideoRow

WINDOW = timedelta(days=30)
MOST_BYTES_PER_SECOND = 30_000_000
"""Of what cameras record: 4K at 240 Mbit/s"""
FEWEST_BYTES_PER_SECOND = 30_000
"""Of what people are to be seen in: 240 kbit/s"""
UPLOADS = "uploads"
"""Counted by one at a time: two admitted at once must see each other"""


async def _used(work: UnitOfWork, user_id: UUID | None) -> tuple[int, float]:
    """(uploads, minutes) in the window: of one user, or of the studio."""
    query = select(func.count(), cast(func.coalesce(func.sum(UsageRow.seconds), 0), Float)).where(
        UsageRow.at > datetime.now(UTC) - WINDOW, ~UsageRow.released
    )
    if user_id is not None:
        query = query.where(UsageRow.user_id == user_id)
    sums = query.execution_options(**asked("sums of the studio are no secret to its members"))
    uploads, seconds = (await work.db.execute(sums)).one()
    return int(uploads), float(seconds) / 60


async def get_usage(request: GetUsage, context: Context) -> Usage:
    """What the caller and the studio have used, and their limits."""
    limits = await context.ask(GetQuota())
    async with context.transaction() as work:
        uploads, minutes = await _used(work, work.actor.user_id)
        studio_uploads, studio_minutes = await _used(work, None)
        on_the_way = await _on_the_way(work)
    return Usage(
        uploads=uploads,
        minutes=round(minutes, 1),
        uploads_on_the_way=on_the_way,
        upload_limit=limits.uploads,
        minute_limit=limits.minutes,
        studio_uploads=studio_uploads,
        studio_minutes=round(studio_minutes, 1),
        studio_upload_limit=limits.studio_uploads,
        studio_minute_limit=limits.studio_minutes,
        recordings=RecordingLimits(
            largest_bytes=recording.LARGEST_FILE,
            shortest_seconds=recording.SHORTEST_SECONDS,
            longest_seconds=recording.LONGEST_SECONDS,
            smallest_side=recording.SMALLEST_SIDE,
            longest_side=recording.LONGEST_SIDE,
        ),
    )


async def _on_the_way(work: UnitOfWork) -> int:
    """Uploads of the caller that have begun and not ended."""
    whoever = work.opened(UsageRow, because="one's own uploads, of couples one may have lost since")
    mine = (UsageRow.user_id == work.actor.user_id, ~UsageRow.released)
    of_video = (VideoRow.studio_id == UsageRow.studio_id) & (VideoRow.id == UsageRow.video_id)
    return len(await work.all(whoever.join(VideoRow, of_video).where(VideoRow.state == "uploading", *mine)))


def longest_of(size_bytes: int, declared: float) -> float:
    """Seconds to set aside for a file until it is measured."""
    if declared * MOST_BYTES_PER_SECOND >= size_bytes:
        return declared
    return min(LONGEST_SECONDS, size_bytes / FEWEST_BYTES_PER_SECOND)


async def reserve(work: UnitOfWork, limits: Quota, video_id: UUID, seconds: float) -> None:
    """Count one more upload. Raises QuotaExceeded, naming the limit that is reached."""
    await work.alone(UPLOADS)
    for whose in _whose(work.actor.user_id, limits):
        uploads, minutes = await _used(work, whose.user_id)
        if whose.uploads is not None and uploads >= whose.uploads:
            raise whose.refuse_upload(whose.uploads)
        if whose.minutes is not None and (minutes >= whose.minutes or minutes + seconds / 60 > whose.minutes):
            raise whose.refuse_minutes(whose.minutes, minutes)
    work.db.add(UsageRow(studio_id=work.studio_id, video_id=video_id, user_id=work.actor.user_id, seconds=seconds))
    await work.db.flush()


async def settle(work: UnitOfWork, limits: Quota, video_id: UUID, seconds: float) -> None:
    """The video's real length is known. Raises QuotaExceeded where it is longer than counted and does not fit."""
    await work.alone(UPLOADS)
    for row in await _of_video(work, video_id):
        longer, row.seconds = seconds > row.seconds, seconds
        await work.db.flush()
        for whose in _whose(row.user_id, limits) if longer else ():
            _, minutes = await _used(work, whose.user_id)
            if whose.minutes is not None and minutes > whose.minutes:
                # A video keeps a code and a sentence, and no numbers for other languages: the general code.
                raise QuotaExceeded(whose.refuse_minutes(whose.minutes, minutes - seconds / 60).message)


@dataclass(frozen=True, slots=True)
class Whose:
    """One of the two limits that hold, the user's or the studio's; None = unlimited."""

    user_id: UUID | None
    """None: the studio's"""
    uploads: int | None
    minutes: int | None

    def refuse_upload(self, most: int) -> QuotaExceeded:
        """No upload is left."""
        ask = "in 30 days is used up. Ask an admin of your studio."
        if self.user_id is None:
            return QuotaExceeded(
                f"Your studio's limit of {most} uploads {ask}", code="studio_uploads_used_up", details={"most": most}
            )
        return QuotaExceeded(f"Your quota of {most} uploads {ask}", code="uploads_used_up", details={"most": most})

    def refuse_minutes(self, most: int, counted: float) -> QuotaExceeded:
        """Not enough minutes are left."""
        ask = (
            f"in 30 days is used up ({counted:.0f} minutes are counted). "
            "Ask an admin of your studio, or upload a shorter recording."
        )
        told = {"most": most, "counted": round(counted)}
        if self.user_id is None:
            return QuotaExceeded(
                f"Your studio's limit of {most} minutes {ask}", code="studio_minutes_used_up", details=told
            )
        return QuotaExceeded(f"Your quota of {most} minutes {ask}", code="minutes_used_up", details=told)


def _whose(user_id: UUID, limits: Quota) -> tuple[Whose, Whose]:
    return (Whose(user_id, limits.uploads, limits.minutes), Whose(None, limits.studio_uploads, limits.studio_minutes))


async def renew(work: UnitOfWork, video_id: UUID) -> None:
    """Somebody goes on with the upload: it counts from now."""
    for row in await _of_video(work, video_id):
        row.at = datetime.now(UTC)


async def release(work: UnitOfWork, video_id: UUID) -> None:
    """The video can never be used: it does not count."""
    for row in await _of_video(work, video_id):
        row.released = True


async def _of_video(work: UnitOfWork, video_id: UUID) -> list[UsageRow]:
    whoever = work.opened(UsageRow, because="an upload gives back what it took, whoever ends it")
    return await work.all(whoever.where(UsageRow.video_id == video_id))
