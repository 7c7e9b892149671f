"""What is kept no longer: old log lines, sessions and links that have run out, counts of attempts long ago.

The logs can be neither changed nor deleted by the service. What removes their oldest lines is a function of the
database's owner, which keeps the last 30 days whoever calls it.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from danceai.auth.settings import AuthSettings
from danceai.auth.tables import OneTimeToken, SocialFlow, Throttle, WebSession
from danceai.common.settings import ServiceSettings

THROTTLED = timedelta(days=2)
"""Longer than any attempt counts"""


async def purge_logs(session: AsyncSession, own: ServiceSettings) -> int:
    """Lines of the login log, the audit log and the list of mails that are older than is set."""
    assert isinstance(own, AuthSettings)
    gone = 0
    kept = {"login_log": own.keep_logins_days, "audit_log": own.keep_changes_days, "mails": own.keep_logins_days}
    for log, days in kept.items():
        before = datetime.now(UTC) - timedelta(days=days)
        gone += int(await session.scalar(select(func.purge_log(log, before))) or 0)
    return gone


async def purge_expired(session: AsyncSession, own: ServiceSettings) -> int:
    """Sessions, links and flows that have run out, and attempts nobody counts any more."""
    now = datetime.now(UTC)
    over: list[tuple[type[Any], ColumnElement[bool]]] = [
        (WebSession, WebSession.expires_at < now),
        (OneTimeToken, OneTimeToken.expires_at < now),
        (SocialFlow, SocialFlow.expires_at < now),
        (Throttle, Throttle.since < now - THROTTLED),
    ]
    gone = 0
    for table, condition in over:
        key = table.__table__.primary_key.columns[0]
        gone += len((await session.execute(delete(table).where(condition).returning(key))).all())
    return gone
