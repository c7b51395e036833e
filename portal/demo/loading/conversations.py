"""Conversations, their messages and changes of owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations.models import Conversation, Message, Transition
from portal.conversations.service.ownership import new_dialogue_id
from portal.demo import types
from portal.demo.loading.customers import Ids
from portal.demo.loading.rows import write
from portal.shared.ids import new_id


def write_conversations(session: Session, demo: types.Demo, ids: Ids) -> None:
    """Write the conversations as they stand."""
    names = {one.email: one.name for one in demo.people}
    for one in demo.conversations:
        conversation_id = new_id()
        moves = list(_moves(one, ids, names))
        write(session, Conversation, [_conversation(one, conversation_id, ids, 1 + len(moves))])
        messages = [_message(one, message, conversation_id, ids, names, moves) for message in one.messages]
        write(session, Message, messages)
        known = {"conversation_id": conversation_id, "company_id": ids.companies[one.company]}
        write(session, Transition, [{**move, **known} for move in moves])


def _conversation(one: types.Conversation, conversation_id: UUID, ids: Ids, epoch: int) -> dict[str, Any]:
    joined = next((message.at for message in one.messages if message.author == "operator"), None)
    return {
        "id": conversation_id,
        "company_id": ids.companies[one.company],
        "user_id": ids.people[one.person],
        "channel": one.channel,
        "state": one.state,
        "epoch": epoch,
        "dialogue_id": new_dialogue_id(),
        "locale": one.locale,
        "subject": one.subject,
        "last_seq": len(one.messages),
        "answered_seq": len(one.messages),
        "handover_reason": "asked for a person" if one.handed_over_at else "",
        "queued_at": one.handed_over_at,
        "assigned_at": joined,
        "closed_at": one.closed_at,
        "created_at": one.opened_at,
        "updated_at": one.messages[-1].at,
    }


def _moves(one: types.Conversation, ids: Ids, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Who owned it when: the bot, the queue, an operator, nobody."""
    steps: list[tuple[str, Any, str | None, str]] = []
    if one.handed_over_at:
        steps.append(("queued", one.handed_over_at, one.person, "asked for a person"))
    joined = next((message.at for message in one.messages if message.author == "operator"), None)
    if joined:
        steps.append(("assigned", joined, one.assignee, ""))
    if one.closed_at:
        steps.append(("closed", one.closed_at, one.assignee, ""))
    source = "bot"
    for number, (target, at, who, reason) in enumerate(steps, start=2):
        yield {
            "from_state": source,
            "to_state": target,
            "epoch": number,
            "actor_id": ids.people[who] if who else None,
            "actor_name": names[who] if who else "",
            "reason": reason,
            "at": at,
        }
        source = target


def _message(
    conversation: types.Conversation,
    one: types.Message,
    conversation_id: UUID,
    ids: Ids,
    names: Mapping[str, str],
    moves: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "conversation_id": conversation_id,
        "company_id": ids.companies[conversation.company],
        "seq": one.seq,
        "author": one.author,
        "author_id": ids.people[one.person] if one.person else None,
        "author_name": names[one.person] if one.person else "",
        "text": one.text,
        "client_id": str(new_id()) if one.author == "buyer" else None,
        "locale": conversation.locale,
        "epoch": 1 + sum(1 for move in moves if move["at"] <= one.at),
        "created_at": one.at,
    }
