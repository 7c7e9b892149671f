"""Files of models that were trained here."""

from alembic import op

revision = "pose_0006"
down_revision = "pose_0005"


def upgrade() -> None:
    """Create the table; it belongs to the platform, as the registry does."""
    op.execute("create table model_files (source text primary key, data bytea not null)")
