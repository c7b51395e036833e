"""A supplier with channels, the providers' stand-ins, and the jobs of this product played by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from procrastinate.tasks import Task
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.accounts.models import User
from portal.channels.models import ChannelAccount, ChannelContact, ChannelEvent, Delivery
from portal.channels.service import accounts, linking
from portal.conversations import bots
from portal.conversations.models import Conversation, Message
from portal.conversations.service import desk, opening, ownership, writing
from portal.security.actor import Actor
from portal.shared import jobs
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.ids import new_id
from tests.factories import Factory
from tests.fakes.providers import serving
from tests.fakes.telegram import TOKEN, Telegram

SYSTEM = Actor.system("test")
SECRET = "webhook-secret-of-thirty-two-signs"


@dataclass
class CountingBot:
    """Remembers whom it was asked to answer."""

    woken: list[UUID] = field(default_factory=list)

    def wake(self, session: Session, conversation_id: UUID) -> None:  # noqa: ARG002 - the port's signature
        self.woken.append(conversation_id)


@dataclass
class Office:
    """The product as a test drives it."""

    app: Flask
    database: Database
    make: Factory
    client: FlaskClient
    bot: CountingBot

    def add(self, provider: str, given: dict[str, str], **options: str) -> ChannelAccount:
        secret = self.app.extensions["prilavok.settings"].secret_key.get_secret_value()
        with self.database.transaction(SYSTEM) as session:
            return accounts.add(session, SYSTEM, secret, provider=provider, name="Shop", given=given, options=options)

    def post(self, account: ChannelAccount, body: Any, **headers: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        path = f"/api/v1/channels/{account.provider}/{account.key}"
        return self.client.post(path, data=raw, headers={"Content-Type": "application/json", **names})

    def waiting(self) -> list[tuple[int, str, dict[str, Any]]]:
        """The jobs of channels that are due."""
        with self.database.transaction(SYSTEM) as session:
            rows = session.execute(
                text(
                    "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' "
                    "AND (scheduled_at IS NULL OR scheduled_at <= now()) AND task_name LIKE 'channels.%' ORDER BY id"
                )
            )
            return [(row[0], row[1], row[2]) for row in rows]

    def later(self) -> int:
        """How many jobs wait for their time."""
        with self.database.transaction(SYSTEM) as session:
            return int(
                session.execute(
                    text(
                        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at > now() "
                        "AND task_name LIKE 'channels.%'"
                    )
                ).scalar_one()
            )

    def work(self) -> int:
        """Do what is due until nothing is; how many jobs there were."""
        done = 0
        while found := self.waiting():
            for number, name, arguments in found:
                with self.database.transaction(SYSTEM) as session:
                    session.execute(
                        text("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = :id"), {"id": number}
                    )
                task: Task[Any, Any, Any] = jobs.registry.tasks[name]
                task.func(**arguments)
                done += 1
            assert done < 200
        return done

    def pass_time(self, **span: float) -> None:
        """Let a while pass for everything that waits."""
        gone = timedelta(**span)
        with self.database.transaction(SYSTEM) as session:
            session.execute(text("DELETE FROM rate_counters WHERE key LIKE 'channel:%'"))
            session.execute(text("UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - :gone"), {"gone": gone})
            for column in ("next_try_at", "created_at", "sent_at"):
                session.execute(
                    text(f"UPDATE channel_deliveries SET {column} = {column} - :gone"),  # noqa: S608 - a constant
                    {"gone": gone},
                )
            session.execute(text("UPDATE channel_accounts SET paused_until = paused_until - :gone"), {"gone": gone})
            session.execute(
                text("UPDATE channel_contacts SET last_in_at = last_in_at - :gone, expires_at = expires_at - :gone"),
                {"gone": gone},
            )
            session.execute(text("UPDATE channel_link_codes SET expires_at = expires_at - :gone"), {"gone": gone})

    def rows(self, model: type[Any]) -> list[Any]:
        with self.database.transaction(SYSTEM) as session:
            return list(session.scalars(select(model).order_by(model.id)))

    def contact(self, external: str | None = None) -> ChannelContact:
        found: list[ChannelContact] = [one for one in self.rows(ChannelContact) if external in (None, one.external_id)]
        assert len(found) == 1
        return found[0]

    def events(self) -> list[ChannelEvent]:
        return self.rows(ChannelEvent)

    def deliveries(self) -> list[Delivery]:
        return self.rows(Delivery)

    def messages(self, author: str | None = None, conversation_id: UUID | None = None) -> list[Message]:
        with self.database.transaction(SYSTEM) as session:
            found = session.scalars(
                select(Message)
                .join(Conversation, Conversation.id == Message.conversation_id)
                .order_by(Conversation.created_at, Message.seq)
            )
            return [
                one for one in found if author in (None, one.author) and conversation_id in (None, one.conversation_id)
            ]

    def latest(self) -> Message:
        """What the buyer wrote last, in whatever conversation."""
        return max(self.messages("buyer"), key=lambda one: one.created_at)

    def said(self) -> list[str]:
        """The buyers' messages."""
        return [one.text for one in self.messages("buyer")]

    def conversation(self, conversation_id: UUID) -> Conversation:
        with self.database.transaction(SYSTEM) as session:
            return session.get_one(Conversation, conversation_id)

    def answer(self, conversation_id: UUID, words: str, **more: Any) -> Message:
        """The bot answers."""
        with self.database.transaction(SYSTEM) as session:
            conversation = ownership.lock(session, conversation_id)
            return writing.by_bot(session, conversation, new_id(), [{"text": words, **more}])[0]

    def person(self, name: str = "Olena Koval") -> tuple[User, Actor]:
        user = self.make.buyer(self.make.company("Budmax"), name=name)
        return user, self.make.actor(user)

    def code(self, buyer: Actor) -> str:
        with self.database.transaction(buyer) as session:
            return linking.make_code(session, buyer).code

    def web_conversation(self, buyer: Actor) -> Conversation:
        with self.database.transaction(buyer) as session:
            return opening.open_for_buyer(session, buyer).conversation

    def take(self, operator: Actor, conversation_id: UUID) -> None:
        with self.database.transaction(operator) as session:
            desk.take(session, operator, conversation_id)


