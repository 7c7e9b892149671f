"""Working ahead: the same items in order, no more than wanted, errors where they are wanted, and no thread left."""

import threading
from collections.abc import Iterator

import pytest

from danceai.common.prefetch import cut_into_chunks, work_ahead


def _threads() -> int:
    return sum(thread.name == "prefetch" for thread in threading.enumerate())


def test_items_come_in_order_and_the_thread_ends() -> None:
    before = _threads()
    assert list(work_ahead(range(50), 3)) == list(range(50))
    assert _threads() == before


def test_an_error_is_raised_after_the_items_before_it() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    items = work_ahead(failing(), 2)
    assert next(items) == 1
    with pytest.raises(ValueError, match="broken"):
        next(items)


def test_who_stops_early_leaves_no_thread_behind() -> None:
    made, before = [], _threads()

    def counted() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    items = work_ahead(counted(), 2)
    assert next(items) == 0
    items.close()
    assert _threads() == before
    assert len(made) <= 5, "two waiting, one taken, one or two under way"


def test_chunks_hold_everything_once() -> None:
    assert list(cut_into_chunks(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
