"""What operators do with conversations: take and return."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import texts
from portal.conversations.errors import AlreadyTaken, ConversationClosed, NotAssigned
from portal.conversations.models import Conversation
from portal.conversations.service import ownership, writing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission


def take(session: Session, actor: Actor, conversation_id: UUID, *, note: str = "") -> Conversation:
    """Make the operator the owner, from the queue or from the bot's hands; his own again is no change.

    The row lock lets exactly one of several operators win. Raises Forbidden, ConversationNotFound, AlreadyTaken
    (with who has it), ConversationClosed.
    """
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    if conversation.state == State.ASSIGNED:
        if conversation.assignee_id == actor.require_user():
            return conversation
        raise AlreadyTaken(
            extra={"assignee": {"id": str(conversation.assignee_id), "name": conversation.assignee_name}}
        )
    ownership.move(session, actor, conversation, State.ASSIGNED, reason=writing.clean(note), assignee=actor)
    writing.by_system(session, conversation, texts.taken(conversation.locale, actor.name))
    return conversation


def give_back(session: Session, actor: Actor, conversation_id: UUID, *, note: str = "") -> Conversation:
    """Return the conversation to the bot, which is told `note` but never answers what it missed.

    Raises Forbidden, ConversationNotFound, NotAssigned, ConversationClosed.
    """
    conversation = mine(session, actor, conversation_id)
    writing.by_system(session, conversation, texts.returned(conversation.locale))
    ownership.move(session, actor, conversation, State.BOT, reason=writing.clean(note))
    return conversation


def mine(session: Session, actor: Actor, conversation_id: UUID) -> Conversation:
    """The operator's own conversation, locked.

    Raises Forbidden, ConversationNotFound, NotAssigned, ConversationClosed.
    """
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    if conversation.assignee_id != actor.require_user():
        raise NotAssigned(extra={"state": conversation.state})
    return conversation
