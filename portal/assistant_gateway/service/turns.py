"""The turns of a conversation: begun, answered, failed, each in a transaction of its own.

A worker that dies leaves its turn running; whoever takes it up asks again under the same turn and message id, so that
Rasa's channel and the API's idempotency keys give what was given before. `attempts` fences the dead one off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.assistant_gateway import queries
from portal.assistant_gateway.client import Answer, Question
from portal.assistant_gateway.errors import AssistantFailed
from portal.assistant_gateway.events import TurnUnderstood
from portal.assistant_gateway.models import Turn
from portal.assistant_gateway.service import summary
from portal.conversations import queries as conversation_queries
from portal.conversations import texts
from portal.conversations.models import Conversation, Message
from portal.conversations.schemas import MAX_TEXT
from portal.conversations.service import ownership, writing
from portal.conversations.states import State
from portal.shared.clock import now
from portal.shared.database import notify
from portal.shared.events import publish
from portal.shared.ids import new_id

TITLE = 60
OFFERED = 5


@dataclass(frozen=True)
class Plan:
    """One attempt at one turn. `oldest` is when the buyer wrote the first of its messages."""

    turn_id: UUID
    conversation_id: UUID
    epoch: int
    attempt: int
    oldest: datetime
    question: Question


def begin(session: Session, conversation_id: UUID, *, expiry: timedelta) -> Plan | None:
    """Start the next turn, or take up the one that runs; None when nothing is left to answer."""
    conversation = ownership.lock(session, conversation_id)
    running = queries.running_turn(session, conversation_id)
    if running is not None and not _holds(conversation, running):
        end(running, "stale")
        running = None
    if conversation.state != State.BOT:
        return None
    if running is not None:
        messages = conversation_queries.buyer_messages_between(
            session, conversation_id, running.first_seq, running.last_seq
        )
        if messages[0].created_at >= now() - expiry:
            running.attempts += 1
            return _plan(session, conversation, running, messages)
        # It may have been carried out before its worker died; only the buyer can tell.
        end(running, "failed", "too old to be repeated")
        _offer_again(session, conversation, messages, unsure=True)
        conversation.answered_seq = max(conversation.answered_seq, running.last_seq)
    return _next(session, conversation, expiry)


def _next(session: Session, conversation: Conversation, expiry: timedelta) -> Plan | None:
    pending = conversation_queries.pending_messages(session, conversation)
    old = [one for one in pending if one.created_at < now() - expiry]
    if old:
        _offer_again(session, conversation, old)
        conversation.answered_seq = old[-1].seq
    fresh = [one for one in pending if one.seq > conversation.answered_seq]
    if not fresh:
        return None
    # Only what piled up in an outage is merged; otherwise each message gets an answer of its own.
    group = _together(fresh) if conversation.failures else fresh[:1]
    turn = Turn(
        id=new_id(),
        conversation_id=conversation.id,
        company_id=conversation.company_id,
        dialogue_id=conversation.dialogue_id,
        epoch=conversation.epoch,
        first_seq=group[0].seq,
        last_seq=group[-1].seq,
        attempts=1,
        started_at=now(),
    )
    session.add(turn)
    session.flush()
    return _plan(session, conversation, turn, group)


def _together(messages: Sequence[Message]) -> list[Message]:
    """The messages of one merged turn: typed ones up to the first button, a pressed button alone."""
    group = [messages[0]]
    if messages[0].payload is not None:
        return group
    size = len(messages[0].text)
    for one in messages[1:]:
        size += len(one.text) + 1
        if one.payload is not None or size > MAX_TEXT:
            break
        group.append(one)
    return group


def label(message: Message) -> str:
    """What a person calls the message by: its words, else the names of its files."""
    return message.text or ", ".join(str(one["name"]) for one in message.attachments or [])


def for_rasa(message: Message) -> str:
    """What Rasa gets: a checked payload as it is, a person's words never as a command."""
    if message.payload is not None:
        return message.payload
    return f" {message.text}" if message.text.startswith("/") else message.text


