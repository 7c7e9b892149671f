"""The ledger of objects."""

from danceai.common.database.tenancy import create_object_ledger

revision = "pose_0005"
down_revision = "pose_0004"


def upgrade() -> None:
    """Create the ledger."""
    create_object_ledger()
