"""What a model's confidences mean stands with its entry."""

from alembic import op

revision = "pose_0007"
down_revision = "pose_0006"


def upgrade() -> None:
    """Add the column; no knots change nothing."""
    op.execute("alter table models add column calibration jsonb not null default '[]'")
