"""What the assistant asks about, and does with, the conversation that it is in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries as account_queries
from portal.assistant_gateway import queries
from portal.assistant_gateway.schemas import ContextOut, SaidMessage
from portal.assistant_gateway.service.turns import end, label
from portal.conversations import queries as conversation_queries
from portal.conversations.errors import ConversationNotFound
from portal.conversations.models import Conversation
from portal.conversations.scope import acting_as
from portal.conversations.service import handover, ownership, writing
from portal.conversations.states import State
from portal.security.actor import Actor, Via
from portal.shared.texts import N_


def context(session: Session, actor: Actor) -> ContextOut:
    """Language, first name, company and the state of the cart of the person the assistant speaks for."""
    company = account_queries.company(session, actor.company_id) if actor.company_id else None
    cart = queries.open_cart(session, actor.user_id, actor.company_id) if actor.user_id and actor.company_id else None
    return ContextOut(
        locale=actor.locale,
        authenticated=actor.is_authenticated,
        first_name=actor.name.split(" ")[0],
        company=company.name if company else None,
        cart_version=cart[0] if cart else None,
        cart_line_count=cart[1] if cart else 0,
    )


def hand_over(
    session: Session, actor: Actor, turn_id: UUID | None, *, reason: str, said: Sequence[SaidMessage] = ()
) -> Conversation:
    """Queue the caller's own conversation and end the turn: the portal tells the buyer, the bot is silent.

    ``said`` is what the bot answered to earlier parts of the same message; it reaches the buyer first.

    A buyer's own program has no conversation of its own here and is refused. Raises ConversationNotFound.
    """
    if actor.via is not Via.ASSISTANT or actor.conversation_id is None:
        raise ConversationNotFound(N_("Only the assistant has a current conversation. Name yours by its id."))
    if turn_id is not None and said:
        _say_first(session, actor.conversation_id, turn_id, said)
    conversation = handover.request(session, actor, actor.conversation_id, reason=reason)
    with acting_as(session, Actor.system("assistant", Via.ASSISTANT)):
        turn = queries.turn(session, turn_id) if turn_id else None
        if turn is not None and turn.conversation_id == conversation.id and turn.status == "running":
            end(turn, "answered")
            conversation.answered_seq = max(conversation.answered_seq, turn.last_seq)
            messages = conversation_queries.buyer_messages_between(
                session, conversation.id, turn.first_seq, turn.last_seq
            )
            conversation.subject = conversation.subject or label(messages[0])[:120]
    return conversation


def _say_first(session: Session, conversation_id: UUID, turn_id: UUID, said: Sequence[SaidMessage]) -> None:
    """Store the earlier answers of a turn that is still the one that counts."""
    with acting_as(session, Actor.system("assistant", Via.ASSISTANT)):
        conversation = ownership.lock(session, conversation_id)
        turn = queries.turn(session, turn_id)
        if turn is None or turn.conversation_id != conversation.id or turn.status != "running":
            return
        if conversation.state == State.BOT and conversation.epoch == turn.epoch:
            writing.by_bot(session, conversation, turn.id, [one.model_dump() for one in said])
