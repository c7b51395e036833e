"""Which answers a file changes: "here you are" says nothing alone, and everything with the list that comes along."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.turn import Turn

Handler = Callable[[Turn], Awaitable[None]]

# name of an action -> what is done instead when the message carries files
INSTEAD: dict[str, Handler] = {}


def instead_of(*actions: str) -> Callable[[Handler], Handler]:
    """Register what is done in place of ``actions`` when there are files."""

    def register(handler: Handler) -> Handler:
        INSTEAD.update(dict.fromkeys(actions, handler))
        return handler

    return register
