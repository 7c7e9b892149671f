"""One's own account: signing in, sessions, password, second factor, profile."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from danceai.common.contracts.base import Done, Id, Job, Language, Message, Name, Reply, Request, Secret
from danceai.common.identity import Actor, Permission, Role

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, min_length=3, max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+$"
    ),
]
Token = Annotated[Secret, Field(max_length=256)]
Password = Annotated[Secret, Field(max_length=1024)]
Code = Annotated[Secret, Field(min_length=6, max_length=32)]
"""Six digits of an authenticator, or a recovery code"""
Provider = Literal["google", "microsoft", "facebook"]


class Origin(Message):
    """Where a sign-in comes from; told by the gateway, not by the caller."""

    address: str = Field(default="", max_length=64)
    agent: str = Field(default="", max_length=400)


class SessionOwner(Reply):
    """Who a web session belongs to."""

    actor: Actor
    session_id: Id
    step: Literal["done", "code", "enrol"]
    """What is missing before anything may be done: nothing, the second factor's code, or a second factor at all"""
    name: str
    email: str
    studio_name: str
    language: Language
    permissions: list[Permission] = []


class KeyOwner(Reply):
    """Who an API key belongs to."""

    actor: Actor


class SignedIn(Reply):
    """A fresh web session: the token goes into the cookie, nothing else keeps it."""

    token: str
    expires_at: datetime
    owner: SessionOwner


class SignIn(Request[SignedIn], subject="auth.sign_in"):
    """Open a web session by e-mail and password."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Password
    origin: Origin = Origin()


class GiveCode(Request[SignedIn], subject="auth.sign_in.code"):
    """Complete a sign-in with the second factor; the session gets a new token."""

    token: Token
    code: Code
    origin: Origin = Origin()


class ResolveSession(Request[SessionOwner], subject="auth.sessions.resolve"):
    """Turn a cookie's token into an actor."""

    token: Token


class ResolveKey(Request[KeyOwner], subject="auth.keys.resolve"):
    """Turn an API key into an actor."""

    key: Token


class SignOut(Request[Done], subject="auth.sign_out"):
    """End the web session of this token."""

    token: Token


class RequestReset(Request[Done], subject="auth.passwords.forgotten"):
    """Send a link for a new password, if there is such an account; the answer does not tell."""

    email: Email
    origin: Origin = Origin()


class SetPassword(Request[Done], subject="auth.passwords.set"):
    """Choose a password with the link of an invitation or a reset; all sessions end."""

    token: Token
    password: Password


class StartReset(Job, subject="jobs.auth.reset"):
    """Look whether there is such an account, and write to it if so."""

    email: Email


class ProviderInfo(Message):
    """A way of social login."""

    name: Provider
    label: str


class Providers(Reply):
    """Ways of social login that are configured."""

    providers: list[ProviderInfo]


class ListProviders(Request[Providers], subject="auth.social.providers"):
    """Which buttons the sign-in page shows."""


class SocialStart(Reply):
    """Where to send the browser, and what it must bring back."""

    url: str
    flow: str
    """Goes into a cookie; only its holder can finish the login"""


class BeginSocial(Request[SocialStart], subject="auth.social.begin"):
    """Start a login at a provider."""

    provider: Provider


class FinishSocial(Request[SignedIn], subject="auth.social.finish"):
    """The provider has sent the browser back: open a session for the account with that verified e-mail."""

    provider: Provider
    flow: Token
    state: Annotated[str, Field(max_length=500)]
    code: Annotated[Secret, Field(max_length=4096)]
    origin: Origin = Origin()


class Person(Message):
    """Somebody by name."""

    id: Id
    name: str


class Profile(Reply):
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


class GetProfile(Request[Profile], subject="auth.profile.get", needs=Permission.ACCOUNT):
    """One's own account."""


class ChangeProfile(Request[Profile], subject="auth.profile.change", needs=Permission.ACCOUNT):
    """Change what is given; the rest stays."""

    name: Name | None = None
    language: Language | None = None
    mail_notifications: bool | None = None


class ChangePassword(Request[Done], subject="auth.passwords.change", needs=Permission.ACCOUNT):
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


class WebSessions(Reply):
    """One's own sessions, newest first."""

    sessions: list[WebSessionInfo]


class ListSessions(Request[WebSessions], subject="auth.sessions.list", needs=Permission.ACCOUNT):
    """Where one is signed in."""


class EndSession(Request[Done], subject="auth.sessions.end", needs=Permission.ACCOUNT):
    """Sign another browser out."""

    session_id: Id


class TotpSecret(Reply):
    """What an authenticator needs: by camera or typed."""

    secret: str
    uri: str
    svg: str
    """The URI as a QR code"""


class BeginTotp(Request[TotpSecret], subject="auth.totp.begin", needs=Permission.ACCOUNT):
    """A fresh secret; it counts once a code has confirmed it."""


class RecoveryCodes(Reply):
    """Each opens the account once when the authenticator is lost. Shown now and never again."""

    codes: list[str]


class ConfirmTotp(Request[RecoveryCodes], subject="auth.totp.confirm", needs=Permission.ACCOUNT):
    """Switch the second factor on."""

    code: Code


class DisableTotp(Request[Done], subject="auth.totp.disable", needs=Permission.ACCOUNT):
    """Switch the second factor off."""

    password: Password
