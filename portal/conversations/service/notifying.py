"""What is said unasked: a message in the buyer's web conversation that begins no turn and answers nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.models import Conversation, Message
from portal.conversations.service import opening, ownership, writing
from portal.conversations.states import State
from portal.security.actor import Actor


@dataclass(frozen=True)
class News:
    """A notice. `about` is its kind and what it is about ({"kind", "number" or "sku" …}), for the bot to refer to."""

    text: str
    about: dict[str, str]
    cards: Sequence[dict[str, Any]] = ()
    buttons: Sequence[dict[str, str]] = field(default=())


def conversation_for(session: Session, actor: Actor) -> Conversation:
    """The buyer's open web conversation, locked; a new one where there is none."""
    return ownership.lock(session, opening.for_news(session, actor).id)


def is_awaited(session: Session, conversation: Conversation, since: datetime) -> bool:
    """Whether the bot owes an answer to what the buyer wrote after `since`."""
    if conversation.state != State.BOT:
        return False
    return any(one.created_at >= since for one in queries.pending_messages(session, conversation))


def tell(session: Session, conversation: Conversation, news: News, *, client_id: str) -> Message:
    """Add a notice to a locked conversation.

    While a person has the conversation, or is waited for, it is the portal that speaks: nobody shall think that the
    bot interrupts, and there are no buttons, because the bot would not answer them.
    """
    with_bot = conversation.state == State.BOT
    cards = [dict(card) for card in news.cards]
    return writing.append(
        session,
        conversation,
        "bot" if with_bot else "system",
        news.text,
        cards=cards if with_bot else [{**card, "buttons": []} for card in cards],
        buttons=[dict(one) for one in news.buttons] if with_bot else [],
        client_id=client_id,
        notice=news.about,
    )
