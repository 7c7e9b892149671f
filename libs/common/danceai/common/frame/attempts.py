"""Attempts at messages, counted where their effects are: in the service's own database.

An attempt is counted before it begins, so that one which takes its worker down counts as well; one that ended because
a server was away is taken back.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from danceai.common.database.engine import Database

BEGIN = text(
    "insert into attempts as known (consumer, message_id, attempts) "
    "select cast(:consumer as text), cast(:message as uuid), 1 where not exists "
    "(select from processed_messages where consumer = :consumer and message_id = :message) "
    "on conflict (consumer, message_id) do update set attempts = known.attempts + 1, begun_at = now() "
    "returning attempts"
)
GIVE_BACK = text(
    "update attempts set attempts = attempts - 1 where consumer = :consumer and message_id = :message and attempts > 0"
)
FORGET = text("delete from attempts where begun_at < now() - cast(:age as interval)")
REMEMBERED = timedelta(days=30)
"""No message comes again after so long"""


async def begin(database: Database, consumer: str, message: UUID) -> int | None:
    """Count one more attempt; None when the message's effect is recorded already."""
    counted: int | None = await database.at_once(BEGIN, {"consumer": consumer, "message": message})
    return counted


async def give_back(database: Database, consumer: str, message: UUID) -> None:
    """The last attempt says nothing about the work."""
    await database.at_once(GIVE_BACK, {"consumer": consumer, "message": message})


async def forget(database: Database) -> None:
    """Remove what is older than any message."""
    await database.at_once(FORGET, {"age": REMEMBERED})
