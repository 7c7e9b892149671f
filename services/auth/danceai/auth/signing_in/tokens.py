"""Random tokens and what is kept of them: keyed hashes (HMAC-SHA256); and encryption of what must be read again."""

import base64
import hashlib
import hmac
import secrets
import zlib
from typing import Literal

from cryptography.fernet import Fernet

from danceai.auth.settings import AuthSettings
from danceai.common.settings import HoldsOwn

Purpose = Literal["session", "link", "flow", "key", "recovery", "throttle"]
KEY_MARK = "danceai"
PREFIX, SECRET, CHECKSUM = 10, 40, 8
"""Characters of an API key's parts"""


def _key(settings: AuthSettings, purpose: str) -> bytes:
    return hmac.digest(settings.secret_key.get_secret_value().encode(), purpose.encode(), hashlib.sha256)


def mac(holder: HoldsOwn, purpose: Purpose, token: str) -> bytes:
    """What is stored of a token: useless without the platform's secret, and for any other purpose."""
    return hmac.digest(_key(AuthSettings.of(holder), purpose), token.encode(), hashlib.sha256)


def fresh() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def encrypt(holder: HoldsOwn, text: str) -> bytes:
    """For secrets that must be read again: second factors, providers' client secrets."""
    return Fernet(base64.urlsafe_b64encode(_key(AuthSettings.of(holder), "encryption"))).encrypt(text.encode())


def decrypt(holder: HoldsOwn, data: bytes) -> str:
    """Read what `encrypt` wrote. Raises InvalidToken when the platform's secret has changed."""
    return Fernet(base64.urlsafe_b64encode(_key(AuthSettings.of(holder), "encryption"))).decrypt(data).decode()


def new_api_key() -> tuple[str, str]:
    """(key, prefix): `danceai_<prefix>_<secret><checksum>`; the prefix finds it, the checksum tells typing errors."""
    prefix, secret = secrets.token_hex(PREFIX // 2), secrets.token_hex(SECRET // 2)
    body = f"{KEY_MARK}_{prefix}_{secret}"
    return body + _checksum(body), prefix


def prefix_of(key: str) -> str | None:
    """The prefix of a well-formed key; None when it cannot be one, without asking the database."""
    body, checksum = key[:-CHECKSUM], key[-CHECKSUM:]
    parts = body.split("_")
    formed = len(parts) == 3 and parts[0] == KEY_MARK and len(parts[1]) == PREFIX and len(parts[2]) == SECRET
    return parts[1] if formed and key.isascii() and hmac.compare_digest(checksum, _checksum(body)) else None


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"
