"""News that travels upwards: a service publishes what happened, concepts above it have subscribed at wiring.

A subscriber runs in the publisher's transaction, so that neither news of what was rolled back gets out nor news of
what was committed is lost. It does no more than write a row or defer a job; its errors are the publisher's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session


class Event:
    """Something that happened; frozen dataclasses of a concept's `events.py` derive from it."""


E = TypeVar("E", bound=Event)
_subscribers: dict[type[Event], list[Callable[[Session, Any], None]]] = {}


def subscribe(kind: type[E], subscriber: Callable[[Session, E], None]) -> None:
    """Have `subscriber` called with every event of exactly this kind; the same one is called once."""
    known = _subscribers.setdefault(kind, [])
    if subscriber not in known:
        known.append(subscriber)


def publish(session: Session, event: Event) -> None:
    """Tell those who subscribed, in the session's transaction. What they raise ends it."""
    for subscriber in _subscribers.get(type(event), ()):
        subscriber(session, event)
