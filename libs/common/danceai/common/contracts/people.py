"""Studios, users, their web sessions and couples: what auth answers."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from danceai.common.contracts.base import Id, Language, Name, Reply, Request, Secret
from danceai.common.identity import Actor, Permission


class SessionOwner(Reply):
    """Who a web session belongs to."""

    actor: Actor
    name: str
    email: str
    studio_name: str
    language: Language


class SignedIn(Reply):
    """A fresh web session: the token goes into the cookie, nothing else keeps it."""

    token: str
    expires_at: datetime
    owner: SessionOwner


class SignIn(Request[SignedIn], subject="auth.sign_in"):
    """Open a web session by e-mail and password."""

    email: Annotated[str, Field(min_length=3, max_length=254)]
    password: Annotated[Secret, Field(max_length=1024)]


class ResolveSession(Request[SessionOwner], subject="auth.sessions.resolve"):
    """Turn a cookie's token into an actor."""

    token: Annotated[Secret, Field(max_length=256)]


class SignOut(Request[SessionOwner], subject="auth.sign_out"):
    """End the web session of this token."""

    token: Annotated[Secret, Field(max_length=256)]


class Couple(Reply):
    """Lead and follow, the unit everything is about."""

    id: Id
    lead: str
    follow: str
    tier: str


class Couples(Reply):
    """The studio's couples."""

    couples: list[Couple]


class AddCouple(Request[Couple], subject="auth.couples.add", needs=Permission.MANAGE_COUPLES):
    """Register a couple of the studio."""

    lead: Name
    follow: Name
    tier: Annotated[str, Field(max_length=20)] = ""


class GetCouple(Request[Couple], subject="auth.couples.get", needs=Permission.READ):
    """One couple."""

    couple_id: Id


class ListCouples(Request[Couples], subject="auth.couples.list", needs=Permission.READ):
    """All couples of the studio, by name."""
