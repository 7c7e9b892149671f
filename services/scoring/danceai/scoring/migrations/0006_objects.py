"""The ledger of objects, begun with the files of the analyses that are there."""

from alembic import op

from danceai.common.database.tenancy import create_object_ledger, rewrite

revision = "scoring_0006"
down_revision = "scoring_0005"


def upgrade() -> None:
    """Create the ledger and enter every file an analysis has made."""
    create_object_ledger()
    rewrite(
        "insert into objects (key, studio_id, folder, owner_id, kind, size) "
        "select file.value, studio_id, 'analyses', id, "
        "case when file.key like '%.mp4' then 'overlay' else 'report' end, 0 "
        "from analyses, jsonb_each_text(files) as file where file.value like studio_id || '/analyses/' || id || '/%' "
        "and file.value not like '%/pose/%'",
        "analyses",
    )
    op.execute("create index ix_analyses_counted on analyses (studio_id, created_at, created_by)")
