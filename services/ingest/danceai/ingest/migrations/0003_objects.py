"""The ledger of objects, begun with the videos that are there; uploads stand in it, no longer with the video."""

from alembic import op

from danceai.common.database.tenancy import create_object_ledger, rewrite

revision = "ingest_0003"
down_revision = "ingest_0002"


def upgrade() -> None:
    """Create the ledger and enter what is known of each video."""
    create_object_ledger()
    folder = "studio_id || '/videos/' || id"
    rewrite(
        "insert into objects (key, studio_id, folder, owner_id, kind, size, upload_id, due_at) "
        f"select {folder} || '/original', studio_id, 'videos', id, 'original', size_bytes, "
        "case when state = 'uploading' then nullif(upload_id, '') end, "
        "case state when 'uploading' then now() + interval '1 day' when 'rejected' then now() end from videos",
        "videos",
    )
    rewrite(
        "insert into objects (key, studio_id, folder, owner_id, kind, size) "
        f"select {folder} || '/r' || revision || '/' || name, studio_id, 'videos', id, 'rendition', 0 "
        "from videos, unnest(array['rendition.mp4', 'audio.flac']) as name "
        "where state <> 'rejected' and facts is not null and (name <> 'audio.flac' or (facts->>'has_audio')::boolean)",
        "videos",
    )
    op.execute("alter table videos drop column upload_id")
    op.execute("create index ix_usage_user on usage (studio_id, user_id, at)")
