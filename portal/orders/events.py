"""What happened to orders."""

from __future__ import annotations

from dataclasses import dataclass

from portal.shared.events import Event


@dataclass(frozen=True, slots=True)
class OrderMoved(Event):
    """An order reached a status; `event_id` is the step's row in its history."""

    event_id: int
    number: str
    status: str
