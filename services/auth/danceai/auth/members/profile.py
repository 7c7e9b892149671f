"""One's own profile."""

from sqlalchemy import or_, select

from danceai.auth.signing_in import totp
from danceai.auth.signing_in.passwords import account_of
from danceai.auth.tables import Assignment, CoupleRow, Studio, User
from danceai.common.contracts.account import AccountProfile, ChangeProfile, GetProfile, Person
from danceai.common.contracts.base import Language
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Role


async def _to_reply(work: UnitOfWork, user: User) -> AccountProfile:
    account = await account_of(work)
    studio = await work.db.get_one(Studio, work.studio_id)
    mine = select(CoupleRow.id).where(or_(CoupleRow.lead_user_id == user.id, CoupleRow.follow_user_id == user.id))
    training = select(Assignment.user_id).where(Assignment.couple_id.in_(mine))
    of_mine = work.opened(User, because="the trainers of one's own couples").where(User.id.in_(training))
    trainers = await work.all(of_mine.order_by(User.name))
    return AccountProfile(
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


async def get_profile(request: GetProfile, work: UnitOfWork) -> AccountProfile:
    """One's own account."""
    return await _to_reply(work, await work.find(User, work.actor.user_id))


async def change_profile(request: ChangeProfile, work: UnitOfWork) -> AccountProfile:
    """Change what is given."""
    user = await work.find(User, work.actor.user_id)
    for field, value in request.model_dump(mode="json", exclude_none=True).items():
        setattr(user, field, value)
    work.callers_changed(user.id)
    await work.db.flush()
    return await _to_reply(work, user)
