"""Invitations that were never written: somebody waits for a mail that nobody is going to send."""

from sqlalchemy import select

from danceai.auth.tables import Account, MailRow, User
from danceai.common.contracts.mail import SendMail
from danceai.common.frame.reconciling import Mending
from danceai.common.frame.unit_of_work import UnitOfWork

INVITATION = "invitation"


async def lost_invitations(mending: Mending) -> None:
    """Members without a password to whom no invitation was sent, tried, or is about to be."""
    async with mending.transaction() as work:
        invited = await _without_mail(work)
    if not invited:
        return
    ordered = {job.user_id for job in await mending.ordered(SendMail) if job.kind == INVITATION}
    for user in invited:
        if user.id not in ordered and await mending.may_restart("lost_invitations", user.id):
            async with mending.transaction() as work:
                if user.id not in {waiting.id for waiting in await _without_mail(work)}:
                    continue  # it was sent meanwhile
                work.enqueue(SendMail(user_id=user.id, kind=INVITATION))
            mending.mended("lost_invitations", "restarted", user.id)


async def _without_mail(work: UnitOfWork) -> list[User]:
    written = select(MailRow.user_id).where(MailRow.kind == INVITATION)
    without_password = select(Account.user_id).where(Account.password_hash.is_(None))
    return await work.all(work.visible(User).where(User.active, User.id.in_(without_password), User.id.not_in(written)))
