"""Voice notes in words, and the sound that was listened to among what was spent."""

from alembic import op

revision = "coaching_0006"
down_revision = "coaching_0005"


def upgrade() -> None:
    """Add the columns; notes that are there already stay sound."""
    op.execute(
        "alter table attachments add column written_down text, add column words text not null default '', "
        "add column language text, add column asked_at timestamptz"
    )
    op.execute("create index ix_attachments_waiting on attachments (studio_id) where written_down = 'waiting'")
    op.execute("alter table calls add column seconds double precision not null default 0")
