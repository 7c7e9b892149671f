"""Frames know how sure the network was, which annotation they wait for, and when they were changed."""

from alembic import op

revision = "training_0005"
down_revision = "training_0004"


def upgrade() -> None:
    """Add columns; annotations that are under way wait for all that nobody has touched."""
    op.execute(
        "alter table frames add column confidence jsonb not null default '[]', "
        "add column awaits integer not null default 0, add column changed_at timestamptz not null default now()"
    )
    op.execute("alter table datasets add column annotation_heard_at timestamptz")
    op.execute(
        "update datasets set annotation_heard_at = now() "
        "where annotation is not null and annotation->>'ended_at' is null"
    )
    op.execute(
        "update frames set awaits = datasets.annotation_run from datasets where datasets.studio_id = frames.studio_id "
        "and datasets.id = frames.dataset_id and datasets.annotation_heard_at is not null "
        "and frames.state = 'new' and frames.annotated_by <> 'hand' and not frames.gone"
    )
