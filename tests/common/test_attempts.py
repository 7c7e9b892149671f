"""Attempts counted in the service's database, and an outbox that one message does not stop."""

from uuid import uuid4

from sqlalchemy import delete, func, select, text

from danceai.common.contracts.base import Camera
from danceai.common.contracts.mail import SendMail
from danceai.common.contracts.videos import VideoRejected
from danceai.common.database.tables import OutboxRow, ProcessedMessage
from danceai.common.frame import attempts
from danceai.common.frame.reconciling import unsendable_messages
from tests.support.beside import beside, on_account_of, working_in
from tests.support.platform import RunningPlatform

CONSUMER = "Counting"


async def test_an_attempt_counts_when_it_begins_and_not_when_it_is_given_back(running: RunningPlatform) -> None:
    message = uuid4()
    async with beside(running, "training") as service:
        counted = [await attempts.begin(service.database, CONSUMER, message) for _ in range(3)]
        assert counted == [1, 2, 3], "three workers have died with it"
        await attempts.give_back(service.database, CONSUMER, message)
        assert await attempts.begin(service.database, CONSUMER, message) == 3
        assert await attempts.begin(service.database, CONSUMER, uuid4()) == 1, "another one"
        async with working_in(service) as work:
            work.db.add(ProcessedMessage(consumer=CONSUMER, message_id=message))
        assert await attempts.begin(service.database, CONSUMER, message) is None, "it is done"


async def test_attempts_older_than_any_message_are_forgotten(running: RunningPlatform) -> None:
    old, new = uuid4(), uuid4()
    async with beside(running, "training") as service:
        for message in (old, new):
            await attempts.begin(service.database, CONSUMER, message)
        async with working_in(service) as work:
            aged = text("update attempts set begun_at = now() - interval '31 days' where message_id = :old")
            await work.db.execute(aged, {"old": old})
        await attempts.forget(service.database)
        async with working_in(service) as work:
            left = text("select message_id from attempts where message_id in (:old, :new)")
            assert list(await work.db.scalars(left, {"old": old, "new": new})) == [new]


async def test_a_message_the_bus_refuses_lets_the_others_pass_and_is_dropped_in_the_end(
    running: RunningPlatform,
) -> None:
    refused, passing = uuid4(), uuid4()
    fact = VideoRejected(video_id=uuid4(), session_id=uuid4(), camera=Camera.A, code="none", message="Nobody waits.")
    nobodys = fact.model_dump_json().encode()
    async with beside(running, "ingest") as service:
        async with working_in(service) as work:
            headers = on_account_of().headers()
            large = OutboxRow(id=refused, subject=VideoRejected.subject, headers=headers, payload=b"x" * 9_000_000)
            small = OutboxRow(id=passing, subject=VideoRejected.subject, headers=headers, payload=nobodys)
            work.db.add(large)
            await work.db.flush()
            work.db.add(small)
        while await service.outbox._send_batch():  # noqa: SLF001 - one round of the relay
            pass
        async with working_in(service) as work:
            kept = list(await work.db.scalars(select(OutboxRow).where(OutboxRow.id.in_((refused, passing)))))
            assert [row.id for row in kept] == [refused]
            assert kept[0].tries >= 1
            await work.db.execute(text("update outbox set tries = 60 where id = :id"), {"id": refused})
        await unsendable_messages(service)
        async with working_in(service) as work:
            assert await work.db.scalar(select(func.count()).where(OutboxRow.id == refused)) == 0


async def test_orders_that_wait_in_an_outbox_from_before_get_their_studio(running: RunningPlatform) -> None:
    """Provisioning runs again at every start; what it does not know it leaves."""
    from danceai.common.database.migrations import migrate
    from danceai.common.frame.discovery import migrations_of

    order = uuid4()
    async with beside(running, "scraper") as service:
        headers = on_account_of().headers()
        async with working_in(service) as work:
            late = text("select now() + interval '1 hour'")
            work.db.add(
                OutboxRow(
                    id=order,
                    subject=SendMail.subject,
                    headers=headers,
                    payload=b"{}",
                    not_before=await work.db.scalar(late),
                )
            )
        await migrate(running.layout.admin_url, "scraper", migrations_of("scraper"))
        async with working_in(service) as work:
            subject = await work.db.scalar(delete(OutboxRow).where(OutboxRow.id == order).returning(OutboxRow.subject))
        assert subject == f"{SendMail.subject}.{headers['Danceai-Studio']}"
