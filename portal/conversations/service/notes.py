"""What staff write to each other inside a conversation; the buyer never sees it, nor does the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.errors import MentionNotFound, NotAssigned, TextInvalid
from portal.conversations.models import Conversation, Mention, Message
from portal.conversations.schemas import MAX_TEXT
from portal.conversations.service import colleagues, ownership, writing
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now


def add(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    *,
    client_id: str,
    content: str,
    mentions: Sequence[UUID] = (),
    whisper: bool = False,
) -> Message:
    """Write a note, in a closed conversation too; those whom it mentions are told.

    A whisper is a supervisor's word to the operator at work.
    A repeated `client_id` returns the note that it stored. Raises Forbidden, ConversationNotFound, TextInvalid,
    NotAColleague, and NotAssigned for a whisper that nobody would hear.
    """
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    stored_id = f"operator:{actor.require_user()}:{client_id}"
    former = queries.message_of_client(session, conversation_id, stored_id)
    if former is not None:
        return former
    said = writing.clean(content)
    if not said or len(said) > MAX_TEXT:
        raise TextInvalid(fields={"text": f"1-{MAX_TEXT}"})
    if whisper:
        actor.require(Permission.STAFF_SUPERVISE)
        if conversation.state != State.ASSIGNED:
            raise NotAssigned(extra={"state": conversation.state})
    named = [colleagues.require(session, one, field="mentions") for one in dict.fromkeys(mentions)]
    message = leave(session, actor, conversation, said, kind="whisper" if whisper else "note", client_id=stored_id)
    for one in named:
        session.add(
            Mention(
                conversation_id=conversation.id,
                message_id=message.id,
                user_id=one.require_user(),
                created_at=message.created_at,
            )
        )
        ownership.tell(session, conversation, one.require_user(), "mention", seq=message.seq, by=actor.name)
    if whisper and conversation.assignee_id is not None:
        ownership.tell(session, conversation, conversation.assignee_id, "whisper", seq=message.seq, by=actor.name)
    session.flush()
    return message


def leave(
    session: Session,
    actor: Actor,
    conversation: Conversation,
    said: str,
    *,
    kind: str = "note",
    client_id: str | None = None,
) -> Message:
    """Add an internal note to a locked conversation."""
    return writing.append(
        session,
        conversation,
        "operator" if actor.user_id else "system",
        said,
        kind=kind,
        internal=True,
        client_id=client_id,
        author_id=actor.user_id,
        author_name=actor.name if actor.user_id else "",
    )


def mentions_of(
    session: Session, actor: Actor, *, seen: bool | None, before: datetime | None, limit: int
) -> Sequence[tuple[Mention, Message]]:
    """Where colleagues named the operator, newest first. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    return queries.mentions(session, actor.require_user(), seen=seen, before=before, limit=limit)


def mark_seen(session: Session, actor: Actor, mention_id: UUID) -> None:
    """The operator has seen it. Raises Forbidden, MentionNotFound."""
    actor.require(Permission.STAFF_CHAT)
    found = session.get(Mention, mention_id)
    if found is None or found.user_id != actor.require_user():
        raise MentionNotFound
    if found.seen_at is None:
        found.seen_at = now()
        session.flush()
