"""Tying a messenger's contact to a person by a one-time code, and letting go of it.

Nothing that the bot remembers crosses over: each time the dialogue is a new one.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries as account_queries
from portal.audit import service as audit
from portal.channels import queries
from portal.channels.errors import LinkUnknown
from portal.channels.models import ChannelAccount, ChannelContact, LinkCode
from portal.channels.service import speaking
from portal.conversations import queries as conversation_queries
from portal.conversations.models import Conversation
from portal.conversations.scope import acting_as
from portal.conversations.service import opening, ownership
from portal.conversations.states import State
from portal.security import rate_limits
from portal.security.actor import Actor, ActorKind
from portal.security.permissions import Permission
from portal.security.tokens import hash_token
from portal.shared.clock import now
from portal.shared.errors import Forbidden
from portal.shared.texts import N_

# Without what is mistaken for something else: 0 O, 1 I L. 31^8 codes, of which a handful live for ten minutes.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE = re.compile(rf"^[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}$")
MINUTES = 10
TRIES = 10
LINK_DAYS = 180
CODES_PER_HOUR = 30


@dataclass(frozen=True)
class NewCode:
    """A code in clear, shown once."""

    code: str
    expires_at: datetime


def make_code(session: Session, actor: Actor) -> NewCode:
    """A fresh code for the buyer; his former ones end. Raises LoginRequired, Forbidden, TooManyRequests."""
    _require_buyer(actor)
    user_id, company_id = actor.require_user(), actor.require_company()
    rate_limits.count(session, f"link codes:{user_id}", limit=CODES_PER_HOUR, window_seconds=3600)
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    code = f"{drawn[:4]}-{drawn[4:]}"
    expires_at = now() + timedelta(minutes=MINUTES)
    with acting_as(session, speaking.SYSTEM):
        queries.end_codes(session, user_id)
        session.add(LinkCode(code_hash=hash_token(code), user_id=user_id, company_id=company_id, expires_at=expires_at))
    audit.record(session, actor, "channel.code_made", "user", user_id)
    return NewCode(code, expires_at)


def redeem(session: Session, contact: ChannelContact, account: ChannelAccount, given: str) -> Actor | None:
    """Link the locked contact to whoever made the code; the buyer, or None for a code that is not valid.

    Raises TooManyRequests for somebody who tries codes.
    """
    key = f"link tries:{contact.id}"
    rate_limits.check(session, key, limit=TRIES, window_seconds=600)
    code = queries.live_code(session, hash_token(given.strip().upper()), now())
    if code is None:
        # One more than is ever checked for: the try that is one too many is refused before it is looked at.
        rate_limits.count(session, key, limit=TRIES + 1, window_seconds=600)
        return None
    code.used_at = now()
    guests = contact.conversation_id
    if contact.user_id is not None:
        guests = None
        _renew(session, contact)
    contact.user_id, contact.company_id = code.user_id, code.company_id
    contact.linked_at = now()
    contact.expires_at = now() + timedelta(days=int(account.options.get("link_days") or LINK_DAYS))
    contact.conversation_id = None
    contact.offered = []
    session.flush()
    actor = speaking.person(session, contact)
    if actor is None:
        _forget(session, contact)
        return None
    _carry_over(session, actor, guests)
    audit.record(
        session, actor, "channel.linked", "channel_contact", contact.id, account=account.name, name=contact.name
    )
    return actor


def _carry_over(session: Session, buyer: Actor, guests: UUID | None) -> None:
    """The guest's conversation becomes the buyer's where he has none open; else it ends and his goes on anew."""
    former = conversation_queries.open_web_conversation(session, buyer.require_user(), buyer.company_id)
    if former is not None:
        ownership.renew_dialogue(session, ownership.lock(session, former.id))
    if guests is None:
        return
    if former is None and opening.adopt(session, buyer, guests) is not None:
        return
    conversation = ownership.lock(session, guests)
    if conversation.user_id is None and conversation.state != State.CLOSED:
        ownership.move(session, buyer, conversation, State.CLOSED, reason="linked")


def mine(session: Session, actor: Actor) -> list[tuple[ChannelContact, ChannelAccount]]:
    """The buyer's linked messengers. Raises LoginRequired, Forbidden."""
    _require_buyer(actor)
    with acting_as(session, speaking.SYSTEM):
        rows = queries.linked_contacts(session, actor.require_user(), actor.require_company())
        return [(contact, account) for contact, account in rows]


def unlink(session: Session, actor: Actor, contact_id: UUID) -> ChannelContact:
    """End the buyer's own link; the contact is told nothing of the company any more.

    Raises LoginRequired, Forbidden, LinkUnknown.
    """
    _require_buyer(actor)
    with acting_as(session, speaking.SYSTEM):
        contact = queries.locked_contact(session, contact_id)
        if contact is None or (contact.user_id, contact.company_id) != (actor.user_id, actor.company_id):
            raise LinkUnknown
        let_go(session, actor, contact, "asked for on the page")
    return contact


def let_go(session: Session, actor: Actor, contact: ChannelContact, why: str) -> None:
    """End the link of a locked contact."""
    company_id = contact.company_id
    _renew(session, contact)
    _forget(session, contact)
    queries.cancel_pending(session, contact.id)
    audit.record(session, actor, "channel.unlinked", "channel_contact", contact.id, company_id=company_id, reason=why)


def _forget(session: Session, contact: ChannelContact) -> None:
    contact.user_id = contact.company_id = contact.linked_at = contact.expires_at = contact.conversation_id = None
    contact.answers_here = False
    contact.offered = []
    session.flush()


def _renew(session: Session, contact: ChannelContact) -> None:
    """What the bot was told in the conversation that the contact leaves is not remembered by the next one in it."""
    if contact.conversation_id is None:
        return
    conversation: Conversation = ownership.lock(session, contact.conversation_id)
    if conversation.state != State.CLOSED:
        ownership.renew_dialogue(session, conversation)


def company_name(session: Session, contact: ChannelContact) -> str:
    """The name of the company that the contact is linked to."""
    company = account_queries.company(session, contact.company_id) if contact.company_id else None
    return company.name if company else ""


def _require_buyer(actor: Actor) -> None:
    actor.require(Permission.CHAT)
    if actor.kind is not ActorKind.BUYER:
        raise Forbidden(N_("Messengers are linked by buyers."))
