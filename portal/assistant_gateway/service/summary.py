"""The one event by which the bot learns what happened while people had the conversation; never what was said."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from portal.assistant_gateway import queries
from portal.conversations import queries as conversation_queries
from portal.conversations.models import Conversation
from portal.conversations.states import State


def returned(session: Session, conversation: Conversation) -> dict[str, Any] | None:
    """What the first turn after the return is told; None for every other turn.

    `cart` is there when it changed meanwhile, as it is now; `orders` and `rfqs` are the person's of that time.
    """
    if queries.has_answered_turn(session, conversation.id, conversation.epoch):
        return None
    move = conversation_queries.last_move(session, conversation.id)
    if move is None or move.to_state != State.BOT or move.epoch != conversation.epoch:
        return None
    told: dict[str, Any] = {"operator": move.actor_name, "note": move.reason, "at": move.at.isoformat()}
    left = conversation_queries.left_the_bot(session, conversation.id, before=move.id)
    told["since"] = (left or move).at.isoformat()
    if conversation.user_id is None or conversation.company_id is None:
        return told | {"cart": None, "orders": [], "rfqs": []}
    whose = (conversation.user_id, conversation.company_id)
    since = (left or move).at
    return told | {
        "cart": queries.changed_cart(session, *whose, since),
        "orders": list(queries.orders_since(session, *whose, since)),
        "rfqs": list(queries.rfqs_since(session, *whose, since)),
    }
