"""Buyers who want notices, an order that moves, and the jobs of this product played by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from procrastinate.tasks import Task
from sqlalchemy import select, text

from portal.accounts.models import Company, User
from portal.conversations.models import Conversation, Message
from portal.notices.kinds import Kind
from portal.notices.service import choosing
from portal.orders.models import Order
from portal.orders.schemas import StatusIn
from portal.orders.service import changing
from portal.security.actor import Actor
from portal.security.permissions import Role
from portal.shared import jobs
from portal.shared.database import Database
from tests.factories import Factory

SYSTEM = Actor.system("test")


@dataclass
class Office:
    """A company's purchaser, the supplier's manager, and what the queue and the chat hold."""

    app: Flask
    database: Database
    make: Factory
    company: Company
    user: User
    buyer: Actor
    manager: Actor

    def wants(self, *kinds: Kind, actor: Actor | None = None, on: bool = True) -> None:
        actor = actor or self.buyer
        with self.database.transaction(actor) as session:
            choosing.choose(session, actor, dict.fromkeys(kinds, on))

    def order(self, **fields: Any) -> Order:
        product = self.make.product()
        values: dict[str, Any] = {"status": "placed", "placed_by": self.user.id} | fields
        return self.make.order(self.company, [(product, "5")], **values)

    def move(self, order: Order, status: str, **more: Any) -> None:
        with self.database.transaction(self.manager) as session:
            changing.advance(session, self.manager, order.number, StatusIn(status=status, **more))

    def waiting(self) -> list[tuple[str, dict[str, Any]]]:
        """The jobs of notices in the queue."""
        with self.database.transaction(SYSTEM) as session:
            rows = session.execute(
                text(
                    "SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' "
                    "AND task_name LIKE 'notices.%' ORDER BY id"
                )
            )
            return [(row[0], row[1]) for row in rows]

    def work(self) -> int:
        """Do what is in the queue, once; how many jobs there were."""
        found = self.waiting()
        with self.database.transaction(SYSTEM) as session:
            session.execute(text("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE task_name LIKE 'notices.%'"))
        for name, arguments in found:
            task: Task[Any, Any, Any] = jobs.registry.tasks[name]
            task.func(**arguments)
        return len(found)

    def messages(self, user: User | None = None) -> list[Message]:
        with self.database.transaction(SYSTEM) as session:
            return list(
                session.scalars(
                    select(Message)
                    .join(Conversation, Conversation.id == Message.conversation_id)
                    .where(Conversation.user_id == (user or self.user).id)
                    .order_by(Conversation.created_at, Message.seq)
                )
            )

    def told(self, user: User | None = None) -> list[Message]:
        return [message for message in self.messages(user) if message.notice]


@pytest.fixture
def office(app: Flask, database: Database, make: Factory) -> Office:
    company = make.company(timezone="Europe/Warsaw")
    user = make.buyer(company, name="Olena Koval")
    manager = make.actor(make.staff(Role.MANAGER))
    return Office(app, database, make, company, user, make.actor(user), manager)


@pytest.fixture
def colleague(office: Office) -> Callable[..., tuple[User, Actor]]:
    """Another person of the company."""

    def hire(*roles: Role, company: Company | None = None, **fields: Any) -> tuple[User, Actor]:
        user = office.make.buyer(company or office.company, *roles, **fields)
        return user, office.make.actor(user)

    return hire
