"""Messages are sealed by whoever sends them, and opened before anything of them is believed.

A seal is an Ed25519 signature (RFC 8032) over subject, headers and body. Opening proves who sent the message, that this
sender may send on this subject, that nothing was changed, that a request is fresh and came once, and on whose wish it
comes: the actor's token is auth's (`vouching`). Jobs and events may be old: that what they did once is not done again
is the services' own book-keeping.
"""

import base64
import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from danceai.common.errors import NotAuthentic
from danceai.common.identity import NOBODY, PLATFORM_STUDIO, Actor, Role, service_of
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import ACTOR, ID, OURS, SEAL, SEALED_AT, SENDER, STUDIO, Envelope
from danceai.common.messaging.trust import Sender, Trust
from danceai.common.messaging.vouching import ActorReader

VERSION = b"danceai seal 1"
FRESH = 60.0
"""Seconds in which a request must arrive; clocks of one cluster may differ by a few"""
Headers = Mapping[str, str]


def seal(credentials: Credentials, subject: str, headers: Headers, body: bytes) -> dict[str, str]:
    """The headers of a message that is about to be sent, with the sender's seal."""
    told = {**headers, SENDER: credentials.name, SEALED_AT: f"{time.time():.3f}"}
    signature = credentials.seal_key.sign(_sealed_bytes(subject, told, body))
    return told | {SEAL: base64.urlsafe_b64encode(signature).decode()}


def _sealed_bytes(subject: str, headers: Headers, body: bytes) -> bytes:
    """Everything that counts, each part with its length, so that no two messages read alike."""
    told = sorted((name, value) for name, value in headers.items() if name.startswith(OURS) and name != SEAL)
    parts = [VERSION, subject.encode(), headers.get(ID, "").encode(), hashlib.sha256(body).digest()]
    parts += [part.encode() for pair in told for part in pair]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


class Opener:
    """Opens what one process is sent."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._keys = {name: _public_key(sender.keys.seal) for name, sender in trust.senders.items()}
        self._actors = ActorReader(trust.authority.keys.vouching)
        self._seen: OrderedDict[str, float] = OrderedDict()

    def open_request(self, subject: str, headers: Headers | None, body: bytes) -> Envelope:
        """The envelope of a request, which counts once and for a minute. Raises NotAuthentic."""
        given = headers or {}
        sender = self._sender(subject, given, body)
        self._is_fresh(given)
        return Envelope.read(given, self._actor(sender, given, fresh=True))

    def open_order(self, subject: str, headers: Headers | None, body: bytes) -> Envelope:
        """The envelope of a job or an event. Raises NotAuthentic."""
        given = headers or {}
        return Envelope.read(given, self._actor(self._sender(subject, given, body), given, fresh=False))

    def _sender(self, subject: str, headers: Headers, body: bytes) -> Sender:
        try:
            sender, key = self._trust.senders[headers[SENDER]], self._keys[headers[SENDER]]
            key.verify(base64.urlsafe_b64decode(headers[SEAL]), _sealed_bytes(subject, headers, body))
        except (KeyError, ValueError, InvalidSignature) as error:
            raise NotAuthentic("This message is not from whom it says.") from error
        if not sender.may_send(subject):
            raise NotAuthentic("This message is not its sender's to send.")
        return sender

    def _is_fresh(self, headers: Headers) -> None:
        now = time.time()
        try:
            sealed_at = float(headers[SEALED_AT])
        except (KeyError, ValueError):
            sealed_at = 0.0
        if not abs(now - sealed_at) <= FRESH:
            raise NotAuthentic("This message was sent long ago.")
        while self._seen and next(iter(self._seen.values())) < now - 2 * FRESH:
            self._seen.popitem(last=False)
        if headers.get(ID, "") in self._seen:
            raise NotAuthentic("This message has come before.")
        self._seen[headers.get(ID, "")] = now

    def _actor(self, sender: Sender, headers: Headers, *, fresh: bool) -> Actor:
        studio_id, token = _studio_of(headers), headers.get(ACTOR)
        if token is None:
            if not sender.speaks_for_people:
                return service_of(studio_id)
            if studio_id != PLATFORM_STUDIO:
                raise NotAuthentic("Nobody belongs to no studio.")
            return NOBODY
        actor = self._actors.read(token, fresh=fresh and sender.speaks_for_people)
        if actor.studio_id != studio_id:
            # Platform administrators order things in other studios, through the service that let them.
            if actor.role is not Role.PLATFORM_ADMIN or sender.speaks_for_people:
                raise NotAuthentic("This permission was given in another studio.")
            actor = actor.model_copy(update={"studio_id": studio_id})
        return actor if sender.speaks_for_people else actor.through_service()


def _public_key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def _studio_of(headers: Headers) -> UUID:
    try:
        return UUID(headers[STUDIO])
    except (KeyError, ValueError) as error:
        raise NotAuthentic("This message does not say in which studio it counts.") from error
