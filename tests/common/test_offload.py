"""Work in threads: it ends when nobody waits for it any more."""

import asyncio
import threading
import time

import pytest

from danceai.common.offload import Stopped, in_thread, keep_going


def _work(ended: threading.Event, seconds: float = 30.0) -> str:
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            keep_going()
            time.sleep(0.005)
    except Stopped:
        ended.set()
        raise
    return "done"


async def test_a_result_comes_back() -> None:
    assert await in_thread(_work, threading.Event(), seconds=0.05) == "done"


async def test_an_error_comes_back() -> None:
    def divide(by: int) -> float:
        return 1 / by

    with pytest.raises(ZeroDivisionError):
        await in_thread(divide, 0)


async def test_work_that_timed_out_has_ended_when_it_could_be_tried_again() -> None:
    ended = threading.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await in_thread(_work, ended)
    assert ended.is_set()


async def test_work_beside_it_goes_on() -> None:
    first, second = threading.Event(), threading.Event()
    other = asyncio.create_task(in_thread(_work, second, seconds=0.5))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await in_thread(_work, first)
    assert await other == "done"
    assert not second.is_set()


def test_without_a_thread_there_is_nothing_to_ask() -> None:
    keep_going()
