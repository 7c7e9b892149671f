"""The studio's users: invited, edited, deactivated; their quotas."""

from uuid import UUID, uuid4

from sqlalchemy import func, select, text

from danceai.auth.signing_in import sessions, totp
from danceai.auth.tables import Account, Studio, User
from danceai.common.contracts.base import Done, Language
from danceai.common.contracts.mail import SendMail
from danceai.common.contracts.users import (
    EditUser,
    GetQuota,
    InviteUser,
    ListUsers,
    Quota,
    ResetTotp,
    SendPasswordReset,
    Users,
)
from danceai.common.contracts.users import User as ToldUser
from danceai.common.errors import Conflict, Forbidden
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Permission, Role

REACH = text("select reach(:user, :role)")
# Two invitations at once must see each other: the studio's limit holds, and an e-mail has one account in all studios.
ONE_OF_AN_EMAIL = text("select pg_advisory_xact_lock(hashtextextended(:email, 3))")


async def _to_reply(work: UnitOfWork, user: User, account: Account) -> ToldUser:
    couples = await work.db.scalar(REACH, {"user": user.id, "role": user.role})
    return ToldUser(
        id=user.id,
        email=user.email,
        name=user.name,
        role=Role(user.role),
        language=Language(user.language),
        active=user.active,
        invited=account.password_hash is None,
        mail_notifications=user.mail_notifications,
        totp=account.totp_confirmed,
        quota_uploads=user.quota_uploads,
        quota_minutes=user.quota_minutes,
        couples=couples or [],
    )


def _may_make(work: UnitOfWork, role: str) -> None:
    """Only a platform admin makes, or touches, a platform admin."""
    if role == Role.PLATFORM_ADMIN and not work.actor.may(Permission.MANAGE_PLATFORM):
        raise Forbidden("Only a platform admin may do this with a platform admin.", code="platform_admins_only")


async def _find(work: UnitOfWork, user_id: UUID) -> tuple[User, Account]:
    user = await work.find(User, user_id, lock=True)
    _may_make(work, user.role)
    return user, (await work.db.scalars(select(Account).where(Account.user_id == user_id))).one()


async def add(work: UnitOfWork, request: InviteUser) -> tuple[User, Account]:
    """A new member of the bound studio, who is invited by e-mail. Raises Conflict."""
    await work.alone("users")
    await work.db.execute(ONE_OF_AN_EMAIL, {"email": request.email})
    studio = await work.db.get_one(Studio, work.studio_id)
    members = await work.db.scalar(select(func.count()).select_from(User).where(User.active)) or 0
    if studio.max_users is not None and members >= studio.max_users:
        raise Conflict(
            f"Your studio may have {studio.max_users} users. Deactivate one, or ask for more.",
            code="too_many_users",
            details={"most": studio.max_users},
        )
    if await work.db.get(Account, request.email) is not None:
        raise Conflict("There already is an account with this e-mail address.", code="email_taken")
    user = User(
        studio_id=work.studio_id,
        id=uuid4(),
        email=request.email,
        name=request.name,
        role=request.role.value,
        language=request.language.value,
        active=True,
        mail_notifications=True,
        quota_uploads=request.quota_uploads,
        quota_minutes=request.quota_minutes,
    )
    account = Account(
        email=request.email,
        studio_id=work.studio_id,
        user_id=user.id,
        password_hash=None,
        totp_confirmed=False,
        totp_step=0,
    )
    work.db.add_all([user, account])
    work.enqueue(SendMail(user_id=user.id, kind="invitation"))
    await work.db.flush()
    return user, account


async def invite_user(request: InviteUser, work: UnitOfWork) -> ToldUser:
    """A new account; its owner chooses the password."""
    _may_make(work, request.role)
    user, account = await add(work, request)
    work.record("user.invite", "user", user.id, email=user.email, role=user.role)
    return await _to_reply(work, user, account)


async def list_users(request: ListUsers, work: UnitOfWork) -> Users:
    """The studio's users, by name."""
    page = await find_page(work, work.visible(User), Order(User.name, User.id), request)
    accounts = await work.db.scalars(select(Account).where(Account.user_id.in_([user.id for user in page.rows])))
    by_user = {account.user_id: account for account in accounts}
    users, following = page.fit([await _to_reply(work, user, by_user[user.id]) for user in page.rows])
    return Users(users=users, next_cursor=following)


async def edit_user(request: EditUser, work: UnitOfWork) -> ToldUser:
    """Change what is given. Raises Forbidden for one's own role and activity: an admin cannot lock themselves out."""
    user, account = await _find(work, request.user_id)
    if request.role is not None:
        _may_make(work, request.role)
    changed = request.model_dump(mode="json", exclude={"user_id", "unlimited"}, exclude_none=True)
    if user.id == work.actor.user_id and ({"role", "active"} & changed.keys()):
        raise Forbidden("You cannot change your own role or deactivate yourself. Another admin can.", code="own_role")
    if request.unlimited:
        changed = {"quota_uploads": None, "quota_minutes": None} | changed
    before = {field: getattr(user, field) for field in changed}
    for field, value in changed.items():
        setattr(user, field, value)
    if request.active is False:
        await sessions.end_all(work, user.id)
    await work.db.flush()
    work.callers_changed(user.id)
    work.record("user.edit", "user", user.id, before=before, after=changed)
    return await _to_reply(work, user, account)


async def reset_totp(request: ResetTotp, work: UnitOfWork) -> ToldUser:
    """Take the second factor away from somebody who has lost it."""
    user, account = await _find(work, request.user_id)
    await totp.reset(work, user.id)
    await work.db.refresh(account)
    work.record("user.totp_reset", "user", user.id, email=user.email)
    return await _to_reply(work, user, account)


async def send_password_reset(request: SendPasswordReset, work: UnitOfWork) -> Done:
    """Send a link to choose a new password; to somebody invited, the invitation again."""
    user, account = await _find(work, request.user_id)
    work.enqueue(SendMail(user_id=user.id, kind="reset" if account.password_hash else "invitation"))
    work.record("user.password_reset", "user", user.id, email=user.email)
    return Done()


async def get_quota(request: GetQuota, work: UnitOfWork) -> Quota:
    """The caller's quotas and those of the studio; an API key has none of its own."""
    user = await work.first(work.visible(User).where(User.id == work.actor.user_id))
    studio = await work.db.get_one(Studio, work.studio_id)
    return Quota(
        uploads=user.quota_uploads if user else None,
        minutes=user.quota_minutes if user else None,
        studio_uploads=studio.max_uploads,
        studio_minutes=studio.max_minutes,
    )
