"""Passwords: hashed with argon2id, changed by their owner, chosen by a link from a mail."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update

from danceai.auth.signing_in import hashing, sessions, throttling
from danceai.auth.signing_in.tokens import fresh, mac
from danceai.auth.tables import Account, OneTimeToken, User
from danceai.common.contracts.account import ChangePassword
from danceai.common.contracts.base import Done
from danceai.common.contracts.mail import MailKind, SendMail
from danceai.common.contracts.sign_in import RequestPasswordReset, SetPassword, StartPasswordReset
from danceai.common.errors import Forbidden, Invalid, ProductError
from danceai.common.frame.contexts import Context, JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork

SHORTEST = 10
LEAST_OF_ONES_OWN, LEAST_VARIETY = 6, 5
"""Characters beside one's name and e-mail, and different ones among them"""
LIFETIME: dict[MailKind, timedelta] = {"reset": timedelta(hours=1), "invitation": timedelta(days=7)}
"""Of links in mails"""


class WrongPassword(Forbidden):
    """The current password is not that."""

    code = "wrong_password"
    keeps = True


class LinkExpired(ProductError):
    """The link was used, has expired, or was never ours."""

    code = "link_expired"
    status = 410


async def hashed(password: str, email: str, name: str = "") -> str:
    """The hash of a new password. Raises Invalid with what a better one needs, Busy."""
    low = password.lower()
    if len(password) < SHORTEST:
        raise Invalid(
            f"A password needs at least {SHORTEST} characters. Several words in a row are easy to remember.",
            code="password_too_short",
            details={"least": SHORTEST},
        )
    for known in (email, email.split("@", maxsplit=1)[0], name.lower()):  # what anybody knows of somebody adds nothing
        low = low.replace(known, "") if known else low
    if len(low) < LEAST_OF_ONES_OWN or len(set(low)) < LEAST_VARIETY:
        raise Invalid(
            "This password is too easy to guess: use more different characters, not your name or e-mail.",
            code="password_too_easy",
        )
    async with hashing.places.turn(email):
        return await hashing.hash_of(password)


async def account_of(work: UnitOfWork) -> Account:
    """The caller's account, locked."""
    query = select(Account).where(Account.user_id == work.actor.user_id).with_for_update()
    return (await work.db.scalars(query)).one()


async def confirm(context: Context, password: str) -> Account:
    """The caller's account as it was when the password was right; throttled like a sign-in.

    Raises WrongPassword, TooMany, Busy.
    """
    async with hashing.places.turn(str(context.actor.user_id)):
        async with context.transaction() as work:
            account = await account_of(work)
            await throttling.attempt(work, "account", account.email)
        right = await hashing.matches(account.password_hash, password)
    if not right:
        raise WrongPassword("The current password is not right.")
    async with context.transaction() as work:
        await throttling.forget(work, "account", account.email)
    return account


async def change_password(request: ChangePassword, context: Context) -> Done:
    """A new password for one who knows the old one; every other session of the account ends."""
    known = await confirm(context, request.current.get_secret_value())
    password_hash = await hashed(request.password.get_secret_value(), known.email)
    async with context.transaction() as work:
        account = await account_of(work)
        if account.password_hash != known.password_hash:
            raise WrongPassword("The password was changed elsewhere a moment ago.", code="password_changed")
        account.password_hash = password_hash
        await sessions.end_all(work, account.user_id, but=request.session_id)
    return Done()


async def link(work: UnitOfWork, user_id: object, kind: MailKind) -> str:
    """A fresh token that lets its holder choose a password once; earlier ones end."""
    token = fresh()
    await work.db.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user_id))
    work.db.add(
        OneTimeToken(
            token_mac=mac(work, "link", token),
            studio_id=work.studio_id,
            user_id=user_id,
            expires_at=datetime.now(UTC) + LIFETIME[kind],
        )
    )
    return token


async def _holder_of(work: UnitOfWork, token: str) -> User:
    """Whose link it is. Raises LinkExpired."""
    found = await work.db.get(OneTimeToken, mac(work, "link", token), with_for_update=True)
    if found is None or found.expires_at < datetime.now(UTC):
        raise LinkExpired("This link has expired or was used already. Ask for a new one on the sign-in page.")
    async with work.as_studio(found.studio_id):
        return await work.find(User, found.user_id)


async def set_password(request: SetPassword, context: Context) -> Done:
    """Use a link from a mail. Raises LinkExpired, Invalid for a weak password (the link stays good)."""
    token = request.token.get_secret_value()
    async with context.transaction() as work:
        user = await _holder_of(work, token)
    password_hash = await hashed(request.password.get_secret_value(), user.email, user.name)
    async with context.transaction() as work:
        user = await _holder_of(work, token)
        await work.db.execute(update(Account).where(Account.user_id == user.id).values(password_hash=password_hash))
        await work.db.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user.id))
        await sessions.end_all(work, user.id)
        await throttling.forget(work, "account", user.email)
    return Done()


async def request_password_reset(request: RequestPasswordReset, work: UnitOfWork) -> Done:
    """Whether there is such an account is looked up later, by a job: this answer takes the same time either way."""
    await throttling.attempt(work, "reset", request.email)
    await throttling.attempt(work, "address", f"reset:{throttling.network_of(request.origin.address)}")
    work.enqueue(StartPasswordReset(email=request.email))
    return Done()


async def reset_failed(message: StartPasswordReset, error: ProductError, work: UnitOfWork) -> None:
    """Nothing to undo: the person can ask again."""


@job(StartPasswordReset, failed=reset_failed)
async def start_password_reset(message: StartPasswordReset, context: JobContext) -> None:
    """Write to the account, if there is one that may sign in."""
    async with context.conclude() as work:
        account = await work.db.get(Account, message.email)
        if account is None:
            return
        async with work.as_studio(account.studio_id):
            user = await work.find(User, account.user_id)
            if user.active:
                work.enqueue(SendMail(user_id=user.id, kind="reset"))
