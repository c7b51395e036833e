"""What people write: one row lock orders everybody's messages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.errors import ButtonNotOffered, ConversationClosed, NotAssigned, TextInvalid
from portal.conversations.models import Message
from portal.conversations.ports import Bot
from portal.conversations.schemas import MAX_TEXT, PERSON
from portal.conversations.service import blocking, handover, moves, ownership, receipts, writing
from portal.conversations.service.reading import require_writable
from portal.conversations.states import State
from portal.files.schemas import FileOut
from portal.files.service import using
from portal.security import rate_limits
from portal.security.actor import Actor
from portal.security.permissions import Permission


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
    file_ids: Sequence[UUID] = (),
    channel: str | None = None,
    external_id: str | None = None,
) -> Message:
    """Store what the buyer wrote, pressed or attached and wake whoever owns the conversation.

    A repeated `client_id` returns the message that it stored. What came through a messenger names its `channel` and the
    message's id there. Raises ConversationNotFound, ConversationClosed,
    TextInvalid, ButtonNotOffered, FileMissing, TooManyFiles, TooManyRequests.
    """
    conversation = require_writable(session, actor, conversation_id)
    former = queries.message_of_client(session, conversation_id, client_id)
    if former is not None:
        return former
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    blocking.require_welcome(session, conversation)
    person = actor.user_id or conversation_id
    rate_limits.count(session, f"chat:{person}", limit=per_minute, window_seconds=60)
    files = using.attach(session, actor, file_ids, company_id=conversation.company_id, conversation_id=conversation_id)
    said = writing.clean(content)
    shown: str
    pressed: str | None
    if files and not said and not payload:
        # Nobody's words: the portal itself asks the assistant to look at the file.
        shown, pressed = "", f"/attachment{json.dumps({'file_id': str(files[0].id)})}"
    else:
        shown, pressed = _said_or_pressed(session, conversation_id, said, payload)
    message = writing.append(
        session,
        conversation,
        "buyer",
        shown,
        payload=pressed,
        attachments=[FileOut.of(one).kept() for one in files],
        client_id=client_id,
        channel=channel,
        external_id=external_id,
        author_id=actor.user_id,
        author_name=actor.name,
    )
    if conversation.state == State.SNOOZED:
        moves.end_snooze_for(session, actor, conversation)
    if conversation.state == State.BOT:
        if pressed == PERSON:
            handover.to_queue(session, actor, conversation, reason=shown)
        else:
            bot.wake(session, conversation.id)
    return message


def _said_or_pressed(session: Session, conversation_id: UUID, said: str, payload: str | None) -> tuple[str, str | None]:
    """What to show and, for a pressed button, its payload: only one that was offered here counts."""
    if len(said) > MAX_TEXT or (not said and not payload):
        raise TextInvalid(fields={"text": f"1-{MAX_TEXT}"})
    if payload:
        shown = queries.buttons_shown(session, conversation_id)
        button = next((one for one in shown if one.get("payload") == payload), None)
        if button is None:
            raise ButtonNotOffered(fields={"button": "not offered"})
        return said or writing.clean(str(button.get("title", ""))) or "✓", payload
    fresh = queries.buttons_shown(session, conversation_id, after=queries.last_word(session, conversation_id))
    wanted = said.casefold()
    typed = next((one for one in fresh if str(one.get("title", "")).strip().casefold() == wanted), None)
    return said, str(typed["payload"]) if typed and typed.get("payload") else None


def post_by_operator(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    *,
    client_id: str,
    content: str,
    file_ids: Sequence[UUID] = (),
) -> Message:
    """Store what the operator wrote or attached in a conversation that is his.

    Raises Forbidden, ConversationNotFound, ConversationClosed, NotAssigned, TextInvalid, FileMissing, TooManyFiles.
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
    files = using.attach(session, actor, file_ids, company_id=conversation.company_id, conversation_id=conversation_id)
    said = writing.clean(content)
    if len(said) > MAX_TEXT or not (said or files):
        raise TextInvalid(fields={"text": f"1-{MAX_TEXT}"})
    message = writing.append(
        session,
        conversation,
        "operator",
        said,
        attachments=[FileOut.of(one).kept() for one in files],
        client_id=stored_id,
        author_id=actor.user_id,
        author_name=actor.name,
    )
    receipts.note_desk(session, conversation, message.seq)
    return message
