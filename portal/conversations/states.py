"""The states of a conversation and its legal moves, as data."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Who owns the conversation: the bot, the queue, an operator, nobody for a while, or nobody any more."""

    BOT = "bot"
    QUEUED = "queued"
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    CLOSED = "closed"


LEGAL: dict[State, frozenset[State]] = {
    State.BOT: frozenset({State.QUEUED, State.ASSIGNED, State.CLOSED}),
    State.QUEUED: frozenset({State.ASSIGNED, State.BOT, State.CLOSED}),
    # to himself: from one operator to another
    State.ASSIGNED: frozenset({State.ASSIGNED, State.BOT, State.QUEUED, State.SNOOZED, State.CLOSED}),
    State.SNOOZED: frozenset({State.ASSIGNED, State.QUEUED, State.BOT, State.CLOSED}),
    State.CLOSED: frozenset(),
}


def may_move(source: str, target: str) -> bool:
    """Whether a conversation may go from one state to the other."""
    return State(target) in LEGAL[State(source)]
