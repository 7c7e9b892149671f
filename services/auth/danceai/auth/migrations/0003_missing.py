"""What a session still lacks is called that."""

from alembic import op

from danceai.common.database.tenancy import THIS_STUDIO

revision = "auth_0003"
down_revision = "auth_0002"

# As in auth_0002, with the column named after what it says.
SESSION_OWNER = f"""
create function session_owner(wanted bytea, idle interval)
returns table (id uuid, missing text, user_id uuid, studio_id uuid, role text, name text, email text, language text,
               studio_name text, couples uuid[])
language plpgsql as $$
declare
  found_session web_sessions;
begin
  select * into found_session from web_sessions w
   where w.token_mac = wanted and w.expires_at > now() and w.seen_at > now() - idle;
  if not found then return; end if;
  perform set_config('app.studio_id', found_session.studio_id::text, true);
  if found_session.seen_at < now() - interval '1 minute' then
    update web_sessions w set seen_at = now() where w.token_mac = wanted;
  end if;
  return query
    select found_session.id,
           case when found_session.pending then 'code'
                when not a.totp_confirmed and coalesce(
                  (select (s.value->>'totp_required')::boolean from setup s where s.name = 'studio'), false)
                then 'second_factor'
                else 'nothing' end,
           u.id, u.studio_id, u.role, u.name, u.email, u.language, st.name,
           reach(u.id, u.role)
      from users u join accounts a on a.user_id = u.id join studios st on st.id = u.studio_id
     where u.id = found_session.user_id and u.active and not st.suspended
       and u.studio_id = {THIS_STUDIO};
end $$
"""


def upgrade() -> None:
    """Replace the function: PostgreSQL does not rename what one returns."""
    op.execute("drop function session_owner")
    op.execute(SESSION_OWNER)
