"""How often one may try: per account, per address, per second factor. Counted even when the attempt is refused."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address
from math import ceil
from typing import Literal

from sqlalchemy import delete, select, text

from danceai.auth.signing_in.tokens import mac
from danceai.auth.tables import Throttle
from danceai.common.errors import TooMany
from danceai.common.frame.unit_of_work import UnitOfWork

WINDOW = timedelta(minutes=15)
Kind = Literal["account", "address", "code", "reset", "social"]
MOST: dict[Kind, int] = {"account": 10, "address": 100, "code": 5, "reset": 5, "social": 60}
HOUSEHOLD = 64
"""Bits of an IPv6 address that tell one customer of a provider from another: the rest everybody chooses at will"""
# Counting locks the row until the transaction ends, so attempts beside each other are counted one after the other.
COUNT = text(
    "insert into throttle (bucket, attempts, since) values (:bucket, 1, now()) on conflict (bucket) do update set "
    "attempts = case when throttle.since < now() - cast(:window as interval) then 1 else throttle.attempts + 1 end, "
    "since = case when throttle.since < now() - cast(:window as interval) then now() else throttle.since end "
    "returning attempts, since"
)
# Anybody can make rows, one for every name they think of; a few at a time, so that nobody waits for it.
TIDY = text(
    "delete from throttle where bucket in (select bucket from throttle where since < now() - cast(:window as interval) "
    "limit 100 for update skip locked)"
)


def network_of(address: str) -> str:
    """What one party calls from: an IPv4 address, or a whole /64 of IPv6; what is neither, as it is."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv4Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(IPv6Network((int(ip), HOUSEHOLD), strict=False))


def _bucket(work: UnitOfWork, kind: Kind, whom: str) -> bytes:
    return mac(work, "throttle", f"{kind}:{whom}")


def _refuse(since: datetime) -> None:
    left = max(timedelta(seconds=1), since + WINDOW - datetime.now(UTC))
    minutes = ceil(left / timedelta(minutes=1))
    raise TooMany(
        f"Too many attempts. Please try again in {minutes} minutes.",
        retry_after=ceil(left / timedelta(seconds=1)),
        details={"minutes": minutes},
    )


async def attempt(work: UnitOfWork, kind: Kind, whom: str) -> None:
    """Count one attempt before it is made. Raises TooMany."""
    bucket = _bucket(work, kind, whom)
    attempts, since = (await work.db.execute(COUNT, {"bucket": bucket, "window": WINDOW})).one()
    if attempts > MOST[kind]:
        _refuse(since)


async def still_free(work: UnitOfWork, kind: Kind, whom: str) -> None:
    """Raise TooMany when too many attempts have failed; counts nothing and locks nothing."""
    row = await work.db.scalar(select(Throttle).where(Throttle.bucket == _bucket(work, kind, whom)))
    if row is not None and row.attempts >= MOST[kind] and row.since > datetime.now(UTC) - WINDOW:
        _refuse(row.since)


async def failed(work: UnitOfWork, kind: Kind, whom: str) -> None:
    """Count an attempt that has failed; what no longer counts is forgotten."""
    await work.db.execute(COUNT, {"bucket": _bucket(work, kind, whom), "window": WINDOW})
    await work.db.execute(TIDY, {"window": WINDOW})


async def forget(work: UnitOfWork, kind: Kind, whom: str) -> None:
    """It was the right one: earlier attempts do not count."""
    await work.db.execute(delete(Throttle).where(Throttle.bucket == _bucket(work, kind, whom)))
