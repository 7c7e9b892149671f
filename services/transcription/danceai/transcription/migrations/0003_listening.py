"""Recordings that are listened to; transcripts in versions, and searched in their own language."""

from alembic import op

from danceai.common.database.tenancy import create_object_ledger, fence, rewrite

revision = "transcription_0003"
down_revision = "transcription_0002"

CONFIGURATIONS = {"en": "english", "de": "german", "ru": "russian"}
SEARCH = (
    "search tsvector generated always as (case language "
    + " ".join(f"when '{language}' then to_tsvector('{name}', words)" for language, name in CONFIGURATIONS.items())
    + " else to_tsvector('simple', words) end) stored"
)


def upgrade() -> None:
    """Create the tables; what is there already is of no known language, and its first version."""
    create_object_ledger()
    op.execute(
        "create table transcriptions (studio_id uuid not null, id uuid not null, file_name text not null, "
        "size_bytes bigint not null, task text not null, state text not null, language text, "
        "language_probability double precision, seconds double precision, done_seconds double precision not null, "
        "segment_count integer not null, error_code text, error_message text, created_by uuid not null, "
        "created_at timestamptz not null default now(), renewed_at timestamptz not null default now(), "
        "primary key (studio_id, id))"
    )
    op.execute("create index ix_transcriptions_created on transcriptions (studio_id, created_at, id)")
    op.execute(
        "create table segments (studio_id uuid not null, transcription_id uuid not null, number integer not null, "
        'start double precision not null, "end" double precision not null, text text not null, words jsonb not null, '
        "primary key (studio_id, transcription_id, number))"
    )
    op.execute("create table hot_words (studio_id uuid primary key, words jsonb not null)")
    op.execute(
        "alter table transcripts add column language text not null default '', "
        "add column version integer not null default 1, add column transcription_id uuid, "
        "add column saved_by uuid not null default '00000000-0000-0000-0000-000000000000', "
        "add column saved_at timestamptz not null default now(), drop column search"
    )
    rewrite("update transcripts set words = name || ' ' || words", "transcripts")
    op.execute(f"alter table transcripts add column {SEARCH}")
    op.execute("create index ix_transcripts_search on transcripts using gin (search)")
    op.execute(
        "create table transcript_versions (studio_id uuid not null, transcript_id uuid not null, "
        "version integer not null, name text not null, dances jsonb not null, language text not null, "
        "segments jsonb not null, segment_count integer not null, saved_by uuid not null, "
        "saved_at timestamptz not null, primary key (studio_id, transcript_id, version))"
    )
    op.execute(
        "create table passages (studio_id uuid not null, transcript_id uuid not null, number integer not null, "
        f"start double precision not null, text text not null, language text not null, words text not null, {SEARCH}, "
        "primary key (studio_id, transcript_id, number))"
    )
    for table in ("transcriptions", "segments", "hot_words", "transcript_versions", "passages"):
        fence(table)
    rewrite(
        "insert into passages (studio_id, transcript_id, number, start, text, language, words) "
        "select studio_id, id, said.number - 1, (said.segment->>'start')::float, said.segment->>'text', '', "
        "said.segment->>'text' from transcripts, jsonb_array_elements(segments) with ordinality said(segment, number)",
        "transcripts",
        "passages",
    )
