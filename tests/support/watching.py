"""Looking again and again at something in a thread, while a block lasts."""

import threading
from abc import ABC, abstractmethod
from typing import Self


class Watcher(ABC):
    """Calls `look` every so many seconds until the block ends."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            self.look()

    @abstractmethod
    def look(self) -> None:
        """Once."""
