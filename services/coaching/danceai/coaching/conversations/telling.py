"""Whoever should know of a post is told of it."""

from danceai.coaching.conversations.tables import PostRow, ThreadRow
from danceai.common.contracts.base import Dance
from danceai.common.contracts.conversations import PostWritten, ThreadKind
from danceai.common.frame.unit_of_work import UnitOfWork


def tell(work: UnitOfWork, thread: ThreadRow, post: PostRow, *, by_dancer: bool) -> None:
    """Announce a post."""
    work.announce(
        PostWritten(
            thread_id=thread.id,
            kind=ThreadKind(thread.kind),
            couple_id=thread.couple_id,
            analysis_id=thread.analysis_id,
            dance=Dance(thread.dance) if thread.dance else None,
            author_id=post.author_id,
            author=post.author,
            by_dancer=by_dancer,
        )
    )
