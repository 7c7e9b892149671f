"""What members are told inside the app."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "auth_0007"
down_revision = "auth_0006"


def upgrade() -> None:
    """Create the table; it is read by person, the newest first."""
    op.execute(
        "create table notifications (studio_id uuid not null, id uuid not null, user_id uuid not null, "
        "kind text not null, analysis_id uuid not null, couple_id uuid not null, dance text not null, "
        "code text not null default '', message text not null default '', at timestamptz not null default now(), "
        "read_at timestamptz, primary key (studio_id, id))"
    )
    op.execute("create index ix_notifications_newest on notifications (studio_id, user_id, at, id)")
    op.execute("create index ix_notifications_analysis on notifications (studio_id, analysis_id)")
    fence("notifications")
