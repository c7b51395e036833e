"""Blocking those who abuse the chat."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations import queries
from portal.conversations.errors import ChatBlocked
from portal.conversations.models import ChatBlock, Conversation
from portal.conversations.service import notes, ownership, writing
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now


def block(session: Session, actor: Actor, conversation_id: UUID, *, note: str = "") -> Conversation:
    """Refuse whatever this conversation's person writes, here and in any other; a guest's in this one.

    Blocked already is no change. Raises Forbidden, ConversationNotFound.
    """
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    if queries.block(session, conversation) is not None:
        return conversation
    remark = writing.clean(note)
    guest = conversation.user_id is None
    session.add(
        ChatBlock(
            user_id=conversation.user_id,
            conversation_id=conversation.id if guest else None,
            note=remark,
            by_name=actor.name,
            created_at=now(),
        )
    )
    _record(session, actor, conversation, "blocked", remark)
    return conversation


def unblock(session: Session, actor: Actor, conversation_id: UUID, *, note: str = "") -> Conversation:
    """Let the person write again. Raises Forbidden, ConversationNotFound."""
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    found = queries.block(session, conversation)
    if found is not None:
        found.lifted_at = now()
        found.lifted_by_name = actor.name
        _record(session, actor, conversation, "unblocked", writing.clean(note))
    return conversation


def require_welcome(session: Session, conversation: Conversation) -> None:
    """Raises ChatBlocked when the conversation's person may not write."""
    if queries.block(session, conversation) is not None:
        raise ChatBlocked


def _record(session: Session, actor: Actor, conversation: Conversation, verb: str, remark: str) -> None:
    if remark:
        notes.leave(session, actor, conversation, remark)
    audit.record(
        session,
        actor,
        f"conversation.{verb}",
        "conversation",
        conversation.id,
        company_id=conversation.company_id,
        user_id=conversation.user_id,
        note=remark,
    )
    session.flush()
    ownership.announce(session, conversation, "conversation")
