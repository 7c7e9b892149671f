"""Members are told what others have said to them."""

from alembic import op

revision = "auth_0008"
down_revision = "auth_0007"


def upgrade() -> None:
    """A notification may be about a conversation, and then needs no analysis."""
    op.execute("alter table notifications alter column analysis_id drop not null")
    op.execute("alter table notifications alter column dance drop not null")
    op.execute("alter table notifications add column thread_id uuid, add column author text not null default ''")
