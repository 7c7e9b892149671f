"""Web sessions: opened with a fresh token, resolved with every call, listed, ended."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select, text

from danceai.auth.signing_in.tokens import fresh, mac
from danceai.auth.tables import User, WebSession
from danceai.common.contracts.account import EndWebSession, ListWebSessions, WebSessionInfo, WebSessions
from danceai.common.contracts.base import Done, Language
from danceai.common.contracts.sign_in import Origin, ResolvedSession, ResolveWebSession, SessionOwner, SignedIn, SignOut
from danceai.common.errors import NotFound, NotSignedIn
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Actor, Role

LIFETIME = timedelta(days=30)
"""After which a session ends whatever happens"""
IDLE = timedelta(days=3)
"""After which an unused session ends"""
PENDING = timedelta(minutes=10)
"""In which the second factor's code must come"""
OWNER = text("select * from session_owner(:mac, :idle)")


async def owner_of(work: UnitOfWork, token: str) -> SessionOwner:
    """Who a token belongs to. Raises NotSignedIn when it is unknown or expired, or its owner may not sign in."""
    found = (await work.db.execute(OWNER, {"mac": mac(work, "session", token), "idle": IDLE})).first()
    if found is None:
        raise NotSignedIn("Please sign in.")
    actor = Actor(
        user_id=found.user_id,
        studio_id=found.studio_id,
        role=Role(found.role),
        couples=None if found.couples is None else frozenset(found.couples),
    )
    return SessionOwner(
        actor=actor,
        session_id=found.id,
        missing=found.missing,
        name=found.name,
        email=found.email,
        studio_name=found.studio_name,
        language=Language(found.language),
        permissions=sorted(actor.permissions),
    )


async def resolve_web_session(request: ResolveWebSession, work: UnitOfWork) -> ResolvedSession:
    """Turn a cookie's token into an actor that other services believe."""
    owner = await owner_of(work, request.token.get_secret_value())
    return ResolvedSession(**dict(owner), token=work.vouch(owner.actor))


async def opened(work: UnitOfWork, user: User, origin: Origin, *, pending: bool) -> SignedIn:
    """A session with a token that nobody has seen before: what a browser brought along is never taken over."""
    token, now = fresh(), datetime.now(UTC)
    expires_at = now + (PENDING if pending else LIFETIME)
    work.db.add(
        WebSession(
            token_mac=mac(work, "session", token),
            id=uuid4(),
            studio_id=user.studio_id,
            user_id=user.id,
            pending=pending,
            address=origin.address,
            agent=origin.agent,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
        )
    )
    await work.db.flush()
    return SignedIn(token=token, expires_at=expires_at, owner=await owner_of(work, token))


async def end_all(work: UnitOfWork, user_id: UUID, but: UUID | None = None) -> None:
    """Sign somebody out everywhere, except from one session."""
    query = delete(WebSession).where(WebSession.user_id == user_id)
    await work.db.execute(query if but is None else query.where(WebSession.id != but))
    work.callers_changed(user_id)


async def sign_out(request: SignOut, work: UnitOfWork) -> Done:
    """Forget the session; a token that is no session's ends nothing."""
    token_mac = mac(work, "session", request.token.get_secret_value())
    ended = await work.db.execute(
        delete(WebSession).where(WebSession.token_mac == token_mac).returning(WebSession.user_id)
    )
    for user_id in ended.scalars():
        work.callers_changed(user_id)
    return Done()


async def list_web_sessions(request: ListWebSessions, work: UnitOfWork) -> WebSessions:
    """The caller's own sessions, newest first."""
    query = select(WebSession).where(
        WebSession.user_id == work.actor.user_id, ~WebSession.pending, WebSession.expires_at > datetime.now(UTC)
    )
    page = await find_page(work, query, Order(WebSession.created_at, WebSession.id, newest=True), request)
    told = [
        WebSessionInfo(id=row.id, address=row.address, agent=row.agent, created_at=row.created_at, seen_at=row.seen_at)
        for row in page.rows
    ]
    sessions, following = page.fit(told)
    return WebSessions(sessions=sessions, next_cursor=following)


async def end_web_session(request: EndWebSession, work: UnitOfWork) -> Done:
    """Sign another browser out. Raises NotFound unless it is one's own."""
    ended = await work.db.execute(
        delete(WebSession)
        .where(WebSession.id == request.session_id, WebSession.user_id == work.actor.user_id)
        .returning(WebSession.id)
    )
    if ended.first() is None:
        raise NotFound("This session does not exist any more.")
    work.callers_changed(work.actor.user_id)
    return Done()
