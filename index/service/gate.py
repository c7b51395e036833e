"""Bounded concurrency: a few searches run, a few wait, the rest are told to come back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class BusyError(Exception):
    """Too many searches wait already."""


class Gate:
    """Lets ``running`` callers in at once and ``waiting`` more wait for at most ``patience`` seconds."""

    def __init__(self, running: int, waiting: int, patience: float = 5.0) -> None:
        self._slots = threading.BoundedSemaphore(running)
        self._patience = patience
        self._most = waiting
        self._lock = threading.Lock()
        self.waiting = 0

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Run the body when there is room; raises ``BusyError`` when the queue is full or does not move."""
        if not self._slots.acquire(blocking=False):
            self._queue()
        try:
            yield
        finally:
            self._slots.release()

    def _queue(self) -> None:
        with self._lock:
            if self.waiting >= self._most:
                raise BusyError
            self.waiting += 1
        try:
            if not self._slots.acquire(timeout=self._patience):
                raise BusyError
        finally:
            with self._lock:
                self.waiting -= 1
