"""Analyses that score another one's poses again."""

from alembic import op

revision = "scoring_0002"
down_revision = "scoring_0001"


def upgrade() -> None:
    """Say which analysis the poses are from."""
    op.execute("alter table analyses add column based_on uuid")
