"""Second factors, sessions that can be told apart, keys, assignments, consents, setup, mail and the two logs."""

from alembic import op

from danceai.common.database.tenancy import THIS_STUDIO, fence, rewrite

revision = "auth_0002"
down_revision = "auth_0001"

# Everything a request needs to know of its caller, in one round trip. The session says which studio to look at.
SESSION_OWNER = f"""
create function session_owner(wanted bytea, idle interval)
returns table (id uuid, step text, user_id uuid, studio_id uuid, role text, name text, email text, language text,
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
                then 'enrol'
                else 'done' end,
           u.id, u.studio_id, u.role, u.name, u.email, u.language, st.name,
           reach(u.id, u.role)
      from users u join accounts a on a.user_id = u.id join studios st on st.id = u.studio_id
     where u.id = found_session.user_id and u.active and not st.suspended
       and u.studio_id = {THIS_STUDIO};
end $$
"""

# Null = every couple of the studio.
REACH = """
create function reach(wanted uuid, role text) returns uuid[] language sql stable as $$
  select case role
    when 'trainer' then array(select couple_id from assignments where user_id = wanted)
    when 'dancer' then array(select id from couples where lead_user_id = wanted or follow_user_id = wanted)
  end
$$
"""


def upgrade() -> None:
    """Create and extend tables. Sessions of before end: their tokens were hashed without a key."""
    op.execute(
        "alter table studios add column suspended boolean not null default false, "
        "add column accent_colour text not null default '', add column max_users integer, "
        "add column max_uploads integer, add column max_minutes integer, "
        "add column created_at timestamptz not null default now()"
    )
    op.execute(
        "alter table accounts alter column password_hash drop not null, add column totp_secret bytea, "
        "add column totp_confirmed boolean not null default false, add column totp_step bigint not null default 0"
    )
    op.execute(
        "alter table users add column active boolean not null default true, "
        "add column mail_notifications boolean not null default true, add column quota_uploads integer, "
        "add column quota_minutes integer"
    )
    op.execute(
        "alter table couples add column lead_user_id uuid, add column follow_user_id uuid, "
        "add column level text not null default '', add column computed_level text not null default '', "
        "add column profile_urls jsonb not null default '[]'"
    )
    op.execute("drop table web_sessions")
    op.execute(
        "create table web_sessions (token_mac bytea primary key, id uuid not null unique, studio_id uuid not null, "
        "user_id uuid not null, pending boolean not null, address text not null, agent text not null, "
        "created_at timestamptz not null default now(), seen_at timestamptz not null default now(), "
        "expires_at timestamptz not null)"
    )
    op.execute("create index ix_web_sessions_user_id on web_sessions (user_id)")
    op.execute(
        "create table recovery_codes (user_id uuid not null, code_mac bytea not null, primary key (user_id, code_mac))"
    )
    op.execute(
        "create table one_time_tokens (token_mac bytea primary key, studio_id uuid not null, user_id uuid not null, "
        "expires_at timestamptz not null)"
    )
    op.execute(
        "create table social_flows (flow_mac bytea primary key, provider text not null, state text not null, "
        "nonce text not null, verifier text not null, redirect_uri text not null, expires_at timestamptz not null)"
    )
    op.execute(
        "create table throttle (bucket bytea primary key, attempts integer not null, since timestamptz not null)"
    )
    op.execute("create table key_prefixes (prefix text primary key, studio_id uuid not null)")
    op.execute(
        "create table api_keys (studio_id uuid not null, id uuid not null, name text not null, prefix text not null, "
        "key_mac bytea not null, partner text not null, scopes jsonb not null, created_by uuid not null, "
        "created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz, "
        "revoked boolean not null default false, primary key (studio_id, id), unique (studio_id, prefix))"
    )
    op.execute(
        "create table assignments (studio_id uuid not null, couple_id uuid not null, user_id uuid not null, "
        "primary key (studio_id, couple_id, user_id))"
    )
    op.execute(
        "create table consents (studio_id uuid not null, couple_id uuid not null, partner text not null, "
        "given_by uuid not null, given_at timestamptz not null default now(), "
        "primary key (studio_id, couple_id, partner))"
    )
    op.execute(
        "create table setup (studio_id uuid not null, name text not null, value jsonb not null, "
        "primary key (studio_id, name))"
    )
    op.execute(
        "create table login_log (studio_id uuid not null, id uuid not null, at timestamptz not null default now(), "
        "email text not null, user_id uuid, method text not null, outcome text not null, reason text not null, "
        "address text not null, agent text not null, primary key (studio_id, id))"
    )
    op.execute(
        "create table audit_log (studio_id uuid not null, id uuid not null, at timestamptz not null, "
        "user_id uuid not null, user_name text not null, action text not null, subject_kind text not null, "
        "subject_id text not null, details jsonb not null, primary key (studio_id, id))"
    )
    op.execute(
        "create table mails (studio_id uuid not null, id uuid not null, user_id uuid not null, kind text not null, "
        "language text not null, outcome text not null, at timestamptz not null default now(), "
        "primary key (studio_id, id))"
    )
    for log in ("login_log", "audit_log"):
        op.execute(f"create index ix_{log}_at on {log} (studio_id, at)")
    # Trainers have seen every couple of their studio so far; from now on an admin may take couples from them.
    rewrite(
        "insert into assignments (studio_id, couple_id, user_id) select c.studio_id, c.id, u.id "
        "from couples c join users u on u.studio_id = c.studio_id and u.role = 'trainer'",
        "users",
        "couples",
    )
    for table in ("api_keys", "assignments", "consents", "setup", "login_log", "audit_log", "mails"):
        fence(table)
    # Nobody rewrites a log, not even the service that keeps it.
    op.execute("revoke update, delete, truncate on login_log, audit_log from danceai_auth")
    op.execute(REACH)
    op.execute(SESSION_OWNER)
