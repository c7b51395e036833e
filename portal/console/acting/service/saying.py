"""The message that a card travels in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.models import Conversation, Message
from portal.conversations.service import writing
from portal.security.actor import Actor


def stored_id(operator: Actor, client_id: str) -> str:
    """The client id as operators' messages are kept under."""
    return f"operator:{operator.require_user()}:{client_id}"


def said_before(session: Session, operator: Actor, conversation_id: UUID, client_id: str) -> Message | None:
    """The message that this client id has stored."""
    return queries.message_of_client(session, conversation_id, stored_id(operator, client_id))


def say(
    session: Session,
    operator: Actor,
    conversation: Conversation,
    client_id: str,
    text: str,
    card: dict[str, Any],
    **more: Any,
) -> Message:
    """Add the operator's message with its card to a locked conversation."""
    return writing.append(
        session,
        conversation,
        "operator",
        writing.clean(text),
        cards=[card],
        client_id=stored_id(operator, client_id),
        author_id=operator.user_id,
        author_name=operator.name,
        **more,
    )
