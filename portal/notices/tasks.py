"""The jobs of notices: each finds out whom to tell, and tells each in a transaction of its own.

All may run twice: what was told is not told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from procrastinate.tasks import Task

from portal.notices.errors import BuyerWaits
from portal.notices.kinds import Kind
from portal.notices.queries import Person
from portal.notices.service import mornings, orders, quotes, stock
from portal.notices.service.telling import SYSTEM
from portal.shared import jobs

AFTER_THE_ANSWER = timedelta(seconds=5)


@jobs.job("io", name="notices.order_moved", retry=jobs.backoff(6))
def order_moved(event_id: int) -> None:
    """Tell a step of an order to those whose order it is."""
    people = orders.recipients(jobs.database(), event_id)
    _each(people, lambda person: orders.tell_step(jobs.database(), event_id, person), order_moved, event_id=event_id)


@jobs.job("io", name="notices.quote_sent", retry=jobs.backoff(6))
def quote_sent(number: str, version: int) -> None:
    """Tell that an offer is ready to whoever asked for it."""
    people = quotes.recipients(jobs.database(), number, version)
    _each(
        people,
        lambda person: quotes.tell_quote(jobs.database(), number, version, person),
        quote_sent,
        number=number,
        version=version,
    )


@jobs.job("io", name="notices.look_at_waits", retry=jobs.backoff(6))
def look_at_waits() -> None:
    """Tell those who wait for a product that it is in stock again."""
    waits = stock.ended(jobs.database())
    _each(waits, lambda wait: stock.tell_back(jobs.database(), *wait), look_at_waits)


@jobs.registry.periodic(cron="5 * * * *")
@jobs.job("io", name="notices.morning")
def morning(timestamp: int) -> None:
    """Every hour: where a working day begins, look after those who want to hear what is due and overdue."""
    found = mornings.waking(jobs.database(), datetime.fromtimestamp(timestamp, UTC))
    with jobs.database().transaction(SYSTEM) as session:
        for kind, people in found.items():
            for person in people:
                jobs.defer(
                    session,
                    remind,
                    queueing_lock=f"notices.{kind}:{person.user_id}:{person.company_id}",
                    kind=kind.value,
                    user_id=str(person.user_id),
                    company_id=str(person.company_id),
                )


@jobs.job("io", name="notices.remind", retry=jobs.backoff(4))
def remind(kind: str, user_id: str, company_id: str) -> None:
    """Tell one person what is due, or overdue."""
    whose = {"user_id": user_id, "company_id": company_id}
    person = Person(UUID(user_id), UUID(company_id))
    reminder = mornings.tell_due if kind == Kind.BASKET else mornings.tell_overdue
    _each([person], lambda one: reminder(jobs.database(), one), remind, kind=kind, **whose)


def _each(told: Iterable[Any], tell: Callable[[Any], bool], task: Task[Any, Any, Any], **arguments: Any) -> None:
    """Tell each; where the bot is about to answer, the job comes back a little later for the rest."""
    later = False
    for one in told:
        try:
            tell(one)
        except BuyerWaits:
            later = True
    if later:
        with jobs.database().transaction(SYSTEM) as session:
            jobs.defer(session, task, delay=AFTER_THE_ANSWER, **arguments)