@pytest.fixture
def office(app: Flask, database: Database, make: Factory, client: FlaskClient) -> Iterator[Office]:
    former = bots.bot()
    bot = CountingBot()
    bots.provide(bot)
    yield Office(app, database, make, client, bot)
    bots.provide(former)


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with serving(Telegram()) as stand_in:
        assert isinstance(stand_in, Telegram)
        yield stand_in
        assert stand_in.broken == []


@dataclass
class Bot:
    """A Telegram bot of the supplier, and somebody who writes to it."""

    office: Office
    provider: Telegram
    account: ChannelAccount
    updates: int = 700

    def update(self, **content: Any) -> dict[str, Any]:
        self.updates += 1
        return {"update_id": self.updates, **content}

    def message(self, words: str | None = None, chat: int = 42, **more: Any) -> dict[str, Any]:
        content = {"text": words} if words is not None else {}
        return self.update(
            message={
                "message_id": self.updates + 5000,
                "date": int(now().timestamp()),
                "chat": {"id": chat, "type": "private", "first_name": "Olena"},
                "from": {"id": chat, "is_bot": False, "first_name": "Olena", "language_code": "uk"},
                **content,
                **more,
            }
        )

    def pressed(self, data: str, chat: int = 42) -> dict[str, Any]:
        return self.update(
            callback_query={
                "id": "4382bfdwdsb323b2d9",
                "from": {"id": chat, "is_bot": False, "first_name": "Olena"},
                "message": {"message_id": 1001, "date": 1, "chat": {"id": chat, "type": "private"}},
                "chat_instance": "1",
                "data": data,
            }
        )

    def call(self, update: Any, secret: str = SECRET) -> Any:
        return self.office.post(self.account, update, X_Telegram_Bot_Api_Secret_Token=secret)

    def say(self, words: str, chat: int = 42, **more: Any) -> None:
        assert self.call(self.message(words, chat, **more)).status_code == 200
        self.office.work()


@pytest.fixture
def bot(office: Office, telegram: Telegram) -> Bot:
    given = {"token": TOKEN, "webhook_secret": SECRET, "username": "prilavok_bot"}
    return Bot(office, telegram, office.add("telegram", given, api_url=telegram.url))
