"""For whom the assistant speaks: from a dialogue and its running turn to the buyer's actor."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries as account_queries
from portal.accounts.service.identity import actor_of
from portal.assistant_gateway import queries
from portal.assistant_gateway.errors import StaleTurn
from portal.conversations.models import Conversation
from portal.conversations.states import State
from portal.security.actor import Actor, Via
from portal.shared.database import switch_actor
from portal.shared.errors import Forbidden
from portal.shared.texts import N_

ASSISTANT = Actor.system("assistant", Via.ASSISTANT)


def resolve_dialogue(session: Session, *, dialogue_id: str, turn_id: UUID, epoch: int) -> Actor:
    """The buyer, or the guest, for whom this turn runs; the session acts for him afterwards.

    The conversation stays share-locked until the transaction ends: a take-over waits for what the turn is writing, or
    comes first and makes it stale, never in between. Raises StaleTurn, Forbidden.
    """
    switch_actor(session, ASSISTANT)
    conversation = queries.conversation_of_dialogue(session, dialogue_id)
    turn = queries.turn(session, turn_id) if conversation is not None else None
    if conversation is None or turn is None or turn.conversation_id != conversation.id:
        raise StaleTurn
    if conversation.state != State.BOT or not conversation.epoch == turn.epoch == epoch:
        raise StaleTurn
    if turn.status != "running" or turn.dialogue_id != dialogue_id:
        raise StaleTurn
    actor = _speaks_for(session, conversation)
    switch_actor(session, actor)
    return actor


def _speaks_for(session: Session, conversation: Conversation) -> Actor:
    if conversation.user_id is None:
        return Actor.anonymous(locale=conversation.locale, via=Via.ASSISTANT, conversation_id=conversation.id)
    user = account_queries.user_by_id(session, conversation.user_id)
    if user is None:
        raise Forbidden
    found = actor_of(session, user, conversation.company_id, via=Via.ASSISTANT)
    if found.company_id != conversation.company_id:
        raise Forbidden(N_("This person no longer belongs to the company."))
    return replace(found, conversation_id=conversation.id, locale=conversation.locale)
