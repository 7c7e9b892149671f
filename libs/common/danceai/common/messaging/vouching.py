"""The actor as auth has signed it: a JSON Web Token (RFC 7519) with Ed25519 (RFC 8037), good for two minutes.

Whoever is handed one acts for that person in that studio, with that role and reach, and nobody can widen it. Work that
was ordered in time goes on for days: services carry the token along, and it then says on whose wish (`Opener`).
"""

import time
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from danceai.common.errors import NotAuthentic
from danceai.common.identity import Actor, Role, Scope

ALGORITHM = "Ed25519"
ISSUER = AUDIENCE = "danceai"
LIFETIME = timedelta(minutes=2)
"""In which a call must be made; gateways ask for a fresh one every few seconds"""
DELEGATION = timedelta(days=14)
"""How long services may act on a wish"""
REMEMBERED = 4096


def vouch(actor: Actor, key: Ed25519PrivateKey, now: datetime | None = None) -> str:
    """The token of an actor."""
    issued = int((now or datetime.now(UTC)).timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "jti": uuid4().hex,
        "sub": str(actor.user_id),
        "studio": str(actor.studio_id),
        "role": actor.role.value,
        "couples": None if actor.couples is None else sorted(str(couple) for couple in actor.couples),
        "scopes": sorted(actor.scopes),
        "iat": issued,
        "exp": issued + int(LIFETIME.total_seconds()),
    }
    return jwt.encode({"alg": ALGORITHM}, claims, OKPKey.import_key(key), algorithms=[ALGORITHM])


class ActorReader:
    """Turns tokens back into actors. A page's calls come with the same token: its signature is checked once."""

    def __init__(self, public_key: str) -> None:
        """public_key: Ed25519 of auth, base64url."""
        self._key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public_key})
        self._read: OrderedDict[str, tuple[Actor, int, int]] = OrderedDict()

    def read(self, token: str, *, fresh: bool) -> Actor:
        """Whom a token speaks of. `fresh`: it must not have expired. Raises NotAuthentic."""
        known = self._read.get(token)
        if known is None:
            known = self._verified(token)
            self._read[token] = known
            while len(self._read) > REMEMBERED:
                self._read.popitem(last=False)
        actor, issued, expires = known
        until = expires if fresh else issued + DELEGATION.total_seconds()
        if time.time() > until:
            raise NotAuthentic("This permission has expired. Please try again.")
        return actor

    def _verified(self, token: str) -> tuple[Actor, int, int]:
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
            if (claims["iss"], claims["aud"]) != (ISSUER, AUDIENCE):
                raise NotAuthentic("This permission was given for something else.")
            couples = claims["couples"]
            actor = Actor(
                user_id=UUID(claims["sub"]),
                studio_id=UUID(claims["studio"]),
                role=Role(claims["role"]),
                couples=None if couples is None else frozenset(map(UUID, couples)),
                scopes=frozenset(map(Scope, claims["scopes"])),
                token=token,
            )
            return actor, int(claims["iat"]), int(claims["exp"])
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise NotAuthentic("This permission was not given by us.") from error
