"""Reading what was said, and how much of it is new to the reader."""

from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Subquery, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import load_only

from danceai.coaching.conversations.attaching import show
from danceai.coaching.conversations.tables import AttachmentRow, PostRow, ReadRow, ThreadRow
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.tables import EvaluationRow
from danceai.common.contracts.analyses import AnalysisDeleted
from danceai.common.contracts.base import Dance, Done
from danceai.common.contracts.conversations import (
    Attachment,
    GetThread,
    ListPosts,
    ListThreads,
    MarkThreadRead,
    Post,
    Posts,
    Thread,
    ThreadKind,
    Threads,
)
from danceai.common.database.reach import asked
from danceai.common.frame.contexts import Context
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Permission, Role

NEVER = datetime.min.replace(tzinfo=UTC)


def _read_by(work: UnitOfWork) -> Subquery:
    """Up to when the reader has read each thread, as a subquery."""
    mine = work.opened(ReadRow, because="one's own marks").where(ReadRow.user_id == work.actor.user_id)
    return mine.with_only_columns(ReadRow.thread_id, ReadRow.read_at).subquery()


async def _count_unread(work: UnitOfWork, threads: list[UUID]) -> dict[UUID, int]:
    """Posts of others since the reader was there, by thread."""
    read = _read_by(work)
    counted = (
        select(PostRow.thread_id, func.count())
        .outerjoin(read, read.c.thread_id == PostRow.thread_id)
        .where(PostRow.studio_id == work.studio_id, PostRow.thread_id.in_(threads))
        .where(PostRow.state != "writing", PostRow.author_id != work.actor.user_id)
        .where(PostRow.at > func.coalesce(read.c.read_at, NEVER))
        .group_by(PostRow.thread_id)
        .execution_options(**asked("their threads were found before"))
    )
    return {row[0]: row[1] for row in await work.db.execute(counted)}


async def _count_waiting(work: UnitOfWork) -> int:
    """Threads with something unread; an admin follows those where they have said something."""
    read = _read_by(work)
    followed = work.visible(ThreadRow)
    if work.actor.role not in (Role.TRAINER, Role.DANCER):
        followed = followed.where(ThreadRow.writers.any(work.actor.user_id))  # type: ignore[arg-type]
    followed = followed.outerjoin(read, read.c.thread_id == ThreadRow.id).where(
        ThreadRow.last_at > func.coalesce(read.c.read_at, NEVER)
    )
    counted = select(func.count()).select_from(followed.subquery()).execution_options(**asked("visible"))
    return await work.db.scalar(counted) or 0


async def _evaluated(work: UnitOfWork, analyses: list[UUID]) -> set[UUID]:
    """Those that the reader may ask the AI about."""
    if not analyses or not CoachingSettings.of(work).has_model or not work.actor.may(Permission.ASK_AI):
        return set()
    query = work.visible(EvaluationRow).where(EvaluationRow.analysis_id.in_(analyses))
    return {row.analysis_id for row in await work.all(query.options(load_only(EvaluationRow.analysis_id)))}


async def describe(work: UnitOfWork, rows: list[ThreadRow]) -> list[Thread]:
    """Threads as the reader sees them."""
    unread = await _count_unread(work, [row.id for row in rows])
    evaluated = await _evaluated(work, [row.analysis_id for row in rows if row.analysis_id])
    return [
        Thread(
            id=row.id,
            kind=ThreadKind(row.kind),
            couple_id=row.couple_id,
            analysis_id=row.analysis_id,
            dance=Dance(row.dance) if row.dance else None,
            second=row.second,
            author=row.author,
            begins=row.begins,
            posts=row.posts,
            unread=unread.get(row.id, 0),
            answered=row.answered,
            last_at=row.last_at,
            answering=row.answering is not None,
            ai=row.analysis_id in evaluated,
        )
        for row in rows
    ]


async def list_threads(request: ListThreads, work: UnitOfWork) -> Threads:
    """The talk about the couples within reach, the one last written to first."""
    query = work.visible(ThreadRow)
    wanted = request.model_dump(
        mode="json", include={"couple_id", "analysis_id", "kind", "answered"}, exclude_none=True
    )
    for name, value in wanted.items():
        query = query.where(getattr(ThreadRow, name) == value)
    page = await find_page(work, query, Order(ThreadRow.last_at, ThreadRow.id, newest=True), request)
    threads, following = page.fit(await describe(work, page.rows))
    return Threads(threads=threads, next_cursor=following, unread=await _count_waiting(work))


async def get_thread(request: GetThread, work: UnitOfWork) -> Thread:
    """One of them. Raises NotFound, Forbidden."""
    return (await describe(work, [await work.find(ThreadRow, request.thread_id)]))[0]


def to_post(row: PostRow, attachments: list[Attachment]) -> Post:
    """A row as it is told."""
    return Post(
        id=row.id,
        author_id=row.author_id,
        author=row.author,
        role=Role(row.role),
        at=row.at,
        text=row.text,
        attachments=attachments,
        by_ai=row.by_ai,
        state=row.state,
        code=row.code,
        unfounded=row.unfounded,
        cost=row.cost,
    )


async def list_posts(request: ListPosts, context: Context) -> Posts:
    """What was said, in order. Raises NotFound, Forbidden."""
    attached = defaultdict(list)
    async with context.transaction() as work:
        await work.find(ThreadRow, request.thread_id)
        said = work.visible(PostRow).where(PostRow.thread_id == request.thread_id)
        page = await find_page(work, said, Order(PostRow.at, PostRow.id), request)
        theirs = work.visible(AttachmentRow).where(AttachmentRow.post_id.in_([row.id for row in page.rows]))
        for row in await work.all(theirs.order_by(AttachmentRow.at, AttachmentRow.id)):
            attached[row.post_id].append(show(context, row))
    posts, following = page.fit([to_post(row, attached[row.id]) for row in page.rows])
    return Posts(posts=posts, next_cursor=following)


async def mark(work: UnitOfWork, thread_id: UUID, until: datetime) -> None:
    """Note up to when the actor has read a thread."""
    values = {"studio_id": work.studio_id, "thread_id": thread_id, "user_id": work.actor.user_id, "read_at": until}
    noted = insert(ReadRow).values(values)
    key = ["studio_id", "thread_id", "user_id"]
    await work.db.execute(noted.on_conflict_do_update(index_elements=key, set_={"read_at": until}))


async def mark_thread_read(request: MarkThreadRead, work: UnitOfWork) -> Done:
    """The reader has seen what is there. Raises NotFound, Forbidden."""
    row = await work.find(ThreadRow, request.thread_id)
    await mark(work, row.id, datetime.now(UTC))
    return Done()


async def forget_analysis(event: AnalysisDeleted, work: UnitOfWork) -> None:
    """What was said stays; it is about no recording any more."""
    for row in await work.all(work.visible(ThreadRow).where(ThreadRow.analysis_id == event.analysis_id)):
        row.analysis_id, row.second = None, None
