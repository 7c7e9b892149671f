"""The ledger of objects."""

from danceai.common.database.tenancy import create_object_ledger

revision = "training_0003"
down_revision = "training_0002"


def upgrade() -> None:
    """Create the ledger."""
    create_object_ledger()
