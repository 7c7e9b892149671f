"""The answer to what was said last: written while one watches, stopped when one has had enough, kept in any case."""

import time
from dataclasses import asdict
from typing import Any

from danceai.coaching.chats.requests import CHAT, messages_of
from danceai.coaching.chats.talking import Page, find_subject, talk
from danceai.coaching.names import roles_of, without_names
from danceai.coaching.spend.ledger import Purpose
from danceai.coaching.tables import ChatMessageRow
from danceai.common.contracts.analyses import GetAnalysis
from danceai.common.contracts.chats import AnswerChat
from danceai.common.contracts.couples import GetCouple
from danceai.common.errors import NotFound, ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork

SEEN_EVERY = 0.3
"""Seconds between two looks at what has come"""


class KeptPage(Page):
    """Kept from time to time, so that whoever opens the page sees what there is of the answer."""

    def __init__(self, context: JobContext, job: AnswerChat) -> None:
        super().__init__()
        self._context = context
        self._job = job
        self._kept = time.monotonic()

    async def hear(self, piece: str) -> bool:
        """Take in a piece; False when somebody has said stop."""
        self.text += piece
        if time.monotonic() - self._kept >= SEEN_EVERY:
            await self.keep()
        return not self.stopped

    async def keep(self) -> None:
        """Write down what there is, and see whether somebody has said stop."""
        async with self._context.transaction() as work:
            row = await work.find(ChatMessageRow, self._job.message_id, lock=True)
            row.text = self.text
            self.stopped = row.state == "stopping"
            work.touch(CHAT, self._job.chat_id)
        self._kept = time.monotonic()


async def failed(message: AnswerChat, error: ProductError, work: UnitOfWork) -> None:
    """There is no answer, and it says why."""
    await _end(work, message, state="failed", code=error.reported_code)


async def _end(work: UnitOfWork, message: AnswerChat, **told: Any) -> None:
    try:
        row = await work.find(ChatMessageRow, message.message_id, lock=True)
    except NotFound:
        return
    for name, value in told.items():
        setattr(row, name, value)
    work.touch(CHAT, message.chat_id)


@job(AnswerChat, failed=failed)
async def answer_chat(message: AnswerChat, context: JobContext) -> None:
    """Answer, and keep the answer; of one that fails, what there is of it."""
    async with context.transaction() as work:
        rows = await messages_of(work, message.chat_id)
    analysis = await context.ask(GetAnalysis(analysis_id=message.analysis_id))
    couple = await context.ask(GetCouple(couple_id=analysis.couple_id))
    subject = await find_subject(context, analysis, couple)
    turns = [(row.by, without_names(row.text, roles_of(couple))) for row in rows if row.id != message.message_id]
    page, purpose = KeptPage(context, message), Purpose("chat", context.actor.user_id, analysis.id)
    ended = await talk(context, purpose, subject, turns, page)
    async with context.conclude() as work:
        await _end(work, message, text=page.text, cost=page.cost, **asdict(ended))
