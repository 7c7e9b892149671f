"""Training runs; frames know their couple; datasets may be rendered."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "training_0006"
down_revision = "training_0005"


def upgrade() -> None:
    """Add the table and the columns."""
    op.execute(
        "create table training_runs (studio_id uuid not null, id uuid not null, name text not null, couples uuid[], "
        "base_model text not null, recipe jsonb not null, used jsonb not null, split jsonb, curve jsonb not null, "
        "state text not null, error_message text, base_key text, difference double precision, "
        "stopped_early boolean not null default false, revision text not null default '', evaluation jsonb, "
        "model text, promoted boolean not null default false, replaced text, asked_at timestamptz not null, "
        "created_at timestamptz not null default now(), ended_at timestamptz, primary key (studio_id, id))"
    )
    op.execute("create index on training_runs (studio_id, created_at, id)")
    fence("training_runs")
    op.execute("alter table frames add column couple_id uuid")
    op.execute("alter table datasets add column rendering jsonb")
