"""Joining two conversations of one person: one goes on, the other is closed and stays readable from it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import texts
from portal.conversations.errors import MergeRefused, NotAssigned
from portal.conversations.models import Conversation
from portal.conversations.service import closing, ownership, writing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission


def merge(session: Session, actor: Actor, source_id: UUID, *, into: UUID) -> Conversation:
    """Close `source_id` in favour of `into`, and leave a link there. Returns the one that goes on.

    Of the same person in the same company, or a guest's, whose link only the desk sees: nobody has proved that it is
    his. Merged into the same already is no change. Raises Forbidden, ConversationNotFound, MergeRefused, NotAssigned.
    """
    actor.require(Permission.STAFF_CHAT)
    if source_id == into:
        raise MergeRefused(fields={"into": "the same"})
    # Always in one order: two who merge crosswise must not wait for each other.
    locked = {one: ownership.lock(session, one) for one in sorted((source_id, into))}
    source, target = locked[source_id], locked[into]
    if source.merged_into_id == target.id:
        return target
    _require_mergeable(actor, source, target)
    is_same = source.user_id is not None and source.user_id == target.user_id
    source.merged_into_id = target.id
    target.tags = closing.tidy([*target.tags, *source.tags][: closing.MAX_TAGS])
    words, card = texts.merged_from(target.locale), _card(source)
    if is_same:
        writing.by_system(session, target, words, cards=[card])
    else:
        writing.by_system(session, target, words, cards=[card], kind="note", internal=True)
    writing.by_system(session, source, texts.merged_into(source.locale), cards=[_card(target)] if is_same else [])
    ownership.move(session, actor, source, State.CLOSED, reason=f"merged into {target.id}")
    ownership.announce(session, target, "conversation")
    return target


def _require_mergeable(actor: Actor, source: Conversation, target: Conversation) -> None:
    if State.CLOSED in (source.state, target.state):
        raise MergeRefused(extra={"state": State.CLOSED.value})
    same = (source.user_id, source.company_id) == (target.user_id, target.company_id)
    if source.user_id is not None and not same:
        raise MergeRefused(fields={"into": "another person"})
    for one in (source, target):
        if one.state == State.ASSIGNED and one.assignee_id != actor.require_user():
            raise NotAssigned(extra={"conversation_id": str(one.id)})


def _card(conversation: Conversation) -> dict[str, Any]:
    return {
        "type": "conversation",
        "conversation": {
            "id": str(conversation.id),
            "channel": conversation.channel,
            "subject": conversation.subject,
            "last_seq": conversation.public_seq,
            "created_at": conversation.created_at.isoformat(),
        },
    }
