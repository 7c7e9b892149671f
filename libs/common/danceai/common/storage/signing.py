"""Signed addresses whose headers are part of the signature (AWS Signature Version 4, query form).

The `minio` client signs the host alone, and then an address takes as many bytes as somebody sends. With the length
signed as well the store refuses every other length, before it keeps a byte.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"


@dataclass(frozen=True)
class Signer:
    """Signs for one key of one store."""

    access_key: str
    secret_key: str
    endpoint: str
    """Host and port as clients know them"""
    secure: bool
    region: str

    def sign(
        self,
        method: str,
        path: str,
        seconds: int,
        headers: Mapping[str, str],
        query: Mapping[str, str],
        now: datetime | None = None,
    ) -> str:
        """An address for one method; whoever uses it must send exactly these headers (names in lower case)."""
        at = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{at[:8]}/{self.region}/s3/aws4_request"
        sent = {"host": self.endpoint, **headers}
        names = ";".join(sorted(sent))
        asked = {
            **query,
            "X-Amz-Algorithm": ALGORITHM,
            "X-Amz-Credential": f"{self.access_key}/{scope}",
            "X-Amz-Date": at,
            "X-Amz-Expires": str(seconds),
            "X-Amz-SignedHeaders": names,
        }
        asking = "&".join(f"{quote(name, safe='')}={quote(asked[name], safe='')}" for name in sorted(asked))
        lines = "".join(f"{name}:{sent[name]}\n" for name in sorted(sent))
        request = "\n".join([method, quote(path), asking, lines, names, UNSIGNED])
        told = "\n".join([ALGORITHM, at, scope, hashlib.sha256(request.encode()).hexdigest()])
        key = f"AWS4{self.secret_key}".encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, told.encode(), hashlib.sha256).hexdigest()
        scheme = "https" if self.secure else "http"
        return f"{scheme}://{self.endpoint}{quote(path)}?{asking}&X-Amz-Signature={signature}"
