"""For whom the operator acts: the buyer of a conversation that is the operator's own, with the buyer's rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.accounts.service.identity import actor_of
from portal.console.acting.errors import CustomerMayNot, CustomerUnknown
from portal.conversations.errors import ConversationClosed, NotAssigned
from portal.conversations.models import Conversation
from portal.conversations.scope import acting_as
from portal.conversations.service import ownership
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.errors import Forbidden


def held(session: Session, operator: Actor, conversation_id: UUID) -> Conversation:
    """The operator's own conversation, locked.

    Raises Forbidden, ConversationNotFound, ConversationClosed, NotAssigned.
    """
    operator.require(Permission.STAFF_CHAT)
    conversation = ownership.lock(session, conversation_id)
    if conversation.state == "closed":
        raise ConversationClosed
    if conversation.assignee_id != operator.require_user():
        raise NotAssigned(extra={"state": conversation.state})
    return conversation


def customer_of(session: Session, operator: Actor, conversation: Conversation) -> Actor:
    """The buyer with the rights that he has now, reading the operator's language, so that refusals are in it.

    Raises CustomerUnknown for a visitor, CustomerMayNot when the person may not buy for the company any more.
    """
    if conversation.user_id is None or conversation.company_id is None:
        raise CustomerUnknown
    user = accounts.user_by_id(session, conversation.user_id)
    if user is None:
        raise CustomerUnknown
    try:
        found = actor_of(session, user, conversation.company_id, via=operator.via)
    except Forbidden as refusal:
        raise CustomerMayNot(refusal.detail) from refusal
    if found.company_id != conversation.company_id:
        raise CustomerMayNot
    return replace(found, conversation_id=conversation.id, locale=operator.locale)


def reader_of(session: Session, operator: Actor, conversation: Conversation) -> Actor:
    """As customer_of; a visitor is one who sees the catalogue alone."""
    if conversation.user_id is None:
        return Actor.anonymous(locale=operator.locale, via=operator.via, conversation_id=conversation.id)
    return customer_of(session, operator, conversation)


@contextmanager
def on_behalf(session: Session, customer: Actor, permission: Permission | None = None) -> Iterator[Actor]:
    """Let the session see and do what the customer may. Raises CustomerMayNot when he lacks `permission`."""
    if permission is not None and not customer.may(permission):
        raise CustomerMayNot
    with acting_as(session, customer):
        yield customer
