"""Sound that Whisper has listened to: it stands among the calls, with what an hour of it costs here.

Nothing is reserved: the work is done by machines of one's own, within the hours a studio may have in 30 days. With a
price it counts in the month's sums like everything else (decision 61).
"""

from datetime import UTC, datetime
from uuid import uuid4

from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import count, month_of
from danceai.coaching.tables import CallRow
from danceai.common.contracts.spend import MICRO
from danceai.common.contracts.transcriptions import SoundHeard
from danceai.common.frame.unit_of_work import UnitOfWork

HOUR = 3600


async def on_sound_heard(event: SoundHeard, work: UnitOfWork) -> None:
    """Write it down, and add what it costs."""
    now = datetime.now(UTC)
    cost = round(event.seconds / HOUR * CoachingSettings.of(work).sound_dollars * MICRO)
    work.db.add(
        CallRow(
            studio_id=work.studio_id,
            id=uuid4(),
            month=month_of(now),
            feature=event.feature,
            model=event.model,
            user_id=event.user_id,
            state="settled",
            reserved=0,
            cost=cost,
            seconds=event.seconds,
            ends_at=now,
        )
    )
    if cost:
        await count(work, month_of(now), reserved=0, cost=cost)
