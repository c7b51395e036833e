"""Asking for a person."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations.errors import ConversationClosed, ConversationNotFound
from portal.conversations.models import Conversation
from portal.conversations.routing.service import showing
from portal.conversations.service import blocking, ownership, writing
from portal.conversations.service.reading import is_participant
from portal.conversations.states import State
from portal.security.actor import Actor, ActorKind


def request(session: Session, actor: Actor, conversation_id: UUID, *, reason: str = "") -> Conversation:
    """Put the buyer's conversation into the queue; when it already waits or has an operator nothing changes.

    Raises ConversationNotFound, ConversationClosed.
    """
    conversation = ownership.lock(session, conversation_id)
    if actor.kind is not ActorKind.SYSTEM and not is_participant(actor, conversation):
        raise ConversationNotFound
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    blocking.require_welcome(session, conversation)
    if conversation.state in (State.QUEUED, State.ASSIGNED):
        return conversation
    to_queue(session, actor, conversation, reason=reason)
    return conversation


def to_queue(session: Session, actor: Actor, conversation: Conversation, *, reason: str) -> None:
    """Queue a locked conversation and tell the buyer where he stands; from the desk it comes back to its old place."""
    place = None
    if conversation.state != State.BOT:
        place = conversation.queued_at or conversation.assigned_at
    ownership.move(session, actor, conversation, State.QUEUED, reason=writing.clean(reason)[:500], place=place)
    writing.by_system(session, conversation, showing.queued_text(session, conversation))
