"""What a migration calls to create frame tables and to fence tenant tables in."""

from alembic import op

# NULLIF: a reused connection has the setting as an empty string, which is no uuid.
THIS_STUDIO = "nullif(current_setting('app.studio_id', true), '')::uuid"


def fence(table: str) -> None:
    """Enable and force row-level security: only rows of the bound studio exist for the service's role."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy studio on {table} using (studio_id = {THIS_STUDIO}) with check (studio_id = {THIS_STUDIO})"
    )


def rewrite(statement: str, *tables: str) -> None:
    """Run a statement over the rows of every studio: a migration belongs to none, so the fences open for it."""
    for table in tables:
        op.execute(f"alter table {table} no force row level security")
    op.execute(statement)
    for table in tables:
        op.execute(f"alter table {table} force row level security")


def create_frame_tables() -> None:
    """Outbox and processed messages, the same in every service's first migration."""
    op.execute(
        "create table outbox (id uuid primary key, number bigint generated always as identity unique, "
        "subject text not null, headers jsonb not null, payload bytea not null, "
        "created_at timestamptz not null default now())"
    )
    op.execute(
        "create table processed_messages (consumer text, message_id uuid, "
        "at timestamptz not null default now(), primary key (consumer, message_id))"
    )


def create_object_ledger() -> None:
    """The ledger of objects, in every service that keeps some."""
    op.execute(
        "create table objects (key text primary key, studio_id uuid not null, folder text not null, "
        "owner_id uuid not null, kind text not null, size bigint not null, upload_id text, "
        "created_at timestamptz not null default now(), due_at timestamptz, taken boolean not null default false)"
    )
    op.execute("create index ix_objects_owner on objects (studio_id, owner_id)")
    op.execute("create index ix_objects_due on objects (due_at) where due_at is not null")


ATTEMPTS = """
    create table if not exists attempts (consumer text, message_id uuid, attempts int not null,
        begun_at timestamptz not null default now(), primary key (consumer, message_id))
"""
POSTPONED = """
    alter table outbox add column if not exists tries int not null default 0,
        add column if not exists not_before timestamptz not null default now()
"""
# Orders that wait from before queues were shared out by studio get their studio.
WHOSE = """
    update outbox set subject = subject || '.' || (headers ->> 'Danceai-Studio')
        where subject ~ '^jobs[.][^.]+[.][^.]+$' and jsonb_exists(headers, 'Danceai-Studio')
"""
# Of an installation that was there before: whose rows there are. The fences open for it, once.
ACTIVE_STUDIOS = """
    do $$ declare fenced text; begin
        if to_regclass('active_studios') is not null then return; end if;
        create table active_studios (studio_id uuid primary key, at timestamptz not null default now());
        for fenced in select relname from pg_class
            where relnamespace = current_schema::regnamespace and relforcerowsecurity loop
            execute format('alter table %I no force row level security', fenced);
            execute format('insert into active_studios select distinct studio_id from %I '
                'on conflict do nothing', fenced);
            execute format('alter table %I force row level security', fenced);
        end loop;
    end $$
"""


def complete_frame_tables() -> tuple[str, ...]:
    """What the frame has come to need since, in every service: run after its migrations, safe to repeat."""
    return ATTEMPTS, POSTPONED, WHOSE, ACTIVE_STUDIOS