def _plan(session: Session, conversation: Conversation, turn: Turn, messages: Sequence[Message]) -> Plan:
    metadata: dict[str, Any] = {
        "turn_id": str(turn.id),
        "epoch": turn.epoch,
        "locale": conversation.locale,
        "authenticated": conversation.user_id is not None,
        "conversation_id": str(conversation.id),
        "last_products": list(queries.last_products(session, conversation.id)),
    }
    notices = conversation_queries.fresh_notices(session, conversation.id, messages[0].seq)
    if notices:
        metadata |= {"last_notice": notices[0], "notices": notices}
    attachments = [
        {name: one[name] for name in ("id", "name", "content_type", "readable")}
        for message in messages
        for one in message.attachments or []
    ]
    if attachments:
        metadata["attachments"] = attachments
    returned = summary.returned(session, conversation)
    if returned is not None:
        metadata["returned"] = returned
    note = {"kind": "typing", "conversation_id": str(conversation.id), "author": "bot", "name": ""}
    notify(session, ownership.CHANNEL, json.dumps(note))
    words = "\n".join(for_rasa(one) for one in messages)
    return Plan(
        turn_id=turn.id,
        conversation_id=conversation.id,
        epoch=turn.epoch,
        attempt=turn.attempts,
        oldest=messages[0].created_at,
        question=Question(turn.dialogue_id, words, turn.id, metadata),
    )


def _offer_again(session: Session, conversation: Conversation, old: Sequence[Message], *, unsure: bool = False) -> None:
    """Ask whether what was written long ago is still wanted; its button sends it again."""
    shown = list(old[-OFFERED:])
    locale = conversation.locale
    if len(shown) == 1:
        asked = texts.asked_unsure if unsure else texts.asked_one
        content = asked(locale, label(shown[0]))
        titles = [texts.yes_do(locale)]
    else:
        content = texts.asked_many_unsure(locale) if unsure else texts.asked_many(locale)
        labels = [label(one) for one in shown]
        titles = [one if len(one) <= TITLE else f"{one[: TITLE - 1]}…" for one in labels]
    buttons = [{"title": title, "payload": for_rasa(one)} for title, one in zip(titles, shown, strict=True)]
    writing.append(
        session, conversation, "bot", content, buttons=buttons, client_id=f"offer:{conversation.id}:{old[-1].seq}"
    )


def _holds(conversation: Conversation, turn: Turn) -> bool:
    return (
        conversation.state == State.BOT
        and conversation.epoch == turn.epoch
        and conversation.dialogue_id == turn.dialogue_id
    )


def end(turn: Turn, status: str, error: str = "") -> None:
    """Close a turn."""
    turn.status = status
    turn.error = error
    turn.finished_at = now()


def current(session: Session, plan: Plan) -> tuple[Conversation, Turn] | None:
    """The locked conversation and the turn, if this attempt is still the one that counts."""
    conversation = ownership.lock(session, plan.conversation_id)
    turn = queries.turn(session, plan.turn_id)
    if turn is None or turn.status != "running" or turn.attempts != plan.attempt:
        return None
    return conversation, turn


def finish(session: Session, plan: Plan, answer: Answer) -> bool:
    """Store the answer, unless the owner changed meanwhile: then operators see it as a suggestion.

    Returns whether this was the first answer after failures. Raises AssistantFailed when the bot owns the conversation
    and says nothing.
    """
    found = current(session, plan)
    if found is None:
        return False
    conversation, turn = found
    answers = [one.model_dump() for one in answer.messages]
    turn.nlu = answer.nlu
    if answer.nlu:
        publish(session, TurnUnderstood(conversation.id, turn.first_seq, turn.last_seq, answer.nlu))
    if _holds(conversation, turn):
        if not answers:
            raise AssistantFailed("an empty answer", reached=True)
        writing.by_bot(session, conversation, turn.id, answers)
        conversation.answered_seq = max(conversation.answered_seq, turn.last_seq)
        conversation.last_nlu = answer.nlu
        is_back = conversation.failures > 0
        conversation.failures = 0
        conversation.outage_told_at = None
        end(turn, "answered")
        return is_back
    if conversation.state in (State.QUEUED, State.ASSIGNED, State.SNOOZED):
        writing.by_bot(session, conversation, turn.id, answers, internal=True)
        conversation.last_nlu = answer.nlu
    end(turn, "stale")
    return False
