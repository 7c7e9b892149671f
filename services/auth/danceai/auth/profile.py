"""One's own profile."""

from sqlalchemy import or_, select

from danceai.auth import totp
from danceai.auth.passwords import account_of
from danceai.auth.tables import Assignment, CoupleRow, Studio, User
from danceai.common.contracts.accounts import ChangeProfile, GetProfile, Person, Profile
from danceai.common.contracts.base import Language
from danceai.common.database.unit_of_work import UnitOfWork
from danceai.common.identity import Role


async def _told(work: UnitOfWork, user: User) -> Profile:
    account = await account_of(work)
    studio = await work.session.get_one(Studio, work.studio_id)
    mine = select(CoupleRow.id).where(or_(CoupleRow.lead_user_id == user.id, CoupleRow.follow_user_id == user.id))
    trainers = await work.session.scalars(
        select(User)
        .where(User.id.in_(select(Assignment.user_id).where(Assignment.couple_id.in_(mine))))
        .order_by(User.name)
    )
    return Profile(
        id=user.id,
        email=user.email,
        name=user.name,
        role=Role(user.role),
        studio_name=studio.name,
        language=Language(user.language),
        mail_notifications=user.mail_notifications,
        totp=account.totp_confirmed,
        recovery_codes_left=await totp.recovery_codes_left(work, user.id),
        trainers=[Person(id=trainer.id, name=trainer.name) for trainer in trainers],
    )


async def get(request: GetProfile, work: UnitOfWork) -> Profile:
    """One's own account."""
    return await _told(work, await work.session.get_one(User, (work.studio_id, work.actor.user_id)))


async def change(request: ChangeProfile, work: UnitOfWork) -> Profile:
    """Change what is given."""
    user = await work.session.get_one(User, (work.studio_id, work.actor.user_id))
    for field, value in request.model_dump(mode="json", exclude_none=True).items():
        setattr(user, field, value)
    work.callers_changed(user.id)
    await work.session.flush()
    return await _told(work, user)
