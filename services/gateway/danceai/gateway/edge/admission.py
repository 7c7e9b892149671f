"""Which calls are let in at all: by the name they call us, the length of the address, the number of headers."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from danceai.common.errors import Invalid, ProductError
from danceai.gateway.problems import problem
from danceai.gateway.settings import GatewaySettings

LONGEST_PATH, LONGEST_QUERY = 2048, 8192
"""Characters"""
MOST_HEADERS, LARGEST_HEADERS = 100, 32 * 1024
MACHINES = ("/health",)
"""Asked by probes and collectors, which know us by an IP address"""
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(:\d+)?", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Misdirected(ProductError):
    """The call bears a name that is not ours: somebody has pointed a name of theirs at us (DNS rebinding)."""

    code = "misdirected"
    status = 421


class AddressTooLong(ProductError):
    """No address of ours is that long."""

    code = "address_too_long"
    status = 414


class HeadersTooLarge(ProductError):
    """No client of ours sends so many headers."""

    code = "headers_too_large"
    status = 431


def names_of(settings: GatewaySettings) -> frozenset[str]:
    """The hosts we answer to: that of the public address, and those that are listed beside it."""
    public = _name(urlsplit(settings.public_url).netloc)
    listed = {name.strip().lower() for name in settings.allowed_hosts.split(",")} - {""}
    return frozenset({public} | listed) | (LOOPBACK if _is_loopback(public) else frozenset())


def _name(host: str) -> str:
    """A Host header without its port, in lower case; empty when it is none."""
    found = HOST.fullmatch(host)
    return found[1].lower() if found else ""


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost"


class Admission:
    """Refuses before anything of a call is looked at."""

    def __init__(self, app: ASGIApp, settings: GatewaySettings) -> None:
        self._app = app
        self._names = names_of(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call."""
        if scope["type"] == "http":
            try:
                self._admit(scope)
            except ProductError as refusal:
                await problem(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _admit(self, scope: Scope) -> None:
        path: str = scope["path"]
        if len(path) > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
            raise AddressTooLong("This address is too long to be one of ours.")
        if UNPRINTABLE.search(path):
            raise Invalid("This address contains characters that cannot be printed. Please check it.")
        headers = scope["headers"]
        if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > LARGEST_HEADERS:
            raise HeadersTooLarge("The call brings too many headers or cookies. Delete the cookies of this site.")
        if not path.startswith(MACHINES) and _name(Headers(scope=scope).get("host", "")) not in self._names:
            raise Misdirected("This platform does not go by that name. Please use its own address.")
