"""Runs and segments."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "pose_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table runs (studio_id uuid not null, id uuid not null, analysis_id uuid not null, "
        "camera text not null, attempt integer not null, model text not null, rendition_key text not null, "
        "frames integer not null, fps double precision not null, state text not null, "
        "primary key (studio_id, id))"
    )
    op.execute(
        "create table segments (studio_id uuid not null, run_id uuid not null, number integer not null, "
        "first integer not null, last integer not null, done boolean not null, "
        "primary key (studio_id, run_id, number), "
        "foreign key (studio_id, run_id) references runs (studio_id, id))"
    )
    fence("runs")
    fence("segments")
