"""A stage's name is called its name."""

from alembic import op

revision = "scoring_0004"
down_revision = "scoring_0003"


def upgrade() -> None:
    """Rename the column."""
    op.execute("alter table stages rename column step to name")
