"""A conversation: read, gone on with, stopped."""

from uuid import UUID, uuid4, uuid5

from danceai.coaching.evaluations.writing import evaluation_of
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.tables import ChatMessageRow, ChatRow
from danceai.common.contracts.chats import AnswerChat, AskChat, Chat, ChatMessage, GetChat, StopChat
from danceai.common.errors import Conflict
from danceai.common.frame.unit_of_work import UnitOfWork

CHAT = "chat"
"""The kind under which live views follow one"""
UNDER_WAY = ("writing", "stopping")
MOST_MESSAGES = 200


async def _open(work: UnitOfWork, analysis_id: UUID) -> ChatRow:
    """The caller's own about an analysis within reach, new where there was none. Raises NotFound."""
    found = await evaluation_of(work, analysis_id)
    own = uuid5(analysis_id, str(work.actor.user_id))
    row = await work.first(work.visible(ChatRow).where(ChatRow.id == own))
    if row is None:
        row = ChatRow(
            studio_id=work.studio_id,
            id=own,
            analysis_id=analysis_id,
            couple_id=found.couple_id,
            user_id=work.actor.user_id,
        )
    return row


async def messages_of(work: UnitOfWork, chat_id: UUID) -> list[ChatMessageRow]:
    """All of them, in order."""
    query = work.visible(ChatMessageRow).where(ChatMessageRow.chat_id == chat_id)
    return await work.all(query.order_by(ChatMessageRow.number))


def _reply(work: UnitOfWork, row: ChatRow, messages: list[ChatMessageRow]) -> Chat:
    names = ("id", "by", "text", "state", "code", "unfounded", "cost", "at")
    return Chat(
        id=row.id,
        analysis_id=row.analysis_id,
        available=CoachingSettings.of(work).has_model,
        messages=[ChatMessage.model_validate({name: getattr(one, name) for name in names}) for one in messages],
        cost=sum(one.cost for one in messages),
    )


async def get_chat(request: GetChat, work: UnitOfWork) -> Chat:
    """One's own; empty before anything was said."""
    row = await _open(work, request.analysis_id)
    return _reply(work, row, await messages_of(work, row.id))


async def ask_chat(request: AskChat, work: UnitOfWork) -> Chat:
    """Keep what was said, and order the answer. Raises Conflict."""
    if not CoachingSettings.of(work).has_model:
        raise Conflict("No language model is set up here. Ask whoever runs the platform.", code="no_model")
    await work.alone(f"chat of {work.actor.user_id} about {request.analysis_id}")
    row = await _open(work, request.analysis_id)
    messages = await messages_of(work, row.id)
    if any(one.state in UNDER_WAY for one in messages):
        raise Conflict("The last answer is still being written.", code="still_writing")
    if len(messages) >= MOST_MESSAGES:
        raise Conflict("This conversation has become too long.", code="chat_too_long")
    if row not in work.db:
        work.db.add(row)
    said, answer = uuid4(), uuid4()
    new = [
        ChatMessageRow(id=said, number=len(messages), by="user", text=request.text, state="done"),
        ChatMessageRow(id=answer, number=len(messages) + 1, by="model", state="writing"),
    ]
    for one in new:
        one.studio_id, one.chat_id = work.studio_id, row.id
    work.db.add_all(new)
    work.enqueue(AnswerChat(chat_id=row.id, message_id=answer, analysis_id=row.analysis_id))
    work.touch(CHAT, row.id)
    await work.db.flush()
    return _reply(work, row, await messages_of(work, row.id))


async def stop_chat(request: StopChat, work: UnitOfWork) -> Chat:
    """Whoever writes it sees this, and ends."""
    row = await _open(work, request.analysis_id)
    messages = await messages_of(work, row.id)
    for one in messages:
        if one.state == "writing":
            one.state = "stopping"
            work.touch(CHAT, row.id)
    return _reply(work, row, messages)
