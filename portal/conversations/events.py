"""What happened in conversations."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from portal.shared.events import Event


@dataclass(frozen=True, slots=True)
class MessageAdded(Event):
    """A message was added under `seq`; `author` is buyer, bot, operator or system, `internal` ones are staff's."""

    conversation_id: UUID
    message_id: UUID
    seq: int
    author: str
    internal: bool


@dataclass(frozen=True, slots=True)
class ConversationMoved(Event):
    """A conversation's owner changed, from one state to the other, under a new epoch."""

    conversation_id: UUID
    source: str
    target: str
    epoch: int


@dataclass(frozen=True, slots=True)
class ConversationRated(Event):
    """The buyer rated a closed conversation, from 1 to 5; a second time replaces the first."""

    conversation_id: UUID
    score: int
