"""Which dances a couple dances."""

from alembic import op

revision = "auth_0006"
down_revision = "auth_0005"


def upgrade() -> None:
    """Nobody has said so of those that are there; lists of couples are read by the lead's name."""
    op.execute("alter table couples add column dances jsonb not null default '[]'")
    op.execute("create index ix_couples_lead on couples (studio_id, lead, id)")
