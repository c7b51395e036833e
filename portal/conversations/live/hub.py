"""One LISTEN connection of this process, fanned out to the streams that it holds open.

Works with threads and, since gunicorn's gevent worker patches them, with greenlets: psycopg waits cooperatively then.
"""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.engine import make_url

from portal.conversations.service.ownership import CHANNEL

log = logging.getLogger(__name__)
Note = dict[str, Any]
END: Note = {"kind": "end"}
REREAD: Note = {"kind": "reread"}
BACKLOG = 1_000  # notes a stream that does not read may fall behind before it is told to read anew
TICK_SECONDS = 1.0
PING_SECONDS = 20.0
RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(eq=False)
class Subscription:
    """One stream's notes; `conversation_id` None means all conversations."""

    conversation_id: UUID | None
    notes: queue.Queue[Note] = field(default_factory=lambda: queue.Queue(BACKLOG))

    def get(self, seconds: float) -> Note | None:
        """The next note, None when none came in time."""
        try:
            return self.notes.get(timeout=seconds)
        except queue.Empty:
            return None

    def put(self, note: Note) -> None:
        """Hand a note to the stream; one that is far behind gets a single order to read anew."""
        try:
            self.notes.put_nowait(note)
        except queue.Full:
            while not self.notes.empty():
                self.notes.get_nowait()
            self.notes.put_nowait(END if note is END else REREAD)


class Hub:
    """Listens from the first subscription on; ends when `stop` is called or `alive` says no."""

    def __init__(self, url: str) -> None:
        self._dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._lock = threading.Lock()
        self._subscriptions: dict[UUID | None, set[Subscription]] = {}
        self._thread: threading.Thread | None = None
        self._listening = threading.Event()
        self._stopped = threading.Event()
        self._alive: Callable[[], bool] = lambda: True

    def end_with(self, alive: Callable[[], bool]) -> None:
        """End all streams soon after `alive` turns false (the web worker was told to stop)."""
        self._alive = alive

    def subscribe(self, conversation_id: UUID | None) -> Subscription:
        """Notes of one conversation, or of all, from now on. Blocks shortly until the process listens."""
        made = Subscription(conversation_id)
        with self._lock:
            self._subscriptions.setdefault(conversation_id, set()).add(made)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="conversations-listen", daemon=True)
                self._thread.start()
        if self._stopped.is_set():
            made.put(END)
        else:
            self._listening.wait(timeout=5.0)
        return made

    def unsubscribe(self, subscription: Subscription) -> None:
        """Forget a stream."""
        with self._lock:
            held = self._subscriptions.get(subscription.conversation_id, set())
            held.discard(subscription)
            if not held:
                self._subscriptions.pop(subscription.conversation_id, None)

    def stop(self) -> None:
        """End every stream and the listening."""
        self._stopped.set()
        self._listening.set()
        self._all(END)

    def join(self, seconds: float) -> None:
        """Wait until the listening has ended."""
        if self._thread is not None:
            self._thread.join(seconds)

    @property
    def streams(self) -> int:
        """How many streams are open."""
        with self._lock:
            return sum(len(held) for held in self._subscriptions.values())

    def _all(self, note: Note) -> None:
        with self._lock:
            everyone = [one for held in self._subscriptions.values() for one in held]
        for one in everyone:
            one.put(note)

    def _dispatch(self, payload: str) -> None:
        note: Note = json.loads(payload)
        if "conversation_id" not in note:
            self._all(note)
            return
        with self._lock:
            interested = [
                *self._subscriptions.get(UUID(note["conversation_id"]), ()),
                *self._subscriptions.get(None, ()),
            ]
        for one in interested:
            one.put(note)

    def _run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                with psycopg.connect(
                    self._dsn, autocommit=True, application_name="prilavok-listen", connect_timeout=5
                ) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    failures = 0
                    self._listening.set()
                    # Whatever was announced while nobody listened is in the database.
                    self._all(REREAD)
                    self._pump(connection)
            except (psycopg.Error, OSError) as error:
                self._listening.clear()
                log.warning("live updates: listening broke off (%s), trying again", error.__class__.__name__)
                self._stopped.wait(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])
                failures += 1

    def _pump(self, connection: psycopg.Connection[Any]) -> None:
        heard = time.monotonic()
        while not self._stopped.is_set():
            for note in connection.notifies(timeout=TICK_SECONDS):
                heard = time.monotonic()
                self._dispatch(note.payload)
            if not self._alive():
                self.stop()
            if time.monotonic() - heard > PING_SECONDS:
                connection.execute("SELECT 1")  # finds a connection that died silently
                heard = time.monotonic()
