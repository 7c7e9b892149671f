"""Answers nobody writes any more: their page would wait for ever."""

from danceai.coaching.chats.requests import CHAT, UNDER_WAY
from danceai.coaching.tables import ChatMessageRow
from danceai.common.contracts.chats import AnswerChat
from danceai.common.frame.reconciling import Mending


async def lost_answers(mending: Mending) -> None:
    """Answers that are being written while no job is there to do it: they have failed, and can be asked for again."""
    open_ones = ChatMessageRow.state.in_(UNDER_WAY)
    async with mending.transaction() as work:
        writing = await work.all(work.visible(ChatMessageRow).where(open_ones))
    if not writing:
        return
    ordered = {job.message_id for job in await mending.ordered(AnswerChat)}
    for seen in writing:
        if seen.id in ordered:
            continue
        async with mending.transaction() as work:
            row = await work.first(work.visible(ChatMessageRow).where(ChatMessageRow.id == seen.id, open_ones))
            if row is None:
                continue  # it has ended meanwhile
            row.state, row.code = "failed", "stood_still"
            work.touch(CHAT, row.chat_id)
        mending.mended("lost_answers", "ended", seen.id)
