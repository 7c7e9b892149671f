"""Sessions and videos."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "ingest_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table sessions (studio_id uuid not null, id uuid not null, couple_id uuid not null, "
        "dance text not null, language text not null, notes text not null, created_by uuid not null, "
        "created_at timestamptz not null default now(), primary key (studio_id, id))"
    )
    op.execute(
        "create table videos (studio_id uuid not null, id uuid not null, session_id uuid not null, "
        "camera text not null, file_name text not null, size_bytes bigint not null, state text not null, "
        "upload_id text not null, revision integer not null, crop jsonb, facts jsonb, quality jsonb, "
        "error_code text, error_message text, primary key (studio_id, id), "
        "unique (studio_id, session_id, camera), "
        "foreign key (studio_id, session_id) references sessions (studio_id, id))"
    )
    fence("sessions")
    fence("videos")
