"""Getting in: passwords, second factors' codes, social login, and who a session or a key belongs to."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from danceai.common.contracts.base import Done, Id, Job, Language, Message, Reply, Request, Secret
from danceai.common.identity import Actor, Permission

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
    missing: Literal["nothing", "code", "second_factor"]
    """Before anything may be done: nothing, the second factor's code, or a second factor at all"""
    name: str
    email: str
    studio_name: str
    language: Language
    permissions: list[Permission] = []


class KeyOwner(Reply):
    """Who an API key belongs to."""

    actor: Actor


class Vouched(Reply):
    """An actor together with what makes other services believe in it."""

    actor: Actor
    token: Secret
    """The actor, signed (`messaging.vouching`)"""

    @property
    def caller(self) -> Actor:
        """The actor, token in hand."""
        return self.actor.model_copy(update={"token": self.token.get_secret_value()})


class ResolvedSession(SessionOwner, Vouched):
    """Who a web session belongs to, for the gateway."""


class ResolvedKey(KeyOwner, Vouched):
    """Who an API key belongs to, for the gateway."""


class SignedIn(Reply):
    """A fresh web session: the token goes into the cookie, nothing else keeps it."""

    token: str
    expires_at: datetime
    owner: SessionOwner


class SignIn(Request[SignedIn], service="auth"):
    """Open a web session by e-mail and password."""

    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: Password
    origin: Origin = Origin()


class GiveCode(Request[SignedIn], service="auth"):
    """Complete a sign-in with the second factor; the session gets a new token."""

    token: Token
    code: Code
    origin: Origin = Origin()


class ResolveWebSession(Request[ResolvedSession], service="auth"):
    """Turn a cookie's token into an actor."""

    token: Token


class ResolveApiKey(Request[ResolvedKey], service="auth"):
    """Turn an API key into an actor."""

    key: Token


class SignOut(Request[Done], service="auth"):
    """End the web session of this token."""

    token: Token


class RequestPasswordReset(Request[Done], service="auth"):
    """Send a link for a new password, if there is such an account; the answer does not tell."""

    email: Email
    origin: Origin = Origin()


class SetPassword(Request[Done], service="auth"):
    """Choose a password with the link of an invitation or a reset; all sessions end."""

    token: Token
    password: Password


class StartPasswordReset(Job, service="auth", limit=60):
    """Look whether there is such an account, and write to it if so."""

    email: Email


class ProviderInfo(Message):
    """A way of social login."""

    name: Provider
    label: str


class Providers(Reply):
    """Ways of social login that are configured."""

    providers: list[ProviderInfo]


class ListProviders(Request[Providers], service="auth"):
    """Which buttons the sign-in page shows."""


class SocialStart(Reply):
    """Where to send the browser, and what it must bring back."""

    url: str
    flow: str
    """Goes into a cookie; only its holder can finish the login"""


class BeginSocial(Request[SocialStart], service="auth"):
    """Start a login at a provider."""

    provider: Provider
    origin: Origin = Origin()


class FinishSocial(Request[SignedIn], service="auth"):
    """The provider has sent the browser back: open a session for the account with that verified e-mail."""

    provider: Provider
    flow: Token
    state: Annotated[str, Field(max_length=500)]
    code: Annotated[Secret, Field(max_length=4096)]
    origin: Origin = Origin()
