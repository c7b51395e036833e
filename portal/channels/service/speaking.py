"""For whom a contact speaks: the person he is linked to, or nobody; and in which conversation."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from portal.accounts import queries as account_queries
from portal.accounts.service.identity import actor_of
from portal.channels import queries
from portal.channels.models import ChannelAccount, ChannelContact
from portal.conversations.models import Conversation
from portal.conversations.scope import acting_as
from portal.conversations.service import opening, ownership
from portal.conversations.states import State
from portal.security.actor import Actor, Via
from portal.shared.clock import now
from portal.shared.errors import PortalError
from portal.shared.i18n import normalise_locale

SYSTEM = Actor.system("channels")


def person(session: Session, contact: ChannelContact) -> Actor | None:
    """The buyer to whom the contact is linked and who may still buy for that company; None for a guest."""
    if contact.user_id is None or contact.company_id is None:
        return None
    if contact.expires_at is not None and contact.expires_at <= now():
        return None
    user = account_queries.user_by_id(session, contact.user_id)
    if user is None:
        return None
    try:
        actor = actor_of(session, user, contact.company_id, via=Via.CHANNEL)
    except PortalError:
        return None  # switched off, or of no company any more: a guest like everybody
    return actor if actor.company_id == contact.company_id else None


def locale_of(contact: ChannelContact, account: ChannelAccount, default: str) -> str:
    """The contact's language, else the account's, else the shop's."""
    return normalise_locale(contact.locale, str(account.options.get("locale") or default))


def conversation_of(
    session: Session, contact: ChannelContact, account: ChannelAccount, *, default_locale: str, proven: bool = True
) -> tuple[Actor, Conversation]:
    """Who speaks and the locked conversation that he speaks in, from now on the contact's.

    A linked one goes on with the buyer's own conversation, anybody else with his guest's; a closed one makes way for a
    new one. What is not `proven` to be from the contact never enters the buyer's.
    """
    actor = person(session, contact) if proven else None
    if actor is not None:
        with acting_as(session, actor):
            found = opening.for_news(session, actor)
        conversation = ownership.lock(session, found.id)
        actor = replace(actor, locale=conversation.locale)
    else:
        conversation = _guests(session, contact, account, default_locale)
        actor = Actor.anonymous(locale=conversation.locale, via=Via.CHANNEL, conversation_id=conversation.id)
    contact.conversation_id = conversation.id
    contact.answers_here = True
    session.flush()
    queries.answer_elsewhere(session, conversation.id, but=contact.id)
    return actor, conversation


def _guests(session: Session, contact: ChannelContact, account: ChannelAccount, default_locale: str) -> Conversation:
    if contact.conversation_id is not None:
        found = ownership.lock(session, contact.conversation_id)
        if found.user_id is None and found.state != State.CLOSED:
            return found
    conversation = Conversation(
        channel=account.provider,
        dialogue_id=ownership.new_dialogue_id(),
        locale=locale_of(contact, account, default_locale),
    )
    session.add(conversation)
    session.flush()
    return ownership.lock(session, conversation.id)
