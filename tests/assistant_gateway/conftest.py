"""A conversation, the real gateway, and the stand-in for Rasa over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.assistant_gateway.client import RasaClient
from portal.assistant_gateway.models import Turn
from portal.assistant_gateway.service.drain import drain
from portal.conversations.models import Conversation, Message
from portal.conversations.service import desk as operators
from portal.conversations.service import handover, messages, opening
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import Database
from tests.conftest import TestDatabase
from tests.factories import Factory
from tests.fakes.assistant import FakeAssistant, running

SYSTEM = Actor.system("test")


class NoBot:
    """Wakes nobody: the tests drain by themselves."""

    def wake(self, session: Session, conversation_id: UUID) -> None:
        """Nothing."""


@dataclass
class Gateway:
    """Drives the gateway by hand; `waits` is what it asked to be called again after."""

    database: Database
    worker: Database
    client: RasaClient
    rasa: FakeAssistant
    buyer: Actor
    anna: Actor
    conversation_id: UUID
    waits: list[float] = field(default_factory=list)

    def say(self, text: str, payload: str | None = None) -> int:
        with self.database.transaction(self.buyer) as session:
            return messages.post_by_buyer(
                session,
                self.buyer,
                self.conversation_id,
                client_id=f"c{now().timestamp()}",
                content=text,
                payload=payload,
                bot=NoBot(),
                per_minute=1_000,
            ).seq

    def drain(self, expiry: float = 300.0) -> int:
        def later(_session: Session, _conversation_id: UUID, delay: timedelta) -> None:
            self.waits.append(delay.total_seconds())

        return drain(self.worker, self.client, self.conversation_id, expiry=timedelta(seconds=expiry), later=later)

    def impatient(self, seconds: float) -> None:
        """Wait for the assistant no longer than this."""
        self.client.close()
        self.client = RasaClient([self.rasa.url], "r" * 32, timeout=seconds)

    def take(self) -> None:
        with self.database.transaction(self.anna) as session:
            operators.take(session, self.anna, self.conversation_id)

    def give_back(self, note: str = "") -> None:
        with self.database.transaction(self.anna) as session:
            operators.give_back(session, self.anna, self.conversation_id, note=note)

    def queue(self) -> None:
        with self.database.transaction(self.buyer) as session:
            handover.request(session, self.buyer, self.conversation_id)

    def now(self) -> Conversation:
        with self.database.transaction(SYSTEM) as session:
            return session.get_one(Conversation, self.conversation_id)

    def thread(self, *, internal: bool = False) -> list[tuple[str, str]]:
        """What was said, by whom."""
        with self.database.transaction(SYSTEM) as session:
            rows = session.scalars(select(Message).where(Message.internal.is_(internal)).order_by(Message.seq))
            return [(row.author, row.text) for row in rows]

    def turns(self) -> list[Turn]:
        with self.database.transaction(SYSTEM) as session:
            return list(session.scalars(select(Turn).order_by(Turn.started_at)))

    def age(self, seconds: float) -> None:
        """Let everything said so far be older."""
        with self.database.transaction(SYSTEM) as session:
            session.execute(update(Message).values(created_at=Message.created_at - timedelta(seconds=seconds)))

    def change(self, **values: Any) -> None:
        with self.database.transaction(SYSTEM) as session:
            session.execute(update(Conversation).values(**values))


@pytest.fixture
def rasa() -> Iterator[FakeAssistant]:
    with running() as fake:
        yield fake


@pytest.fixture
def gateway(make: Factory, database: Database, clone: TestDatabase, rasa: FakeAssistant) -> Iterator[Gateway]:
    buyer = make.actor(make.buyer())
    anna = make.actor(make.staff(name="Anna"))
    worker = Database(clone.url("worker"), pool_size=5, application_name="test-worker")
    client = RasaClient([rasa.url], "r" * 32, timeout=2.0)
    with database.transaction(buyer) as session:
        conversation_id = opening.open_for_buyer(session, buyer).conversation.id
    made = Gateway(database, worker, client, rasa, buyer, anna, conversation_id)
    yield made
    made.client.close()
    worker.dispose()
