"""Who a process is on the bus: one secret, and the keys that are made of it.

One opens the connection (an NKey), one signs what is sent, one (only auth's counts) vouches for actors. They are
derived from the secret by HKDF (RFC 5869), each for its purpose alone: nothing signed with one passes for the other.
"""

import base64
from dataclasses import dataclass
from functools import cached_property

import nkeys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import BaseModel, ConfigDict, SecretStr

SHORTEST = 32
"""Characters of a secret"""


class PublicKeys(BaseModel):
    """What others may know of a process's keys."""

    model_config = ConfigDict(frozen=True)

    connection: str
    """NKey of a user, U..."""
    seal: str
    """Ed25519, base64url"""
    vouching: str
    """Ed25519, base64url"""


@dataclass(frozen=True)
class Credentials:
    """A name on the bus, and the secret behind it."""

    name: str
    secret: SecretStr

    def __post_init__(self) -> None:
        if len(self.secret.get_secret_value()) < SHORTEST:
            raise ValueError(f"the identity key of {self.name} must have at least {SHORTEST} characters")

    @cached_property
    def connection_seed(self) -> str:
        """NKey seed, as clients of NATS take it."""
        return bytes(nkeys.encode_seed(self._derived("connection"), nkeys.PREFIX_BYTE_USER)).decode()

    @cached_property
    def seal_key(self) -> Ed25519PrivateKey:
        """Signs messages."""
        return Ed25519PrivateKey.from_private_bytes(self._derived("seal"))

    @cached_property
    def vouching_key(self) -> Ed25519PrivateKey:
        """Signs actors."""
        return Ed25519PrivateKey.from_private_bytes(self._derived("vouching"))

    @property
    def public(self) -> PublicKeys:
        """For the bus and for those who are sent something."""
        connection = nkeys.from_seed(bytearray(self.connection_seed.encode())).public_key.decode()
        return PublicKeys(
            connection=connection, seal=_public_text(self.seal_key), vouching=_public_text(self.vouching_key)
        )

    def _derived(self, purpose: str) -> bytes:
        info = f"danceai {purpose} {self.name}".encode()
        return HKDF(SHA256(), 32, salt=None, info=info).derive(self.secret.get_secret_value().encode())


def _public_text(key: Ed25519PrivateKey) -> str:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
