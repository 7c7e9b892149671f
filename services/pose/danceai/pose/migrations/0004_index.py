"""The runs of an analysis are found by it."""

from alembic import op

revision = "pose_0004"
down_revision = "pose_0003"


def upgrade() -> None:
    """Create the index."""
    op.execute("create index ix_runs_analysis_id on runs (studio_id, analysis_id)")
