"""Questions, answers and feedback, and what lies beside them in the store."""

from alembic import op

from danceai.common.database.tenancy import create_object_ledger, fence

revision = "coaching_0004"
down_revision = "coaching_0003"


def upgrade() -> None:
    """Create the tables; threads are read by couple and by analysis, the one last written to first."""
    op.execute(
        "create table threads (studio_id uuid not null, id uuid not null, kind text not null, "
        "couple_id uuid not null, analysis_id uuid, dance text, second double precision, author text not null, "
        "begins text not null, posts integer not null, answered boolean not null, writers uuid[] not null, "
        "last_at timestamptz not null, primary key (studio_id, id))"
    )
    op.execute("create index ix_threads_newest on threads (studio_id, last_at, id)")
    op.execute("create index ix_threads_couple on threads (studio_id, couple_id, last_at, id)")
    op.execute("create index ix_threads_analysis on threads (studio_id, analysis_id)")
    op.execute(
        "create table posts (studio_id uuid not null, id uuid not null, thread_id uuid not null, "
        "author_id uuid not null, author text not null, role text not null, text text not null, "
        "at timestamptz not null, primary key (studio_id, id))"
    )
    op.execute("create index ix_posts_thread on posts (studio_id, thread_id, at, id)")
    op.execute(
        "create table attachments (studio_id uuid not null, id uuid not null, couple_id uuid not null, post_id uuid, "
        "author_id uuid not null, media_type text not null, size_bytes integer not null, "
        "at timestamptz not null default now(), primary key (studio_id, id))"
    )
    op.execute("create index ix_attachments_post on attachments (studio_id, post_id)")
    op.execute(
        "create table read_threads (studio_id uuid not null, thread_id uuid not null, user_id uuid not null, "
        "read_at timestamptz not null, primary key (studio_id, thread_id, user_id))"
    )
    create_object_ledger()
    for table in ("threads", "posts", "attachments", "read_threads"):
        fence(table)
