"""The phrase bank."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "coaching_0005"
down_revision = "coaching_0004"


def upgrade() -> None:
    """Create its tables."""
    op.execute(
        "create table phrases (studio_id uuid not null, id uuid not null, text text not null, language text not null, "
        "deficit text not null, dance text, state text not null, edited boolean not null, uses integer not null, "
        "created_at timestamptz not null default now(), primary key (studio_id, id))"
    )
    op.execute("create index ix_phrases_created on phrases (studio_id, created_at, id)")
    op.execute("create index ix_phrases_deficit on phrases (studio_id, language, deficit)")
    op.execute(
        "create table phrase_sources (studio_id uuid not null, phrase_id uuid not null, transcript_id uuid not null, "
        "second double precision not null, primary key (studio_id, phrase_id, transcript_id, second))"
    )
    op.execute("create index ix_phrase_sources_transcript on phrase_sources (studio_id, transcript_id)")
    op.execute(
        "create table phrase_uses (studio_id uuid not null, report_id uuid not null, phrase_id uuid not null, "
        "couple_id uuid not null, at timestamptz not null default now(), primary key (studio_id, report_id, phrase_id))"
    )
    op.execute("create index ix_phrase_uses_couple on phrase_uses (studio_id, couple_id, at)")
    for table in ("phrases", "phrase_sources", "phrase_uses"):
        fence(table)
