"""Opening, resolving and ending web sessions."""

import asyncio
import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.auth.tables import Account, Studio, User, WebSession
from danceai.common.contracts.base import Language
from danceai.common.contracts.people import ResolveSession, SessionOwner, SignedIn, SignIn, SignOut
from danceai.common.database.engine import TENANT
from danceai.common.database.unit_of_work import UnitOfWork
from danceai.common.errors import NotSignedIn
from danceai.common.identity import Actor, Role

LIFETIME = timedelta(days=14)
hasher = PasswordHasher()
# Verified when the address is unknown, so that both answers take the same time.
NOBODYS_HASH = hasher.hash(secrets.token_hex(16))
REFUSED = "E-mail or password is wrong."


def digest(token: str) -> bytes:
    """What is stored of a session token: it has 256 random bits, a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


async def _verified(password_hash: str, password: str) -> bool:
    try:
        return await asyncio.to_thread(hasher.verify, password_hash, password)
    except Argon2Error:
        return False


async def _user(session: AsyncSession, account: Account | WebSession) -> User:
    await session.execute(TENANT, {"studio": str(account.studio_id)})
    user = await session.get(User, (account.studio_id, account.user_id))
    if user is None:
        raise NotSignedIn("This account no longer exists.")
    return user


async def _owner(session: AsyncSession, user: User) -> SessionOwner:
    studio = await session.scalar(select(Studio.name).where(Studio.id == user.studio_id))
    return SessionOwner(
        actor=Actor(user_id=user.id, studio_id=user.studio_id, role=Role(user.role)),
        name=user.name, email=user.email, studio_name=studio or "", language=Language(user.language),
    )  # fmt: skip


async def sign_in(request: SignIn, work: UnitOfWork) -> SignedIn:
    """Check the password and open a session. Raises NotSignedIn without telling which part was wrong."""
    account = await work.session.get(Account, request.email.strip().lower())
    expected = account.password_hash if account else NOBODYS_HASH
    matches = await _verified(expected, request.password.get_secret_value())
    if account is None or not matches:
        raise NotSignedIn(REFUSED)
    user = await _user(work.session, account)
    token = secrets.token_urlsafe(32)
    expires_at = datetime.now(UTC) + LIFETIME
    work.session.add(
        WebSession(
            token_digest=digest(token), studio_id=account.studio_id, user_id=user.id, expires_at=expires_at,
        )
    )  # fmt: skip
    return SignedIn(token=token, expires_at=expires_at, owner=await _owner(work.session, user))


async def resolve(request: ResolveSession, work: UnitOfWork) -> SessionOwner:
    """Who the token belongs to. Raises NotSignedIn when it is unknown or has expired."""
    found = await work.session.get(WebSession, digest(request.token.get_secret_value()))
    if found is None or found.expires_at < datetime.now(UTC):
        raise NotSignedIn("Please sign in.")
    return await _owner(work.session, await _user(work.session, found))


async def sign_out(request: SignOut, work: UnitOfWork) -> SessionOwner:
    """Forget the session."""
    owner = await resolve(ResolveSession(token=request.token), work)
    await work.session.execute(
        delete(WebSession).where(WebSession.token_digest == digest(request.token.get_secret_value()))
    )
    await work.session.execute(text("delete from web_sessions where expires_at < now()"))
    return owner
