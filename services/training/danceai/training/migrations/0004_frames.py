"""Frames of datasets, exports of several datasets at once, and imports."""

from alembic import op

from danceai.common.database.tenancy import fence

revision = "training_0004"
down_revision = "training_0003"


def upgrade() -> None:
    """Add columns and the table."""
    op.execute(
        "alter table datasets add column selection jsonb not null default '{}', "
        "add column state text not null default 'cancelled', add column run integer not null default 0, "
        "add column error_message text, add column annotation jsonb, "
        "add column annotation_run integer not null default 0, add column created_at timestamptz not null default now()"
    )
    op.execute("alter table exports alter column dataset_id drop not null, alter column every_seconds drop not null")
    op.execute("alter table exports add column datasets uuid[] not null default '{}', add column couples uuid[]")
    op.execute(
        "update exports set datasets = array[dataset_id], couples = (select couples from datasets "
        "where datasets.studio_id = exports.studio_id and datasets.id = exports.dataset_id)"
    )
    op.execute(
        "create table frames (studio_id uuid not null, id uuid not null, dataset_id uuid not null, "
        "analysis_id uuid not null, camera text not null, number integer not null, second double precision not null, "
        "width integer not null, height integer not null, bytes bigint not null, state text not null, reason text, "
        "suspicion double precision not null, suspicions text[] not null, people jsonb not null, "
        "version integer not null, annotated_by text not null, held_by uuid, holder text, held_until timestamptz, "
        "gone boolean not null default false, primary key (studio_id, id))"
    )
    op.execute("create index on frames (studio_id, dataset_id, analysis_id, camera, number)")
    op.execute("create index on frames (studio_id, dataset_id, suspicion)")
    fence("frames")
    op.execute(
        "create table imports (studio_id uuid not null, id uuid not null, dataset_id uuid not null, "
        "size_bytes bigint not null, state text not null, error_message text, taken integer not null default 0, "
        "kept integer not null default 0, strangers integer not null default 0, faults text[] not null default '{}', "
        "created_at timestamptz not null default now(), primary key (studio_id, id))"
    )
    fence("imports")
