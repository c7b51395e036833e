"""How far each side has read."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.errors import ConversationNotFound
from portal.conversations.models import Conversation
from portal.conversations.service import ownership, reading
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission


def read_by_buyer(session: Session, actor: Actor, conversation_id: UUID, seq: int) -> None:
    """The buyer has seen everything up to `seq`; never less than before. Raises ConversationNotFound."""
    found = queries.conversation(session, conversation_id)
    if found is None or not reading.is_participant(actor, found):
        raise ConversationNotFound
    _advance(session, found, "buyer", min(seq, found.public_seq))


def read_by_operator(session: Session, actor: Actor, conversation_id: UUID, seq: int) -> None:
    """The desk has seen everything up to `seq`. A colleague's look at somebody's conversation does not count.

    Raises Forbidden, ConversationNotFound.
    """
    actor.require(Permission.STAFF_CHAT)
    found = reading.readable(session, actor, conversation_id)
    if found.state == State.ASSIGNED and found.assignee_id != actor.require_user():
        return
    _advance(session, found, "operator", min(seq, found.last_seq))


def note_desk(session: Session, conversation: Conversation, seq: int) -> None:
    """Who answers has read."""
    _advance(session, conversation, "operator", seq)


def _advance(session: Session, conversation: Conversation, side: Literal["buyer", "operator"], seq: int) -> None:
    # One guarded statement, without the lock that orders messages: reading must not wait for writing.
    if queries.advance_reading(session, conversation.id, side, seq):
        ownership.announce(session, conversation, "read", author=side, upto=seq)
