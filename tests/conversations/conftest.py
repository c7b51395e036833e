"""Conversations with real people, a bot that only counts its wakings, and readers of streams."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.accounts.models import Company, User
from portal.conversations.live import streams
from portal.conversations.models import Conversation
from portal.conversations.service import messages, opening
from portal.security.actor import Actor
from portal.shared.database import Database
from tests.factories import Factory


@dataclass
class CountingBot:
    """The port's other side: remembers whom it was asked to answer."""

    woken: list[UUID] = field(default_factory=list)

    def wake(self, session: Session, conversation_id: UUID) -> None:  # noqa: ARG002 - the port's signature
        self.woken.append(conversation_id)


@dataclass
class Desk:
    """A buyer with a conversation, and two operators."""

    company: Company
    user: User
    buyer: Actor
    anna: Actor
    boris: Actor
    conversation_id: UUID
    database: Database
    bot: CountingBot

    def say(self, text: str, client_id: str | None = None, payload: str | None = None, **more: Any) -> int:
        """The buyer writes; returns the sequence number."""
        with self.database.transaction(self.buyer) as session:
            return messages.post_by_buyer(
                session,
                self.buyer,
                self.conversation_id,
                client_id=client_id or f"c-{text[:20].encode().hex()}-{len(self.bot.woken)}",
                content=text,
                payload=payload,
                bot=more.get("bot", self.bot),
                per_minute=more.get("per_minute", 1_000),
            ).seq

    def now(self) -> Conversation:
        """The conversation as it is in the database."""
        with self.database.transaction(Actor.system("test")) as session:
            return session.get_one(Conversation, self.conversation_id)


@pytest.fixture
def desk(make: Factory, database: Database) -> Desk:
    company = make.company()
    user = make.buyer(company, name="Olena Koval")
    buyer = make.actor(user)
    anna, boris = make.actor(make.staff(name="Anna")), make.actor(make.staff(name="Boris"))
    with database.transaction(buyer) as session:
        conversation_id = opening.open_for_buyer(session, buyer).conversation.id
    return Desk(company, user, buyer, anna, boris, conversation_id, database, CountingBot())


class Stream:
    """Reads a server-sent stream in a thread, as a browser would."""

    def __init__(self, client: FlaskClient, path: str, **headers: str) -> None:
        self.response = client.get(path, headers=headers, buffered=False)
        assert self.response.status_code == 200, self.response.get_data(as_text=True)
        assert self.response.mimetype == "text/event-stream"
        self._events: queue.Queue[tuple[str, dict[str, Any], str]] = queue.Queue()
        self.ended = threading.Event()
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for block in self.response.response:
            if self._left.is_set():
                break
            text = block.decode() if isinstance(block, bytes) else block
            lines = dict(line.split(": ", 1) for line in text.strip().splitlines() if not line.startswith(":"))
            if "event" in lines:
                self._events.put((lines["event"], json.loads(lines["data"]), lines.get("id", "")))
            elif "retry" in lines:
                self._events.put(("retry", {}, lines["retry"]))
        self.response.close()
        self.ended.set()

    def leave(self) -> None:
        """Go away, as a browser does; what arrives from now on is lost. The next beat lets the reader notice."""
        self._left.set()
        assert self.ended.wait(5)

    def next(self, kind: str | None = None, seconds: float = 5.0) -> tuple[str, dict[str, Any], str]:
        """The next event, or the next of a kind. Raises queue.Empty when none comes."""
        while True:
            found = self._events.get(timeout=seconds)
            if kind is None or found[0] == kind:
                return found

    def quiet(self, seconds: float = 0.3) -> bool:
        """Whether nothing comes for a while."""
        try:
            self._events.get(timeout=seconds)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def listen(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Stream]]:
    """Open streams; all end with the test."""
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.2)
    opened: list[Stream] = []

    def open_stream(client: FlaskClient, path: str, **headers: str) -> Stream:
        opened.append(Stream(client, path, **headers))
        return opened[-1]

    yield open_stream
    app.extensions["prilavok.live"].stop()
    for stream in opened:
        assert stream.ended.wait(5)
    app.extensions["prilavok.live"].join(5)
