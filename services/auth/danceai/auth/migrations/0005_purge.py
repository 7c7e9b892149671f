"""The logs stay append-only for the service; the owner of the tables takes away the oldest lines, never the newest."""

from alembic import op

revision = "auth_0005"
down_revision = "auth_0004"

LOGS = ("login_log", "audit_log", "mails")
PURGE = """
create function purge_log(log text, before timestamptz) returns bigint
language plpgsql security definer set search_path = auth as $$
declare
  gone bigint;
begin
  if log not in ('login_log', 'audit_log', 'mails') then raise exception 'no such log: %', log; end if;
  execute format('delete from %I where at < least($1, now() - interval ''30 days'')', log) using before;
  get diagnostics gone = row_count;
  return gone;
end $$
"""


def upgrade() -> None:
    """Let the owner see and delete old lines of every studio, and the service ask for it."""
    for log in LOGS:
        op.execute(f"create policy purge_sees on {log} for select to danceai_owner using (true)")
        op.execute(f"create policy purge on {log} for delete to danceai_owner using (at < now() - interval '30 days')")
        op.execute(f"create index ix_{log}_age on {log} (at)")
    op.execute(PURGE)
    op.execute("revoke execute on function purge_log from public")
    op.execute("grant execute on function purge_log to danceai_auth")
