"""Evaluations."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "coaching_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table evaluations (studio_id uuid not null, analysis_id uuid not null, attempt integer not null, "
        "language text not null, text text not null, writer text not null, "
        "created_at timestamptz not null default now(), primary key (studio_id, analysis_id, attempt))"
    )
    fence("evaluations")
