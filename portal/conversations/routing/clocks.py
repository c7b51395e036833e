"""SLA clocks: which policy holds, when what is due, what has happened to a clock. Pure functions, data in, data out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from portal.conversations.routing.hours import Calendar, add_business

State = Literal["ok", "warning", "breached", "met"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What was promised to a class of customers on a topic (None: any), in business time.

    `warn_share` is the part of it after which its keeper is warned.
    """

    id: UUID
    customer_class: str | None
    topic: str | None
    first_response: timedelta | None
    resolution: timedelta | None
    warn_share: float


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise: when it must be kept and when its keeper is warned."""

    due_at: datetime
    warn_at: datetime


def choose_policy(policies: Sequence[Policy], customer_class: str | None, topic: str) -> Policy | None:
    """The most particular policy that fits; a customer's class is more particular than a topic."""
    fitting = [
        policy
        for policy in policies
        if policy.customer_class in (None, customer_class) and policy.topic in (None, topic)
    ]
    return min(
        fitting, key=lambda policy: (policy.customer_class is None, policy.topic is None, str(policy.id)), default=None
    )


def start(calendar: Calendar, at: datetime, promised: timedelta | None, warn_share: float) -> Clock | None:
    """The clock of a promise that begins to run at `at`; None when nothing was promised or no hours are left to run."""
    if promised is None:
        return None
    due = add_business(calendar, at, promised)
    warn = add_business(calendar, at, promised * warn_share)
    return None if due is None or warn is None else Clock(due, warn)


def state_of(due_at: datetime | None, warn_at: datetime | None, met_at: datetime | None, at: datetime) -> State | None:
    """How a promise stands at `at`; None when there is none. Kept too late is breached."""
    if due_at is None:
        return None
    if met_at is not None:
        return "met" if met_at <= due_at else "breached"
    if at >= due_at:
        return "breached"
    return "warning" if warn_at is not None and at >= warn_at else "ok"


def worst(states: Sequence[State | None]) -> State | None:
    """The state that a desk should see of several."""
    order: tuple[State, ...] = ("breached", "warning", "ok", "met")
    return next((state for state in order if state in states), None)
