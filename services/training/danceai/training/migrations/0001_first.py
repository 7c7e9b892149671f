"""Datasets."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "training_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table datasets (studio_id uuid not null, id uuid not null, name text not null, "
        "analyses jsonb not null, primary key (studio_id, id))"
    )
    fence("datasets")
