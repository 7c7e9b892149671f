"""Calls of language models with their sums and budgets; evaluations in parts; principles."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "coaching_0002"
down_revision = "coaching_0001"


def upgrade() -> None:
    """Sums and budgets belong to no studio's rows: the platform's stand beside the studios'."""
    op.execute(
        "create table calls (studio_id uuid not null, id uuid not null, at timestamptz not null default now(), "
        "month date not null, feature text not null, model text not null, user_id uuid, analysis_id uuid, "
        "state text not null, reserved bigint not null, cost bigint not null, read int not null default 0, "
        "written int not null default 0, cache_written int not null default 0, cache_read int not null default 0, "
        "ends_at timestamptz not null, primary key (studio_id, id))"
    )
    op.execute("create index ix_calls_newest on calls (studio_id, at, id)")
    op.execute("create index ix_calls_open on calls (studio_id, ends_at) where state = 'open'")
    fence("calls")
    op.execute(
        "create table spend_months (scope_id uuid not null, month date not null, spent bigint not null default 0, "
        "reserved bigint not null default 0, warned boolean not null default false, primary key (scope_id, month))"
    )
    op.execute("create table spend_budgets (scope_id uuid primary key, most bigint not null)")
    op.execute(
        "alter table evaluations add column couple_id uuid, add column session_id uuid, "
        "add column dance text not null default '', "
        "add column insight text not null default 'standard', add column model text not null default '', "
        "add column fallback text not null default '', add column cost bigint not null default 0, "
        "add column paragraphs jsonb, add column words jsonb, add column scores jsonb not null default '{}'"
    )
    op.execute("create index ix_evaluations_couple on evaluations (studio_id, couple_id, dance, created_at)")
    op.execute(
        "create table principles (studio_id uuid not null, id uuid not null, dance text, deficit text not null, "
        "texts jsonb not null, changed_by uuid not null, changed_at timestamptz not null default now(), "
        "primary key (studio_id, id))"
    )
    op.execute("create index ix_principles_deficit on principles (studio_id, deficit, id)")
    fence("principles")
