"""The model registry, and what a run was told."""

from alembic import op

revision = "pose_0002"
down_revision = "pose_0001"


def upgrade() -> None:
    """Create the registry; it belongs to the platform, not to a studio."""
    op.execute(
        "create table models (name text primary key, backend text not null, adapter text not null, "
        "source text not null, version text not null, width integer not null, height integer not null, "
        "keypoints text not null, licence text not null, detector text, built_in boolean not null, "
        "active boolean not null, is_default boolean not null, stats jsonb)"
    )
    op.execute("create unique index one_default_per_backend on models (backend) where is_default")
    op.execute("alter table runs add column options jsonb not null default '{}'")
