"""Marks of each judge."""

from alembic import op

revision = "scraper_0002"
down_revision = "scraper_0001"


def upgrade() -> None:
    """Keep them beside the place."""
    op.execute("alter table results add column marks jsonb")
