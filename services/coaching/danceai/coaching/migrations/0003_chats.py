"""Conversations about analyses."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "coaching_0003"
down_revision = "coaching_0002"


def upgrade() -> None:
    """One of each member about each analysis."""
    op.execute(
        "create table chats (studio_id uuid not null, id uuid not null, analysis_id uuid not null, couple_id uuid, "
        "user_id uuid not null, primary key (studio_id, id), unique (studio_id, analysis_id, user_id))"
    )
    op.execute(
        "create table chat_messages (studio_id uuid not null, id uuid not null, chat_id uuid not null, "
        "number int not null, by text not null, text text not null default '', state text not null, "
        "code text not null default '', unfounded boolean not null default false, cost bigint not null default 0, "
        "at timestamptz not null default now(), primary key (studio_id, id), unique (studio_id, chat_id, number))"
    )
    fence("chats")
    fence("chat_messages")
