"""What is asked of a provider of social login: where its doors are, its keys, and who somebody is.

Nothing here holds a transaction. Only so many callers are let out at once, each has a deadline, and what changes once
in months is asked for once in an hour: a flood of sign-ins is no flood at the provider's.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client

from danceai.auth.signing_in.places import Places

SECONDS = 10.0
"""For everything that one sign-in asks of a provider"""
KEPT = 3600.0
"""Seconds for which a document is known"""
places = Places(at_once=8, waiting=24)
_known: dict[str, tuple[float, dict[str, Any]]] = {}


@asynccontextmanager
async def asking(whose: str) -> AsyncIterator[None]:
    """A turn with a deadline. Raises Busy, TimeoutError."""
    async with places.turn(whose), asyncio.timeout(SECONDS):
        yield


async def document(url: str) -> dict[str, Any]:
    """A public JSON document of a provider. Raises httpx.HTTPError, ValueError."""
    until, found = _known.get(url, (0.0, {}))
    if time.monotonic() < until:
        return found
    return await fresh_document(url)


async def fresh_document(url: str) -> dict[str, Any]:
    """The same, asked for anew."""
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        answer = (await client.get(url)).raise_for_status().json()
    if not isinstance(answer, dict):
        raise ValueError(f"{url} holds no JSON object")  # noqa: TRY004 - one kind of error for what cannot be read
    _known[url] = time.monotonic() + KEPT, answer
    return answer


async def identity_token(
    endpoint: str, client_id: str, client_secret: str, redirect_uri: str, code: str, verifier: str
) -> str:
    """The signed statement that a code is exchanged for. Raises AuthlibBaseError, httpx.HTTPError, KeyError."""
    async with AsyncOAuth2Client(
        client_id,
        client_secret,
        redirect_uri=redirect_uri,
        timeout=SECONDS,
        token_endpoint_auth_method="client_secret_post",  # noqa: S106
    ) as client:
        token = await client.fetch_token(endpoint, code=code, code_verifier=verifier)
    return str(token["id_token"])
