"""What a list tells of a transcript stands beside its text, so that no list reads the text."""

from alembic import op

from danceai.common.database.tenancy import rewrite

revision = "transcription_0002"
down_revision = "transcription_0001"


def upgrade() -> None:
    """Add the columns and fill them."""
    op.execute(
        "alter table transcripts add column segment_count integer not null default 0, "
        "add column seconds double precision not null default 0"
    )
    rewrite(
        "update transcripts set segment_count = jsonb_array_length(segments), "
        "seconds = coalesce((segments->-1->>'end')::float, 0)",
        "transcripts",
    )
    op.execute("create index ix_transcripts_name on transcripts (studio_id, name, id)")
