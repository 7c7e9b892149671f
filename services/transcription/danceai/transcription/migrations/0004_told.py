"""What was told of what was listened to; who has saved a version and how much of it is new; pictures of lessons."""

from alembic import op

revision = "transcription_0004"
down_revision = "transcription_0003"


def upgrade() -> None:
    """Add the columns; of what is there already nobody says more than before."""
    op.execute(
        "alter table transcriptions add column told_seconds double precision not null default 0, "
        "add column has_picture boolean not null default false"
    )
    for table in ("transcripts", "transcript_versions"):
        op.execute(
            f"alter table {table} add column author text not null default '', "
            "add column changes integer not null default 0"
        )
