"""The end of a conversation: what it was about, and what the buyer thinks of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations import texts
from portal.conversations.errors import NotAssigned, NotClosed, TagsInvalid
from portal.conversations.events import ConversationRated
from portal.conversations.models import Conversation
from portal.conversations.service import ownership, reading, writing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.events import publish

MAX_TAGS = 20
LONGEST_TAG = 40


def close(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    *,
    note: str = "",
    summary: str | None = None,
    tags: Sequence[str] | None = None,
) -> Conversation:
    """End the conversation and ask the buyer what he thinks, if a person served him; closed already is no change.

    Raises Forbidden, ConversationNotFound, NotAssigned, TagsInvalid.
    """
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    if conversation.state == State.CLOSED:
        return conversation
    if conversation.state == State.ASSIGNED and conversation.assignee_id != actor.require_user():
        raise NotAssigned(extra={"state": conversation.state})
    if summary is not None:
        conversation.summary = writing.clean(summary)
    if tags is not None:
        conversation.tags = tidy(tags)
    writing.by_system(session, conversation, texts.closed(conversation.locale))
    if conversation.assigned_at is not None:
        card = {"type": "rating", "conversation_id": str(conversation.id), "lowest": 1, "highest": 5}
        writing.by_system(session, conversation, texts.rate(conversation.locale), cards=[card])
    ownership.move(session, actor, conversation, State.CLOSED, reason=writing.clean(note))
    return conversation


def set_tags(session: Session, actor: Actor, conversation_id: UUID, tags: Sequence[str]) -> Conversation:
    """Say what it is about, of a closed one too. Raises Forbidden, ConversationNotFound, TagsInvalid."""
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    before, conversation.tags = list(conversation.tags), tidy(tags)
    if conversation.tags != before:
        audit.record(
            session,
            actor,
            "conversation.tagged",
            "conversation",
            conversation.id,
            company_id=conversation.company_id,
            before=before,
            tags=conversation.tags,
        )
        ownership.announce(session, conversation, "conversation")
    return conversation


def tidy(tags: Sequence[str]) -> list[str]:
    """The tags in lower case without repetitions, in order. Raises TagsInvalid."""
    made = list(dict.fromkeys(" ".join(writing.clean(tag).lower().split()) for tag in tags))
    if len(made) > MAX_TAGS or any(not 1 <= len(tag) <= LONGEST_TAG for tag in made):
        raise TagsInvalid(fields={"tags": f"0-{MAX_TAGS} x 1-{LONGEST_TAG}"})
    return made


def rate(session: Session, actor: Actor, conversation_id: UUID, *, score: int, comment: str = "") -> Conversation:
    """What the buyer thinks of a closed conversation of his; a second time replaces the first.

    Raises ConversationNotFound, NotClosed, LoginRequired, Forbidden.
    """
    conversation = reading.require_writable(session, actor, conversation_id)
    if conversation.state != State.CLOSED:
        raise NotClosed(extra={"state": conversation.state})
    said = writing.clean(comment)
    if (conversation.rating, conversation.rating_text) == (score, said):
        return conversation
    conversation.rating = score
    conversation.rating_text = said
    conversation.rated_at = now()
    audit.record(
        session,
        actor,
        "conversation.rated",
        "conversation",
        conversation.id,
        company_id=conversation.company_id,
        score=score,
    )
    session.flush()
    ownership.announce(session, conversation, "conversation")
    publish(session, ConversationRated(conversation.id, score))
    return conversation
