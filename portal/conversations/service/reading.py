"""Whose conversation it is, and what its people see of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.errors import ConversationNotFound
from portal.conversations.models import Conversation
from portal.conversations.routing.service import showing
from portal.conversations.schemas import ConversationOut, MessageOut, MessagesOut
from portal.conversations.service import ownership
from portal.security.actor import Actor, ActorKind
from portal.security.permissions import Permission


def is_participant(actor: Actor, conversation: Conversation) -> bool:
    """Whether the actor is the buyer or the guest of the conversation; colleagues of the buyer are not."""
    if actor.kind is ActorKind.BUYER:
        return conversation.user_id == actor.user_id and conversation.company_id == actor.company_id
    if actor.kind is ActorKind.ANONYMOUS:
        return conversation.user_id is None and conversation.id == actor.conversation_id
    return False


def is_desk(actor: Actor) -> bool:
    """Whether the actor works at the operators' desk."""
    return actor.kind is ActorKind.STAFF and actor.may(Permission.STAFF_CHAT)


def readable(session: Session, actor: Actor, conversation_id: UUID) -> Conversation:
    """The conversation, if the actor takes part or works at the desk. Raises ConversationNotFound."""
    found = queries.conversation(session, conversation_id)
    if found is None or not (is_desk(actor) or is_participant(actor, found)):
        raise ConversationNotFound
    return found


def require_writable(session: Session, actor: Actor, conversation_id: UUID) -> Conversation:
    """The buyer's own conversation, locked. Raises LoginRequired, Forbidden, ConversationNotFound."""
    if actor.kind is not ActorKind.ANONYMOUS:
        actor.require(Permission.CHAT)
    found = ownership.lock(session, conversation_id)
    if not is_participant(actor, found):
        raise ConversationNotFound
    return found


def view(session: Session, conversation: Conversation, *, desk: bool = False) -> ConversationOut:
    """The conversation with its place in the queue and what can be said of the wait."""
    found = showing.prospect(session, conversation)
    shown = ConversationOut.of(conversation, found.position, desk=desk)
    shown.expected_wait_seconds, shown.opens_at = found.expected_wait_seconds, found.opens_at
    return shown


def messages(session: Session, actor: Actor, conversation_id: UUID, after: int | None, limit: int) -> MessagesOut:
    """Messages after a sequence number, or the latest; internal ones for the desk alone."""
    conversation = readable(session, actor, conversation_id)
    internal = is_desk(actor)
    if after is None:
        latest = queries.latest_messages(session, conversation_id, limit, internal=internal)
        return MessagesOut(items=[MessageOut.of(one, conversation) for one in latest], next=None)
    found = queries.messages_after(session, conversation_id, after, limit + 1, internal=internal)
    kept = found[:limit]
    return MessagesOut(
        items=[MessageOut.of(one, conversation) for one in kept], next=kept[-1].seq if len(found) > limit else None
    )
