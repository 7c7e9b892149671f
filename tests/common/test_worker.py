"""The worker loop on a real NATS server: done once, retried, given up, handed back, and never blamed for an outage."""

import asyncio

import pytest

from danceai.common.errors import JobFailed, NotFound, NotYet, Unavailable
from danceai.common.messaging.worker import STOPPED
from tests.common.bench import Bench


async def test_every_job_is_done_once(bench: Bench) -> None:
    for i in range(8):
        await bench.order(str(i))
    await bench.work(lambda: len(bench.handled) == 8)
    assert sorted(bench.handled) == [str(i) for i in range(8)]
    assert await bench.left() == 0


async def test_a_passing_failure_is_retried(bench: Bench) -> None:
    bench.fail["job"] = [RuntimeError("away for a moment")]
    await bench.order("job")
    await bench.work(lambda: len(bench.handled) == 2)
    assert bench.given_up == []
    assert await bench.left() == 0


async def test_a_permanent_failure_is_given_up_at_once_with_its_sentence(bench: Bench) -> None:
    bench.fail["job"] = [JobFailed("The file is damaged.")] * 5
    await bench.order("job")
    await bench.work(lambda: bench.given_up)
    assert bench.handled == ["job"]
    assert bench.given_up == [("job", "The file is damaged.")]
    dead = await bench.bus.js.get_last_msg("DEAD_LETTERS", f"dead.{bench.subject}.*")
    assert dead.data == b"job"
    assert (dead.headers or {})["Dead-Letter-Attempts"] == "1"


async def test_a_poisonous_job_is_given_up_after_its_attempts(bench: Bench) -> None:
    bench.fail["job"] = [RuntimeError("broken")] * 9
    await bench.order("job")
    await bench.work(lambda: bench.given_up)
    assert bench.handled == ["job"] * 3
    assert "our side" in bench.given_up[0][1]
    assert await bench.left() == 0


@pytest.mark.parametrize(
    "away",
    [
        ConnectionRefusedError("database"),
        Unavailable("The file store does not answer."),
        TimeoutError("nobody answers"),
    ],
    ids=["database", "store", "silence"],
)
async def test_an_outage_consumes_no_attempt(bench: Bench, away: Exception) -> None:
    """Three attempts are allowed; seven outages and two failures later the job is done."""
    bench.fail["job"] = [away] * 4 + [RuntimeError("its own fault")] * 2 + [away] * 3
    await bench.order("job")
    await bench.work(lambda: len(bench.handled) == 10)
    assert bench.given_up == []
    assert bench.attempts["job"] == 3
    assert await bench.left() == 0


async def test_nothing_is_consumed_while_attempts_cannot_be_counted(bench: Bench) -> None:
    bench.fail_begin = [ConnectionRefusedError("database")] * 5
    await bench.order("job")
    await bench.work(lambda: bench.handled)
    assert bench.attempts["job"] == 1
    assert await bench.left() == 0


async def test_what_takes_its_worker_down_each_time_ends_after_its_attempts(bench: Bench) -> None:
    bench.attempts["job"] = 3  # begun three times, and never ended
    await bench.order("job")
    await bench.work(lambda: bench.given_up)
    assert bench.handled == []
    assert "too long or failed too often" in bench.given_up[0][1]


async def test_what_takes_longer_than_allowed_is_not_tried_again(bench: Bench) -> None:
    bench.concludes["job"] = asyncio.Event()
    await bench.order("job")
    await bench.work(lambda: bench.given_up, bench.worker(limit=0.3))
    assert bench.handled == ["job"]
    assert bench.given_up == [("job", STOPPED)]


async def test_giving_up_waits_for_the_database(bench: Bench) -> None:
    bench.fail["job"] = [JobFailed("The file is damaged.")]
    bench.fail_give_up = [ConnectionRefusedError("database")] * 3
    await bench.order("job")
    await bench.work(lambda: bench.given_up)
    assert bench.handled == ["job"], "the work was not done again for it"
    assert bench.given_up == [("job", "The file is damaged.")]


async def test_a_job_whose_owner_cannot_be_told_is_buried_all_the_same(bench: Bench) -> None:
    bench.fail["job"] = [JobFailed("The file is damaged.")] * 9
    bench.fail_give_up = [NotFound("This video does not exist.")]
    await bench.order("job")
    await bench.order("next")
    await bench.work(lambda: "next" in bench.handled)
    assert bench.handled == ["job", "next"]
    assert await bench.left() == 0


async def test_a_job_whose_time_has_not_come_is_no_attempt(bench: Bench) -> None:
    bench.fail["job"] = [NotYet(0.05)] * 6
    await bench.order("job")
    await bench.work(lambda: len(bench.handled) == 7)
    assert bench.attempts["job"] == 1
    assert bench.given_up == []


async def test_the_next_job_starts_while_one_concludes_but_no_third(bench: Bench) -> None:
    bench.concludes = {str(i): asyncio.Event() for i in range(3)}
    for i in range(3):
        await bench.order(str(i))

    async def watch() -> None:
        while len(bench.handled) < 2:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)
        assert bench.handled == ["0", "1"]
        assert await bench.left() == 3
        for concluded in bench.concludes.values():
            concluded.set()

    watching = asyncio.create_task(watch())
    await bench.work(lambda: len(bench.handled) == 3 and watching.done())
    await watching
    assert await bench.left() == 0
