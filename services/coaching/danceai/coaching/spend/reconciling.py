"""Calls whose process has died: nobody will say what they cost, so they count as the most they can have cost."""

from datetime import UTC, datetime

from danceai.coaching.spend.ledger import settle
from danceai.coaching.tables import CallRow
from danceai.common.frame.reconciling import Mending


async def lost_calls(mending: Mending) -> None:
    """Calls that are open though they must have ended."""
    lost = (CallRow.state == "open", CallRow.ends_at < datetime.now(UTC))
    async with mending.transaction() as work:
        calls = await work.all(work.visible(CallRow).where(*lost))
    for call in calls:
        async with mending.transaction() as work:
            await settle(work, call.id, "unknown", None, None)
        mending.mended("lost_calls", "ended", call.id)
