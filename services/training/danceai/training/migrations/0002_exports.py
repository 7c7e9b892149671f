"""Datasets say who is seen in them; exports are files."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "training_0002"
down_revision = "training_0001"


def upgrade() -> None:
    """Add the column and the table."""
    op.execute("alter table datasets add column couples uuid[]")
    op.execute(
        "create table exports (studio_id uuid not null, id uuid not null, dataset_id uuid not null, "
        "every_seconds double precision not null, state text not null, error_message text, "
        "created_at timestamptz not null default now(), primary key (studio_id, id))"
    )
    op.execute("create index on exports (studio_id, dataset_id)")
    fence("exports")
