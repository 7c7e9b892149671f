"""API keys: the second kind of actor. Shown once, kept as a keyed hash, found by prefix."""

from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from uuid import uuid4

from danceai.auth.signing_in.tokens import mac, new_api_key, prefix_of
from danceai.auth.tables import ApiKeyRow, Consent, KeyPrefix, Studio
from danceai.common.contracts.api_keys import ApiKey, ApiKeys, CreateApiKey, ListApiKeys, NewKey, RevokeApiKey
from danceai.common.contracts.base import Done
from danceai.common.contracts.sign_in import ResolveApiKey, ResolvedKey
from danceai.common.errors import Invalid, NotSignedIn
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Actor, Role, Scope

REFUSED = "This API key is not valid: it may have been mistyped, revoked, or have expired."
USE_NOTED_EVERY = timedelta(minutes=1)


def _to_reply(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        prefix=row.prefix,
        partner=row.partner,
        scopes=[Scope(scope) for scope in row.scopes],
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked=row.revoked,
    )


async def create_api_key(request: CreateApiKey, work: UnitOfWork) -> NewKey:
    """A new key. Raises Invalid for an expiry in the past."""
    if request.expires_at is not None and request.expires_at.astimezone(UTC) < datetime.now(UTC):
        raise Invalid("The key would have expired already. Choose a day to come.", code="expired_already")
    key, prefix = new_api_key()
    row = ApiKeyRow(
        studio_id=work.studio_id,
        id=uuid4(),
        name=request.name,
        prefix=prefix,
        key_mac=mac(work, "key", key),
        partner=request.partner or "",
        scopes=sorted(set(request.scopes)),
        created_by=work.actor.user_id,
        expires_at=request.expires_at,
    )
    work.db.add_all([row, KeyPrefix(prefix=prefix, studio_id=work.studio_id)])
    await work.db.flush()
    await work.db.refresh(row)
    work.record("key.create", "key", row.id, name=row.name, scopes=row.scopes, partner=row.partner)
    return NewKey(key=key, info=_to_reply(row))


async def list_api_keys(request: ListApiKeys, work: UnitOfWork) -> ApiKeys:
    """The studio's keys, newest first."""
    newest = Order(ApiKeyRow.created_at, ApiKeyRow.id, newest=True)
    page = await find_page(work, work.visible(ApiKeyRow), newest, request)
    keys, following = page.fit([_to_reply(row) for row in page.rows])
    return ApiKeys(keys=keys, next_cursor=following)


async def revoke_api_key(request: RevokeApiKey, work: UnitOfWork) -> Done:
    """For good. Raises NotFound."""
    row = await work.find(ApiKeyRow, request.key_id)
    row.revoked = True
    work.callers_changed(row.id)
    work.record("key.revoke", "key", row.id, name=row.name)
    return Done()


async def resolve_api_key(request: ResolveApiKey, work: UnitOfWork) -> ResolvedKey:
    """Who a key stands for. Raises NotSignedIn."""
    key = request.key.get_secret_value()
    prefix = prefix_of(key)
    found = await work.db.get(KeyPrefix, prefix) if prefix else None
    if found is None:
        raise NotSignedIn(REFUSED)
    async with work.as_studio(found.studio_id):
        [row] = await work.all(work.visible(ApiKeyRow).where(ApiKeyRow.prefix == prefix))
        studio = await work.db.get_one(Studio, found.studio_id)
        now = datetime.now(UTC)
        expired = row.expires_at is not None and row.expires_at < now
        right = compare_digest(row.key_mac, mac(work, "key", key))
        if not right or row.revoked or expired or studio.suspended:
            raise NotSignedIn(REFUSED)
        if row.last_used_at is None or row.last_used_at < now - USE_NOTED_EVERY:
            row.last_used_at = now
        couples = None
        if row.partner:
            consents = await work.all(work.visible(Consent).where(Consent.partner == row.partner))
            couples = frozenset(consent.couple_id for consent in consents)
        actor = Actor(
            user_id=row.id,
            studio_id=row.studio_id,
            role=Role.KEY,
            couples=couples,
            scopes=frozenset(Scope(scope) for scope in row.scopes),
        )
        return ResolvedKey(actor=actor, token=work.vouch(actor))
