"""The transcript library with full-text search that knows no language in particular."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "transcription_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table transcripts (studio_id uuid not null, id uuid not null, name text not null, "
        "dances jsonb not null, segments jsonb not null, words text not null, "
        "search tsvector generated always as (to_tsvector('simple', name || ' ' || words)) stored, "
        "primary key (studio_id, id))"
    )
    op.execute("create index on transcripts using gin (search)")
    fence("transcripts")
