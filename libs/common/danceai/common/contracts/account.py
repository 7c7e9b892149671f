"""One's own account: profile, password, sessions, second factor."""

from datetime import datetime

from danceai.common.contracts.base import Done, Id, Language, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.contracts.sign_in import Code, Password
from danceai.common.identity import Permission, Role


class Person(Message):
    """Somebody by name."""

    id: Id
    name: str


class AccountProfile(Reply):
    """One's own account."""

    id: Id
    email: str
    name: str
    role: Role
    studio_name: str
    language: Language
    mail_notifications: bool
    totp: bool
    recovery_codes_left: int
    trainers: list[Person]
    """Of one's couples"""


class GetProfile(Request[AccountProfile], service="auth", needs=Permission.ACCOUNT):
    """One's own account."""


class ChangeProfile(Request[AccountProfile], service="auth", needs=Permission.ACCOUNT):
    """Change what is given; the rest stays."""

    name: Name | None = None
    language: Language | None = None
    mail_notifications: bool | None = None


class ChangePassword(Request[Done], service="auth", needs=Permission.ACCOUNT):
    """A new password; every other session of the account ends."""

    current: Password
    password: Password
    session_id: Id
    """The one that stays"""


class WebSessionInfo(Message):
    """A signed-in browser."""

    id: Id
    address: str
    agent: str
    created_at: datetime
    seen_at: datetime


class WebSessions(PageReply):
    """One's own sessions, newest first."""

    sessions: list[WebSessionInfo]


class ListWebSessions(Paged, Request[WebSessions], service="auth", needs=Permission.ACCOUNT):
    """Where one is signed in."""


class EndWebSession(Request[Done], service="auth", needs=Permission.ACCOUNT):
    """Sign another browser out."""

    session_id: Id


class TotpSecret(Reply):
    """What an authenticator needs: by camera or typed."""

    secret: str
    uri: str
    svg: str
    """The URI as a QR code"""


class BeginTotp(Request[TotpSecret], service="auth", needs=Permission.ACCOUNT):
    """A fresh secret; it counts once a code has confirmed it."""


class RecoveryCodes(Reply):
    """Each opens the account once when the authenticator is lost. Shown now and never again."""

    codes: list[str]


class ConfirmTotp(Request[RecoveryCodes], service="auth", needs=Permission.ACCOUNT):
    """Switch the second factor on."""

    code: Code


class DisableTotp(Request[Done], service="auth", needs=Permission.ACCOUNT):
    """Switch the second factor off."""

    password: Password
