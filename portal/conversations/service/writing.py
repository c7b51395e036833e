"""Adding messages to a conversation whose row the caller has locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.events import MessageAdded
from portal.conversations.models import Conversation, Message
from portal.conversations.service import ownership
from portal.shared.clock import now
from portal.shared.errors import Conflict
from portal.shared.events import publish
from portal.shared.texts import N_


def clean(given: str) -> str:
    """The text without control characters and outer blanks."""
    return "".join(char for char in given if char in "\n\t" or char.isprintable()).strip()


def append(session: Session, conversation: Conversation, author: str, content: str, **more: Any) -> Message:
    """Add a message under the next sequence number, announce it and publish MessageAdded.

    `channel` is where it was written, the conversation's own unless told otherwise.
    """
    moment = now()
    conversation.last_seq += 1
    conversation.updated_at = moment
    if not more.get("internal"):
        conversation.public_seq = conversation.last_seq
    message = Message(
        conversation_id=conversation.id,
        company_id=conversation.company_id,
        seq=conversation.last_seq,
        author=author,
        text=content,
        channel=more.pop("channel", None) or conversation.channel,
        locale=conversation.locale,
        epoch=conversation.epoch,
        created_at=moment,
        **more,
    )
    session.add(message)
    session.flush()
    ownership.announce(session, conversation, "message", author=author, internal=message.internal)
    publish(session, MessageAdded(conversation.id, message.id, message.seq, author, bool(message.internal)))
    return message


def by_system(session: Session, conversation: Conversation, content: str, **more: Any) -> Message:
    """Add what the portal itself says."""
    return append(session, conversation, "system", content, **more)


def by_bot(
    session: Session,
    conversation: Conversation,
    turn_id: UUID,
    answers: Sequence[dict[str, Any]],
    *,
    internal: bool = False,
) -> list[Message]:
    """Add the bot's answers to one turn; the client id makes a second time impossible.

    Raises Conflict when this turn was answered before.
    """
    if queries.message_of_client(session, conversation.id, f"turn:{turn_id}:0") is not None:
        raise Conflict(N_("This turn was answered before."))
    return [
        append(
            session,
            conversation,
            "bot",
            str(answer.get("text") or ""),
            cards=answer.get("cards") or [],
            buttons=answer.get("buttons") or [],
            client_id=f"turn:{turn_id}:{place}",
            turn_id=turn_id,
            kind="suggestion" if internal else "message",
            internal=internal,
        )
        for place, answer in enumerate(answers)
    ]
