"""Forms that a message seemed to give up, but only answered: "doesn't matter when" resembles "never mind"."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

# Gives the events with which the form goes on, or None where the message does end it.
Resumer = Callable[[CollectingDispatcher, Tracker], Awaitable[list[Any] | None]]
RESUMERS: list[Resumer] = []


async def resumed(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Any] | None:
    """Ask each form in turn."""
    for resumer in RESUMERS:
        events = await resumer(dispatcher, tracker)
        if events is not None:
            return events
    return None
