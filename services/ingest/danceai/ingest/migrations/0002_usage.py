"""The usage ledger, begun with the videos that are there."""

from alembic import op

from danceai.common.database.tenancy import fence, rewrite

revision = "ingest_0002"
down_revision = "ingest_0001"


def upgrade() -> None:
    """Create the ledger."""
    op.execute(
        "create table usage (studio_id uuid not null, video_id uuid not null, user_id uuid not null, "
        "at timestamptz not null default now(), seconds double precision not null, "
        "released boolean not null default false, primary key (studio_id, video_id))"
    )
    op.execute("create index ix_usage_at on usage (studio_id, at)")
    rewrite(
        "insert into usage (studio_id, video_id, user_id, at, seconds) "
        "select v.studio_id, v.id, s.created_by, s.created_at, coalesce((v.facts->>'seconds')::float, 0) "
        "from videos v join sessions s on s.studio_id = v.studio_id and s.id = v.session_id "
        "where v.state <> 'rejected'",
        "sessions",
        "videos",
    )
    fence("usage")
