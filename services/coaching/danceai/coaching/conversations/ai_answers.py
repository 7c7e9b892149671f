"""What the AI answers in a conversation that couple and trainers share; where it cannot, the question is the trainer's.

Its posts are nobody's: `author_id` is zero. Until one is written its place is taken in the thread.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from danceai.coaching.chats.talking import Ended, Page, find_subject, talk
from danceai.coaching.conversations.tables import AttachmentRow, PostRow, ThreadRow
from danceai.coaching.conversations.telling import tell
from danceai.coaching.evaluations.writing import evaluation_of
from danceai.coaching.names import roles_of, without_names
from danceai.coaching.settings import CoachingSettings
from danceai.coaching.spend.ledger import Purpose
from danceai.common.contracts.analyses import GetAnalysis
from danceai.common.contracts.conversations import THREAD, AnswerThread
from danceai.common.contracts.couples import GetCouple
from danceai.common.errors import Conflict, Invalid, ProductError
from danceai.common.frame.contexts import Context, JobContext
from danceai.common.frame.reconciling import Mending
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Permission, Role
from danceai.common.numbers import write_clock

NOBODY = UUID(int=0)


async def admit(context: Context, analysis_id: UUID | None) -> None:
    """Raises Forbidden; Conflict without a model; Invalid without a recording, NotFound before it is judged."""
    context.actor.must(Permission.ASK_AI)
    if not CoachingSettings.of(context).has_model:
        raise Conflict("No language model is set up here. Ask whoever runs the platform.", code="no_model")
    if analysis_id is None:
        raise Invalid("The AI answers what is asked about a recording. Ask your trainer.", code="ai_without_recording")
    async with context.transaction() as work:
        await evaluation_of(work, analysis_id)


def order_answer(work: UnitOfWork, thread: ThreadRow, asked: PostRow) -> None:
    """Have what was asked last answered. Raises Conflict while another answer is written."""
    if thread.answering is not None or thread.analysis_id is None:
        raise Conflict("The last answer is still being written.", code="still_writing")
    answer = PostRow(
        studio_id=work.studio_id,
        id=uuid4(),
        thread_id=thread.id,
        author_id=NOBODY,
        author=asked.author,
        role=asked.role,
        text="",
        at=asked.at + timedelta(milliseconds=1),
        by_ai=True,
        state="writing",
    )
    work.db.add(answer)
    thread.answering, thread.posts, thread.answered = answer.id, thread.posts + 1, True
    work.enqueue(AnswerThread(thread_id=thread.id, post_id=answer.id, analysis_id=thread.analysis_id))


def turns_of(
    posts: list[PostRow], heard: Mapping[UUID, str], second: float | None, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What was said, by roles; of the answers those that came. heard: what voice notes say, by post."""
    turns = []
    for post in posts:
        text = without_names(f"{post.text} {heard.get(post.id, '')}".strip(), names)
        if post.by_ai:
            turns += [("model", text)] if text else []
        else:
            place = f", at {write_clock(second)} of the video" if second is not None and post is posts[0] else ""
            turns.append(("user", f"[{post.role.replace('_', ' ')}{place}] {text}"))
    return turns


async def failed(message: AnswerThread, error: ProductError, work: UnitOfWork) -> None:
    """There is no answer, and it says why."""
    await _end(work, message.thread_id, message.post_id, Page(), Ended("failed", error.reported_code))


async def _end(work: UnitOfWork, thread_id: UUID, post_id: UUID, page: Page, ended: Ended) -> None:
    thread = await work.first(work.visible(ThreadRow).where(ThreadRow.id == thread_id).with_for_update())
    if thread is None or thread.answering != post_id:
        return
    post = await work.find(PostRow, post_id)
    post.text, post.cost = page.text, page.cost
    post.state, post.code, post.unfounded = ended.state, ended.code, ended.unfounded
    post.at = thread.last_at = datetime.now(UTC)
    thread.answering = None
    by_dancer = post.role == Role.DANCER
    if ended.state == "failed" and by_dancer:
        thread.answered = False
        asked = work.visible(PostRow).where(PostRow.thread_id == thread_id, ~PostRow.by_ai)
        last = await work.first(asked.order_by(PostRow.at.desc()))
        if last is not None:
            tell(work, thread, last, by_dancer=True)
    work.touch(THREAD, thread_id)


@job(AnswerThread, failed=failed)
async def answer_thread(message: AnswerThread, context: JobContext) -> None:
    """Answer from what is known of the recording, as in a chat about it."""
    async with context.transaction() as work:
        thread = await work.find(ThreadRow, message.thread_id)
        said = work.visible(PostRow).where(PostRow.thread_id == message.thread_id, PostRow.id != message.post_id)
        posts = await work.all(said.order_by(PostRow.at, PostRow.id))
        beside = work.visible(AttachmentRow).where(AttachmentRow.post_id.in_([post.id for post in posts]))
        notes = await work.all(beside.where(AttachmentRow.words != ""))
        heard = {note.post_id: note.words for note in notes if note.post_id}
    analysis = await context.ask(GetAnalysis(analysis_id=message.analysis_id))
    couple = await context.ask(GetCouple(couple_id=analysis.couple_id))
    subject = await find_subject(context, analysis, couple)
    names = {post.author: f"the {post.role.replace('_', ' ')}" for post in posts}
    names |= roles_of(couple)
    page, purpose = Page(), Purpose("chat", context.actor.user_id, analysis.id)
    ended = await talk(context, purpose, subject, turns_of(posts, heard, thread.second, names), page)
    async with context.conclude() as work:
        await _end(work, message.thread_id, message.post_id, page, ended)


async def lost_answers(mending: Mending) -> None:
    """Threads that wait for an answer nobody writes."""
    waiting = ThreadRow.answering.is_not(None)
    async with mending.transaction() as work:
        threads = await work.all(work.visible(ThreadRow).where(waiting))
    if not threads:
        return
    ordered = {job.post_id for job in await mending.ordered(AnswerThread)}
    for seen in threads:
        if seen.answering is None or seen.answering in ordered:
            continue
        async with mending.transaction() as work:
            await _end(work, seen.id, seen.answering, Page(), Ended("failed", "stood_still"))
        mending.mended("lost_thread_answers", "ended", seen.id)
