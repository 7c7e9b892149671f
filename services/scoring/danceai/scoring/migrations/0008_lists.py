"""Lists of analyses: what they show and sort by stands in columns of its own; deleted ones stay counted."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "scoring_0008"
down_revision = "scoring_0007"


def upgrade() -> None:
    """Marks are the result's, kept apart by the database itself; recordings from before have no name here."""
    op.execute(
        "alter table analyses add column recordings text[] not null default '{}', "
        "add column total double precision not null "
        "generated always as (coalesce((result->>'total')::double precision, 0)) stored, "
        "add column components jsonb generated always as (result->'components') stored"
    )
    op.execute("drop index if exists analyses_studio_id_created_at_idx")
    op.execute("create index ix_analyses_newest on analyses (studio_id, created_at, id)")
    op.execute("create index ix_analyses_couple on analyses (studio_id, couple_id, created_at, id)")
    op.execute("create index ix_analyses_best on analyses (studio_id, total, id)")
    op.execute(
        "create index ix_analyses_open on analyses (studio_id, created_at) where state in ('waiting', 'running')"
    )
    op.execute(
        "create table deleted_analyses (studio_id uuid not null, id uuid not null, created_by uuid not null, "
        "created_at timestamptz not null, primary key (studio_id, id))"
    )
    op.execute("create index ix_deleted_analyses_counted on deleted_analyses (studio_id, created_at)")
    fence("deleted_analyses")
