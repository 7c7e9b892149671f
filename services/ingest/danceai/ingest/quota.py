"""What uploads use: a ledger over rolling 30 days, checked before a byte is sent.

An upload is counted when it is admitted, with the minutes the sender declares; once the video is checked its measured
minutes stand instead. Videos that are rejected or replaced give back what they took.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Float, cast, func, select, text

from danceai.common.contracts.users import GetQuota, Quota
from danceai.common.contracts.videos import GetUsage, Usage
from danceai.common.database.reach import asked
from danceai.common.errors import QuotaExceeded
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest.tables import UsageRow

WINDOW = timedelta(days=30)
# Two uploads admitted at once must see each other: one at a time per studio, until the transaction ends.
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended(:studio, 1))")


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
    return Usage(
        uploads=uploads,
        minutes=round(minutes, 1),
        upload_limit=limits.uploads,
        minute_limit=limits.minutes,
        studio_uploads=studio_uploads,
        studio_minutes=round(studio_minutes, 1),
        studio_upload_limit=limits.studio_uploads,
        studio_minute_limit=limits.studio_minutes,
    )


async def reserve(work: UnitOfWork, limits: Quota, video_id: UUID, seconds: float) -> None:
    """Count one more upload. Raises QuotaExceeded, naming the limit that is reached."""
    await work.db.execute(ONE_AT_A_TIME, {"studio": str(work.studio_id)})
    whose = (
        (work.actor.user_id, limits.uploads, limits.minutes, "Your quota of"),
        (None, limits.studio_uploads, limits.studio_minutes, "Your studio's limit of"),
    )
    for user_id, most_uploads, most_minutes, words in whose:
        uploads, minutes = await _used(work, user_id)
        if most_uploads is not None and uploads >= most_uploads:
            raise QuotaExceeded(f"{words} {most_uploads} uploads in 30 days is used up. Ask an admin of your studio.")
        full = most_minutes is not None and (minutes >= most_minutes or minutes + seconds / 60 > most_minutes)
        if full:
            raise QuotaExceeded(
                f"{words} {most_minutes} minutes in 30 days is used up ({minutes:.0f} minutes are counted). "
                "Ask an admin of your studio, or upload a shorter recording."
            )
    work.db.add(UsageRow(studio_id=work.studio_id, video_id=video_id, user_id=work.actor.user_id, seconds=seconds))
    await work.db.flush()


async def settle(work: UnitOfWork, video_id: UUID, seconds: float) -> None:
    """The video's real length is known."""
    for row in await _of_video(work, video_id):
        row.seconds = seconds


async def release(work: UnitOfWork, video_id: UUID) -> None:
    """The video can never be used: it does not count."""
    for row in await _of_video(work, video_id):
        row.released = True


async def _of_video(work: UnitOfWork, video_id: UUID) -> list[UsageRow]:
    whoever = work.opened(UsageRow, because="an upload gives back what it took, whoever ends it")
    return await work.all(whoever.where(UsageRow.video_id == video_id))
