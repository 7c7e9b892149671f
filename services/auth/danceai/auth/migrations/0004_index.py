"""What is deleted when it has expired is found by when that is: signing in reads no whole table."""

from alembic import op

revision = "auth_0004"
down_revision = "auth_0003"


def upgrade() -> None:
    """Create indexes."""
    op.execute("create index ix_web_sessions_expires_at on web_sessions (expires_at)")
    op.execute("create index ix_social_flows_expires_at on social_flows (expires_at)")
    op.execute("create index ix_throttle_since on throttle (since)")
    op.execute("create index ix_one_time_tokens_user_id on one_time_tokens (user_id)")
