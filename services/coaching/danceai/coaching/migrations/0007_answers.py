"""Questions that a language model answers, among those that trainers do."""

from alembic import op

revision = "coaching_0007"
down_revision = "coaching_0006"


def upgrade() -> None:
    """What is there already was said by people."""
    op.execute(
        "alter table posts add column by_ai boolean not null default false, "
        "add column state text not null default 'done', add column code text not null default '', "
        "add column unfounded boolean not null default false, add column cost bigint not null default 0"
    )
    op.execute("alter table threads add column answering uuid")
