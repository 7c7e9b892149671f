"""Saying something: a thread is opened, or gone on with; whoever should know is told, or the AI asked."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from danceai.coaching.conversations.ai_answers import admit, order_answer
from danceai.coaching.conversations.attaching import put_together, show, take_up
from danceai.coaching.conversations.reading import describe, mark, to_post
from danceai.coaching.conversations.tables import SHOWN, AttachmentRow, PostRow, ThreadRow
from danceai.coaching.conversations.telling import tell
from danceai.common.contracts.account import GetProfile
from danceai.common.contracts.analyses import GetAnalysis
from danceai.common.contracts.base import Dance
from danceai.common.contracts.conversations import AddPost, Addressee, OpenThread, Post, Said, Thread, ThreadKind
from danceai.common.contracts.couples import GetCouple
from danceai.common.errors import Forbidden, Invalid
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Role


async def open_thread(request: OpenThread, context: Context) -> Thread:
    """Begin one. Raises NotFound, Forbidden, Invalid, AttachmentMissing."""
    if request.kind is ThreadKind.FEEDBACK and context.actor.role is Role.DANCER:
        raise Forbidden(
            "Feedback is what trainers write. Ask your trainer a question instead.", code="feedback_by_dancer"
        )
    couple_id, dance = await _about(request, context)
    if request.to is Addressee.AI:
        await admit(context, request.analysis_id)
    author = (await context.ask(GetProfile())).name
    await put_together(context, request.attachments, couple_id)
    async with context.transaction() as work:
        row = ThreadRow(
            studio_id=work.studio_id,
            id=uuid4(),
            kind=(ThreadKind.QUESTION if request.to is Addressee.AI else request.kind).value,
            couple_id=couple_id,
            analysis_id=request.analysis_id,
            dance=dance and dance.value,
            second=request.second if request.analysis_id else None,
            author=author,
            begins=request.text[:SHOWN],
            posts=0,
            answered=False,
            writers=[],
            last_at=datetime.now(UTC),
        )
        work.db.add(row)
        await work.db.flush()
        await _say(work, row, request, author)
        return (await describe(work, [row]))[0]


async def add_post(request: AddPost, context: Context) -> Post:
    """Go on with one. Raises NotFound, Forbidden, AttachmentMissing."""
    async with context.transaction() as work:
        thread = await work.find(ThreadRow, request.thread_id)
    couple_id = thread.couple_id
    if request.to is Addressee.AI:
        await admit(context, thread.analysis_id)
    author = (await context.ask(GetProfile())).name
    await put_together(context, request.attachments, couple_id)
    async with context.transaction() as work:
        row = await work.find(ThreadRow, request.thread_id, lock=True)
        post, attached = await _say(work, row, request, author)
    return to_post(post, [show(context, one) for one in attached])


async def _about(request: OpenThread, context: Context) -> tuple[UUID, Dance | None]:
    """Whose dancing it is about, and which dance."""
    if request.analysis_id:
        analysis = await context.ask(GetAnalysis(analysis_id=request.analysis_id))
        return analysis.couple_id, analysis.dance
    if request.couple_id is None:
        raise Invalid("Say which couple or which analysis this is about.", code="about_nothing")
    return (await context.ask(GetCouple(couple_id=request.couple_id))).id, None


async def _say(work: UnitOfWork, thread: ThreadRow, said: Said, author: str) -> tuple[PostRow, list[AttachmentRow]]:
    by_dancer, now = work.actor.role is Role.DANCER, datetime.now(UTC)
    post = PostRow(
        studio_id=work.studio_id,
        id=uuid4(),
        thread_id=thread.id,
        author_id=work.actor.user_id,
        author=author,
        role=work.actor.role.value,
        text=said.text,
        at=now,
    )
    work.db.add(post)
    attached = await take_up(work, said.attachments, thread.couple_id, post.id)
    thread.posts, thread.last_at, thread.answered = thread.posts + 1, now, not by_dancer
    thread.writers = sorted({*thread.writers, work.actor.user_id})
    await mark(work, thread.id, now)
    if said.to is Addressee.AI:
        order_answer(work, thread, post)
    else:
        tell(work, thread, post, by_dancer=by_dancer)
    return post, attached
