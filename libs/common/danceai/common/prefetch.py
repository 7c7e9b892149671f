"""Working ahead: an iterator runs in a thread of its own, a bounded number of items before its consumer; chunks."""

import itertools
import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PATIENCE = 0.1
"""Seconds between two looks whether anybody still wants the items"""


@dataclass(frozen=True)
class _Item(Generic[T]):
    value: T


@dataclass(frozen=True)
class _End:
    error: BaseException | None


class _Store(Generic[T]):
    """Items between the thread that makes them and the one that wants them."""

    def __init__(self, depth: int) -> None:
        self.waiting: queue.Queue[_Item[T] | _End] = queue.Queue(depth)
        self.stopped = threading.Event()

    def fill(self, items: Iterable[T]) -> None:
        """Put items in until they end, fail, or nobody wants them any more."""
        error: BaseException | None = None
        try:
            for item in items:
                if not self._put(_Item(item)):
                    return
        except BaseException as raised:  # noqa: BLE001 - raised where the items are wanted
            error = raised
        self._put(_End(error))

    def _put(self, entry: _Item[T] | _End) -> bool:
        while not self.stopped.is_set():
            try:
                self.waiting.put(entry, timeout=PATIENCE)
            except queue.Full:
                continue
            return True
        return False


def work_ahead(items: Iterable[T], depth: int) -> Generator[T, None, None]:
    """The same items in the same order, up to `depth` of them waiting. An error in the thread is raised here."""
    store = _Store[T](depth)
    thread = threading.Thread(target=store.fill, args=(items,), daemon=True, name="prefetch")
    thread.start()
    try:
        while isinstance(entry := store.waiting.get(), _Item):
            yield entry.value
        if entry.error is not None:
            raise entry.error
    finally:
        store.stopped.set()
        thread.join()


def cut_into_chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The same items in lists of `size`; the last one may be shorter."""
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk
