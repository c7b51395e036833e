"""A person's conversations, given to him or erased, and those that have been kept long enough.

Erasing takes everything with it: messages, files that belong to nothing else, turns, notes, and what the assistant
remembers of the dialogues. The audit log keeps that there was a conversation and who moved it, not what was said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.conversations import queries
from portal.conversations.models import ChatBlock, Conversation, Message
from portal.security.actor import Actor, ActorKind
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.errors import Forbidden

BATCH = 100
ACTOR = Actor.system("retention")
_FORGET = text("SELECT forget_dialogues(:dialogues)")
_EVENTS = text("SELECT events_of_dialogues(:dialogues)")
_DIALOGUES = text(
    "SELECT dialogue_id FROM conversations WHERE id = ANY(:ids) "
    "UNION SELECT dialogue_id FROM turns WHERE conversation_id = ANY(:ids)"
)
# A file that a request for quotation holds too is that one's from now on.
_FILES = text(
    "DELETE FROM stored_files f WHERE f.conversation_id = ANY(:ids) "
    "AND NOT EXISTS (SELECT 1 FROM rfq_files r WHERE r.file_id = f.id)"
)


@dataclass(frozen=True)
class Erased:
    """How much is gone."""

    conversations: int = 0
    messages: int = 0
    files: int = 0
    assistant_events: int = 0

    def __add__(self, other: Erased) -> Erased:
        return Erased(
            self.conversations + other.conversations,
            self.messages + other.messages,
            self.files + other.files,
            self.assistant_events + other.assistant_events,
        )


def export(session: Session, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """All conversations of a person: what was said, files by name, ratings, and what the assistant kept of it.

    What staff wrote to each other is not the person's. Raises Forbidden.
    """
    _require_system(actor)
    made = []
    for conversation in queries.conversations_of(session, user_id):
        events = session.scalars(_EVENTS, {"dialogues": _dialogues(session, [conversation.id])}).all()
        messages = queries.messages_after(session, conversation.id, 0, 1_000_000)
        made.append(
            {
                "id": str(conversation.id),
                "channel": conversation.channel,
                "state": conversation.state,
                "locale": conversation.locale,
                "created_at": _moment(conversation.created_at),
                "closed_at": _moment(conversation.closed_at),
                "rating": conversation.rating,
                "rating_text": conversation.rating_text,
                "messages": [_message(one) for one in messages],
                "assistant_events": [json.loads(one) for one in events],
            }
        )
    audit.record(session, actor, "conversations.exported", "user", user_id, conversations=len(made))
    return {"user_id": str(user_id), "exported_at": _moment(now()), "conversations": made}


def erase(session: Session, actor: Actor, user_id: UUID) -> Erased:
    """Erase all conversations of a person, open ones too. Raises Forbidden."""
    _require_system(actor)
    gone = Erased()
    ids = [one.id for one in queries.conversations_of(session, user_id)]
    for first in range(0, len(ids), BATCH):
        gone += _erase(session, ids[first : first + BATCH])
    session.execute(delete(ChatBlock).where(ChatBlock.user_id == user_id, ChatBlock.lifted_at.is_not(None)))
    audit.record(session, actor, "conversations.erased", "user", user_id, conversations=gone.conversations)
    return gone


def erase_old(database: Database, days: int) -> Erased:
    """Erase conversations closed more than `days` ago, and silent ones of guests, a batch a transaction."""
    gone, before = Erased(), now() - timedelta(days=days)
    while True:
        with database.transaction(ACTOR) as session:
            ids = queries.outlived(session, before, BATCH)
            if not ids:
                break
            gone += _erase(session, ids)
    if gone.conversations:
        with database.transaction(ACTOR) as session:
            audit.record(session, ACTOR, "conversations.outlived", "retention", days, conversations=gone.conversations)
    return gone


def _erase(session: Session, ids: Sequence[UUID]) -> Erased:
    """Erase these: locked first, so that a turn that is being answered ends before or finds nothing."""
    locked = [one for one in sorted(ids) if queries.locked_conversation(session, one) is not None]
    events = session.scalar(_FORGET, {"dialogues": _dialogues(session, locked)}) or 0
    files = _count(session, _FILES, locked)
    messages = queries.count_messages(session, locked)
    session.execute(delete(Conversation).where(Conversation.id.in_(locked)))
    session.expire_all()
    return Erased(len(locked), messages, files, events)


def _count(session: Session, statement: Any, ids: Sequence[UUID]) -> int:
    result: Any = session.execute(statement, {"ids": list(ids)})
    return int(result.rowcount)


def _dialogues(session: Session, ids: Iterable[UUID]) -> list[str]:
    return list(session.scalars(_DIALOGUES, {"ids": list(ids)}))


def _message(message: Message) -> dict[str, Any]:
    return {
        "seq": message.seq,
        "at": _moment(message.created_at),
        "author": message.author,
        "author_name": message.author_name,
        "text": message.text,
        "channel": message.channel,
        "attachments": [one.get("name", "") for one in message.attachments or []],
    }


def _moment(given: datetime | None) -> str | None:
    return given.isoformat() if given else None


def _require_system(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        raise Forbidden
