"""Is it our own servers that are away? The one place that tells an outage from a failure of the work itself.

What fails while the database, the bus or the store is away says nothing about the work: it consumes no attempt, and
waiting is all that helps.
"""

import errno
from collections.abc import Iterator
from socket import gaierror

import asyncpg
import nats.errors
import nats.js.errors
import sqlalchemy.exc
import urllib3.exceptions
from minio.error import S3Error, ServerError

from danceai.common.errors import ProductError

UNREACHED = frozenset(
    (errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE, errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH)
)
NOBODY_ANSWERS = (
    ConnectionError,
    gaierror,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    sqlalchemy.exc.TimeoutError,  # no connection of the pool became free
    nats.errors.ConnectionClosedError,
    nats.errors.ConnectionReconnectingError,
    nats.errors.FlushTimeoutError,
    nats.errors.NoRespondersError,
    nats.errors.NoServersError,
    nats.errors.OutboundBufferLimitError,
    nats.errors.StaleConnectionError,
    nats.errors.TimeoutError,
    nats.errors.UnexpectedEOF,
    nats.js.errors.NoStreamResponseError,
    nats.js.errors.ServiceUnavailableError,
    urllib3.exceptions.HTTPError,
    ServerError,
)
STORE_FAILS = 500
GONE = ("08", "57P", "53300")
"""SQLSTATEs of a server that is gone, going, coming, or full"""
CLOSED = "closed"
"""What the driver calls its InterfaceError by when the connection is lost; others of the kind are defects of ours"""


def is_outage(error: BaseException) -> bool:
    """Whether an error comes from a server that is away. A refusal with a sentence is what it says it is."""
    return any(_is_away(one) for one in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, as far as nobody has made a refusal of it."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        if isinstance(current, ProductError):
            return
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden


def _is_away(error: BaseException) -> bool:
    if isinstance(error, ProductError):
        return error.outage
    if isinstance(error, sqlalchemy.exc.DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        return bool(error.connection_invalidated) or state.startswith(GONE)
    if isinstance(error, asyncpg.InterfaceError):
        return CLOSED in str(error)
    if isinstance(error, S3Error):
        return error.response.status >= STORE_FAILS
    if isinstance(error, OSError) and not isinstance(error, ConnectionError | gaierror):
        # A TimeoutError is one as well: whoever waits with a limit of its own says so before asking here.
        return isinstance(error, TimeoutError) or error.errno in UNREACHED
    return isinstance(error, NOBODY_ANSWERS)
