"""Stages that failed for good are known by it."""

from alembic import op

from danceai.common.database.tenancy import rewrite

revision = "scoring_0007"
down_revision = "scoring_0006"


def upgrade() -> None:
    """A rejected video, or one without a couple, stays so; of other failures an attempt may tell."""
    op.execute("alter table stages add column final boolean not null default false")
    rewrite(
        "update stages set final = true where state = 'failed' and (name = 'check' or error_code = 'no_couple')",
        "stages",
    )
