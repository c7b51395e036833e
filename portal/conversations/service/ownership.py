"""Who owns a conversation: decided in its row, under its lock, and counted by its epoch."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations import queries
from portal.conversations.errors import ConversationNotFound, IllegalMove
from portal.conversations.events import ConversationMoved
from portal.conversations.models import Conversation, Transition
from portal.conversations.routing import queries as routing
from portal.conversations.scope import acting_as
from portal.conversations.states import State, may_move
from portal.security.actor import Actor
from portal.shared.clock import now
from portal.shared.database import notify
from portal.shared.events import publish
from portal.shared.ids import new_secret

CHANNEL = "conversations"


def new_dialogue_id() -> str:
    """A fresh unguessable sender id for Rasa."""
    return new_secret(24)


def lock(session: Session, conversation_id: UUID) -> Conversation:
    """The conversation, nobody else's to change until the transaction ends. Raises ConversationNotFound."""
    found = queries.locked_conversation(session, conversation_id)
    if found is None:
        raise ConversationNotFound
    return found


def move(
    session: Session,
    actor: Actor,
    conversation: Conversation,
    target: State,
    *,
    reason: str = "",
    assignee: Actor | None = None,
    place: datetime | None = None,
) -> None:
    """Change the owner of a locked conversation: epoch + 1, recorded, audited, announced.

    `place` is when the waiting began, for one that comes back to the queue. Whatever the bot began before is stale from
    here on. Raises IllegalMove.
    """
    source = State(conversation.state)
    if not may_move(source, target):
        raise IllegalMove(extra={"state": source.value})
    moment = now()
    conversation.state = target.value
    conversation.epoch += 1
    conversation.assignee_id = assignee.require_user() if assignee else None
    conversation.assignee_name = assignee.name if assignee else ""
    conversation.updated_at = moment
    if source is State.SNOOZED:
        conversation.snoozed_until = conversation.snoozed_by_id = None
    if target is State.QUEUED:
        conversation.queued_at = place or moment
        if source is State.BOT or not conversation.handover_reason:
            conversation.handover_reason = reason
    elif target is State.ASSIGNED:
        conversation.assigned_at = moment
    elif target is State.CLOSED:
        conversation.closed_at = moment
    elif target is State.BOT:
        # A fresh dialogue: the slots of the old one know nothing of what the operator did.
        conversation.dialogue_id = new_dialogue_id()
        conversation.answered_seq = conversation.last_seq
        conversation.queued_at = None
        conversation.failures = 0
        conversation.outage_told_at = None
    session.add(
        Transition(
            conversation_id=conversation.id,
            company_id=conversation.company_id,
            from_state=source.value,
            to_state=target.value,
            epoch=conversation.epoch,
            actor_id=actor.user_id,
            actor_name=actor.name,
            reason=reason,
            at=moment,
        )
    )
    audit.record(
        session,
        actor,
        f"conversation.{target.value}",
        "conversation",
        conversation.id,
        company_id=conversation.company_id,
        source=source.value,
        reason=reason,
    )
    session.flush()
    announce(session, conversation, "conversation")
    if State.QUEUED in (source, target):
        notify(session, CHANNEL, json.dumps({"kind": "queue"}))
    publish(session, ConversationMoved(conversation.id, source.value, target.value, conversation.epoch))


def renew_dialogue(session: Session, conversation: Conversation) -> None:
    """A fresh dialogue for a locked conversation, because who speaks for whom changed; what was begun is stale."""
    conversation.dialogue_id = new_dialogue_id()
    conversation.epoch += 1
    session.flush()
    announce(session, conversation, "conversation")


def announce(session: Session, conversation: Conversation, kind: str, **more: Any) -> None:
    """Tell every open stream, once the transaction is committed."""
    assignee = None
    if conversation.assignee_id is not None:
        assignee = {"id": str(conversation.assignee_id), "name": conversation.assignee_name}
    note = {
        "kind": kind,
        "conversation_id": str(conversation.id),
        "seq": conversation.last_seq,
        "state": conversation.state,
        "assignee": assignee,
        "epoch": conversation.epoch,
        **more,
    }
    notify(session, CHANNEL, json.dumps(note))


def tell(session: Session, conversation: Conversation, user_id: UUID, about: str, **more: Any) -> None:
    """Tell one of the staff at his desk, once the transaction is committed; `about` says what it is."""
    note = {"kind": "desk", "conversation_id": str(conversation.id), "for": str(user_id), "about": about, **more}
    notify(session, CHANNEL, json.dumps(note))


def position(session: Session, conversation: Conversation) -> int | None:
    """The place in the queue, from 1; None when it does not wait.

    The queue is everybody's, so it is counted in the product's own scope.
    """
    if conversation.state != State.QUEUED:
        return None
    with acting_as(session, Actor.system("queue position")):
        return routing.place(session, conversation.id)
