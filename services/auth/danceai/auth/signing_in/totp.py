"""The second factor: time-based one-time passwords (RFC 6238) that open once, and recovery codes."""

import base64
import hmac
import secrets
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pyotp
import segno
from sqlalchemy import delete, func, select

from danceai.auth.signing_in import sessions, throttling
from danceai.auth.signing_in.passwords import account_of, confirm
from danceai.auth.signing_in.tokens import decrypt, encrypt, mac
from danceai.auth.tables import Account, RecoveryCode
from danceai.common.contracts.account import BeginTotp, ConfirmTotp, DisableTotp, RecoveryCodes, TotpSecret
from danceai.common.contracts.base import Done
from danceai.common.errors import Conflict, Forbidden
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork

ISSUER = "Dance AI"
STEP = 30
"""Seconds a code holds"""
DRIFT = 1
"""Steps a clock may be off"""
RECOVERY_CODES = 10


class WrongCode(Forbidden):
    """Not the code of now."""

    code = "wrong_code"
    keeps = True


async def begin_totp(request: BeginTotp, work: UnitOfWork) -> TotpSecret:
    """A fresh secret, not yet in force. Raises Conflict while another one is."""
    account = await account_of(work)
    if account.totp_confirmed:
        raise Conflict(
            "The second factor is on already. Switch it off first to use another authenticator.", code="totp_is_on"
        )
    secret = pyotp.random_base32()
    account.totp_secret = encrypt(work, secret)
    uri = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)
    picture = BytesIO()
    segno.make(uri, error="m").save(
        picture, kind="svg", scale=4, border=2, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return TotpSecret(secret=secret, uri=uri, svg=picture.getvalue().decode())


def _step_of(secret: str, code: str, after: int, now: float) -> int | None:
    """The step whose code this is, later than `after`: an older one was used already."""
    current = int(now // STEP)
    generator = pyotp.TOTP(secret, interval=STEP)
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > after and hmac.compare_digest(generator.at(step * STEP), code):
            return step
    return None


def _used(work: UnitOfWork, account: Account, code: str) -> bool:
    """Whether the code is right; it is then used up."""
    if account.totp_secret is None or not (code.isascii() and code.isdigit()):
        return False
    step = _step_of(decrypt(work, account.totp_secret), code, account.totp_step, datetime.now(UTC).timestamp())
    if step is None:
        return False
    account.totp_step = step
    return True


async def opened_by(work: UnitOfWork, user_id: UUID, code: str) -> str | None:
    """`code` or `recovery`, whichever it was; None when it opens nothing. Either is used up."""
    # Locked: the same code twice at the same time opens once.
    account = (await work.db.scalars(select(Account).where(Account.user_id == user_id).with_for_update())).one()
    plain = code.replace(" ", "").replace("-", "").upper()
    if _used(work, account, plain):
        return "code"
    spent = await work.db.execute(
        delete(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.code_mac == mac(work, "recovery", plain))
        .returning(RecoveryCode.user_id)
    )
    return "recovery" if spent.first() is not None else None


async def confirm_totp(request: ConfirmTotp, work: UnitOfWork) -> RecoveryCodes:
    """Switch it on with a code of the new secret. Raises WrongCode, Conflict before `begin`."""
    account = await account_of(work)
    if account.totp_secret is None or account.totp_confirmed:
        raise Conflict("There is no new authenticator to confirm. Begin again.", code="totp_not_begun")
    await throttling.attempt(work, "code", str(account.user_id))
    if not _used(work, account, request.code.get_secret_value().replace(" ", "")):
        raise WrongCode("This code is not right. Check the clock of your phone, and type the code shown now.")
    await throttling.forget(work, "code", str(account.user_id))
    account.totp_confirmed = True
    work.callers_changed(account.user_id)
    codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(RECOVERY_CODES)]
    await work.db.execute(delete(RecoveryCode).where(RecoveryCode.user_id == account.user_id))
    work.db.add_all(RecoveryCode(user_id=account.user_id, code_mac=mac(work, "recovery", code)) for code in codes)
    return RecoveryCodes(codes=["-".join(code[i : i + 4] for i in range(0, 16, 4)) for code in codes])


async def disable_totp(request: DisableTotp, context: Context) -> Done:
    """Switch it off with the password."""
    await confirm(context, request.password.get_secret_value())
    async with context.transaction() as work:
        await remove(work, await account_of(work))
    return Done()


async def remove(work: UnitOfWork, account: Account) -> None:
    """Forget secret and recovery codes; the last step stays, so that no used code opens again."""
    account.totp_secret, account.totp_confirmed = None, False
    work.callers_changed(account.user_id)
    await work.db.execute(delete(RecoveryCode).where(RecoveryCode.user_id == account.user_id))


async def reset(work: UnitOfWork, user_id: UUID) -> None:
    """What an admin does for somebody who has lost it: second factor gone, signed out everywhere."""
    account = (await work.db.scalars(select(Account).where(Account.user_id == user_id).with_for_update())).one()
    await remove(work, account)
    await sessions.end_all(work, user_id)


async def recovery_codes_left(work: UnitOfWork, user_id: UUID) -> int:
    """How many are unused."""
    query = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
    return int(await work.db.scalar(query) or 0)
