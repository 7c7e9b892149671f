"""Signing in: password first, then the second factor where there is one. Every attempt is logged."""

from uuid import UUID

from sqlalchemy import delete

from danceai.auth.signing_in import hashing, login_log, sessions, throttling, totp
from danceai.auth.signing_in.tokens import mac
from danceai.auth.tables import Account, Studio, User, WebSession
from danceai.common.contracts.sign_in import GiveCode, Origin, SignedIn, SignIn
from danceai.common.errors import NotSignedIn, TooMany
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork

WRONG = "E-mail or password is wrong."


class SignInRefused(NotSignedIn):
    """Not this time; that it was tried is kept."""

    code = "sign_in_refused"
    keeps = True


async def sign_in(request: SignIn, context: Context) -> SignedIn:
    """Check the password and open a session.

    Raises SignInRefused without telling which part was wrong, TooMany, and Busy before anything is looked up.
    """
    email, origin = request.email.strip().lower(), request.origin
    async with hashing.places.turn(throttling.network_of(origin.address)):
        async with context.transaction() as work:
            known = await _admit(work, email, origin)
        right = await hashing.matches(known.password_hash if known else None, request.password.get_secret_value())
    async with context.transaction() as work:
        account = await work.db.get(Account, email) if right else None
        if account is None or known is None or account.password_hash != known.password_hash:
            await throttling.failed(work, "address", throttling.network_of(origin.address))
            reason = "wrong password" if known else "no such account"
            await _note(work, "password", origin, email, known, reason)
            raise SignInRefused(WRONG)
        await throttling.forget(work, "account", email)
        return await admitted(work, account, "password", origin)


async def _admit(work: UnitOfWork, email: str, origin: Origin) -> Account | None:
    """The account of an e-mail, if there is one, once the attempt is counted. Raises TooMany."""
    account = await work.db.get(Account, email)
    try:
        await throttling.still_free(work, "address", throttling.network_of(origin.address))
        await throttling.attempt(work, "account", email)
    except TooMany:
        await _note(work, "password", origin, email, account, "too many attempts")
        raise
    return account


async def _note(work: UnitOfWork, method: str, origin: Origin, email: str, account: Account | None, why: str) -> None:
    studio_id, user_id = (account.studio_id, account.user_id) if account else (None, None)
    await login_log.note(work, method, origin, email=email, studio_id=studio_id, user_id=user_id, refused=why)


async def admitted(work: UnitOfWork, account: Account, method: str, origin: Origin) -> SignedIn:
    """Somebody has shown who they are: a session, if the account is active. Raises SignInRefused."""
    studio = await work.db.get_one(Studio, account.studio_id)
    async with work.as_studio(account.studio_id):
        user = await work.find(User, account.user_id)
        reason = "account not active" if not user.active else "studio suspended" if studio.suspended else ""
        await login_log.note(
            work, method, origin, email=account.email, studio_id=user.studio_id, user_id=user.id, refused=reason
        )
        if reason:
            raise SignInRefused("This account is not active. Ask an admin of your studio.", code="account_not_active")
        return await sessions.opened(work, user, origin, pending=account.totp_confirmed)


async def give_code(request: GiveCode, work: UnitOfWork) -> SignedIn:
    """Complete a pending session; it gets a new token. Raises SignInRefused, TooMany after five wrong codes."""
    token_mac = mac(work, "session", request.token.get_secret_value())
    owner = await sessions.owner_of(work, request.token.get_secret_value())
    if owner.missing != "code":
        raise SignInRefused("This sign-in needs no code. Please start again.", code="no_code_needed")
    user_id = owner.actor.user_id
    try:
        await throttling.attempt(work, "code", str(user_id))
    except TooMany:
        await work.db.execute(delete(WebSession).where(WebSession.token_mac == token_mac))
        await _note_code(work, owner.email, owner.actor.studio_id, user_id, request.origin, "code", "too many attempts")
        raise
    method = await totp.opened_by(work, user_id, request.code.get_secret_value())
    if method is None:
        await _note_code(
            work, owner.email, owner.actor.studio_id, user_id, request.origin, "code", "wrong or used code"
        )
        raise SignInRefused("This code is not right, or was used already. Wait for the next one.", code="code_used")
    await throttling.forget(work, "code", str(user_id))
    await _note_code(work, owner.email, owner.actor.studio_id, user_id, request.origin, method, "")
    await work.db.execute(delete(WebSession).where(WebSession.token_mac == token_mac))
    async with work.as_studio(owner.actor.studio_id):
        user = await work.find(User, user_id)
        return await sessions.opened(work, user, request.origin, pending=False)


async def _note_code(
    work: UnitOfWork, email: str, studio_id: UUID, user_id: UUID, origin: Origin, method: str, refused: str
) -> None:
    await login_log.note(work, method, origin, email=email, studio_id=studio_id, user_id=user_id, refused=refused)
