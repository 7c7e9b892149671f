"""Studios, accounts, web sessions, users and couples."""

from alembic import op

from danceai.common.database.tenancy import create_frame_tables, fence

revision = "auth_0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    create_frame_tables()
    op.execute("create table studios (id uuid primary key, name text not null)")
    op.execute(
        "create table accounts (email text primary key, studio_id uuid not null references studios, "
        "user_id uuid not null unique, password_hash text not null)"
    )
    op.execute(
        "create table web_sessions (token_digest bytea primary key, studio_id uuid not null, "
        "user_id uuid not null, expires_at timestamptz not null, created_at timestamptz not null default now())"
    )
    op.execute(
        "create table users (studio_id uuid not null, id uuid not null, email text not null, "
        "name text not null, role text not null, language text not null, primary key (studio_id, id))"
    )
    op.execute(
        "create table couples (studio_id uuid not null, id uuid not null, lead text not null, "
        "follow text not null, tier text not null, primary key (studio_id, id))"
    )
    fence("users")
    fence("couples")
