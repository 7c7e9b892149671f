"""Official results."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "scraper_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute(
        "create table results (studio_id uuid not null, id uuid not null, couple_id uuid not null, "
        "competition text not null, held_on date not null, dance text, place integer not null, "
        "entries integer, source text not null, primary key (studio_id, id))"
    )
    op.execute("create index on results (studio_id, couple_id, held_on desc)")
    fence("results")
