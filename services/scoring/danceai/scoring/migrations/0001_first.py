"""Analyses and stages."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "scoring_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table analyses (studio_id uuid not null, id uuid not null, session_id uuid not null, "
        "couple_id uuid not null, dance text not null, language text not null, state text not null, "
        "configuration jsonb not null, videos jsonb not null, poses jsonb not null, result jsonb, "
        "evaluation text, files jsonb not null, created_by uuid not null, "
        "created_at timestamptz not null default now(), finished_at timestamptz, primary key (studio_id, id))"
    )
    op.execute("create index on analyses (studio_id, created_at desc)")
    op.execute("create index on analyses (studio_id, session_id)")
    op.execute(
        "create table stages (studio_id uuid not null, analysis_id uuid not null, step text not null, "
        "camera text not null, state text not null, attempt integer not null, started_at timestamptz, "
        "finished_at timestamptz, error_code text, error_message text, "
        "primary key (studio_id, analysis_id, step, camera), "
        "foreign key (studio_id, analysis_id) references analyses (studio_id, id))"
    )
    fence("analyses")
    fence("stages")
