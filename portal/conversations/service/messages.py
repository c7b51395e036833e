"""Writing into a conversation: one row lock orders everybody's messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.errors import ButtonNotOffered, ConversationClosed, NotAssigned, TextInvalid
from portal.conversations.models import Conversation, Message
from portal.conversations.ports import Bot
from portal.conversations.schemas import MAX_TEXT
from portal.conversations.service import ownership
from portal.conversations.service.reading import require_writable
from portal.conversations.states import State
from portal.security import rate_limits
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.errors import Conflict


def clean(given: str) -> str:
    """The text without control characters and outer blanks."""
    return "".join(char for char in given if char in "\n\t" or char.isprintable()).strip()


def append(session: Session, conversation: Conversation, author: str, content: str, **more: Any) -> Message:
    """Add a message to a locked conversation under the next sequence number, and announce it."""
    conversation.last_seq += 1
    conversation.updated_at = now()
    message = Message(
        conversation_id=conversation.id,
        company_id=conversation.company_id,
        seq=conversation.last_seq,
        author=author,
        text=content,
        channel=conversation.channel,
        locale=conversation.locale,
        epoch=conversation.epoch,
        created_at=now(),
        **more,
    )
    session.add(message)
    session.flush()
    ownership.announce(session, conversation, "message", author=author, internal=message.internal)
    return message


def post_by_buyer(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    *,
    client_id: str,
    content: str,
    payload: str | None,
    bot: Bot,
    per_minute: int,
) -> Message:
    """Store what the buyer wrote or pressed and wake whoever owns the conversation.

    A repeated `client_id` returns the message that it stored. Raises ConversationNotFound, ConversationClosed,
    TextInvalid, ButtonNotOffered, TooManyRequests.
    """
    conversation = require_writable(session, actor, conversation_id)
    former = queries.message_of_client(session, conversation_id, client_id)
    if former is not None:
        return former
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    person = actor.user_id or conversation_id
    rate_limits.count(session, f"chat:{person}", limit=per_minute, window_seconds=60)
    shown, pressed = _said_or_pressed(session, conversation_id, clean(content), payload)
    message = append(
        session,
        conversation,
        "buyer",
        shown,
        payload=pressed,
        client_id=client_id,
        author_id=actor.user_id,
        author_name=actor.name,
    )
    if conversation.state == State.SNOOZED:
        ownership.move(session, actor, conversation, State.QUEUED, reason=conversation.handover_reason)
    if conversation.state == State.BOT:
        bot.wake(session, conversation.id)
    return message


def _said_or_pressed(
    session: Session, conversation_id: UUID, said: str, payload: str | None
) -> tuple[str, str | None]:
    """What to show and, for a pressed button, its payload: only one that was offered here counts."""
    if len(said) > MAX_TEXT or (not said and not payload):
        raise TextInvalid(fields={"text": f"1-{MAX_TEXT}"})
    if payload:
        shown = queries.buttons_shown(session, conversation_id)
        button = next((one for one in shown if one.get("payload") == payload), None)
        if button is None:
            raise ButtonNotOffered(fields={"button": "not offered"})
        return said or clean(str(button.get("title", ""))) or "✓", payload
    fresh = queries.buttons_shown(session, conversation_id, after=queries.last_word(session, conversation_id))
    wanted = said.casefold()
    typed = next((one for one in fresh if str(one.get("title", "")).strip().casefold() == wanted), None)
    return said, str(typed["payload"]) if typed and typed.get("payload") else None


def post_by_operator(
    session: Session, actor: Actor, conversation_id: UUID, *, client_id: str, content: str
) -> Message:
    """Store what the operator wrote in a conversation that is his.

    Raises Forbidden, ConversationNotFound, ConversationClosed, NotAssigned, TextInvalid.
    """
    actor.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    stored_id = f"operator:{actor.require_user()}:{client_id}"
    former = queries.message_of_client(session, conversation_id, stored_id)
    if former is not None:
        return former
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    if conversation.assignee_id != actor.user_id:
        raise NotAssigned(extra={"state": conversation.state})
    said = clean(content)
    if not 1 <= len(said) <= MAX_TEXT:
        raise TextInvalid(fields={"text": f"1-{MAX_TEXT}"})
    return append(
        session,
        conversation,
        "operator",
        said,
        client_id=stored_id,
        author_id=actor.user_id,
        author_name=actor.name,
    )


def post_by_system(session: Session, conversation: Conversation, content: str, **more: Any) -> Message:
    """Store what the portal itself says in a locked conversation."""
    return append(session, conversation, "system", content, **more)


def post_by_bot(
    session: Session,
    conversation: Conversation,
    turn_id: UUID,
    answers: Sequence[dict[str, Any]],
    *,
    internal: bool = False,
) -> list[Message]:
    """Store the bot's answers to one turn; the client id makes a second time impossible.

    Raises Conflict when this turn was answered before.
    """
    if queries.message_of_client(session, conversation.id, f"turn:{turn_id}:0") is not None:
        raise Conflict("This turn was answered before.")
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
            internal=internal,
        )
        for place, answer in enumerate(answers)
    ]
