"""Answers go out: one after the other per contact, at least once, until the provider has them or a day is over.

What is tried is written down before the provider is called, and each part of a message as soon as the provider has
it, so that a worker that dies repeats one part at most.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.channels import cards, queries
from portal.channels.adapters import adapter
from portal.channels.models import ChannelAccount, ChannelContact, Delivery
from portal.channels.ports import Account, Choice, FilePart, Outgoing, Refused, RetryLater, Said
from portal.channels.service import accounts, speaking, statuses
from portal.conversations.models import Message
from portal.files import queries as file_queries
from portal.security import rate_limits
from portal.shared.clock import now
from portal.shared.database import Database
from portal.shared.errors import TooManyRequests
from portal.shared.ids import parse_uuid

log = logging.getLogger(__name__)
GIVE_UP = timedelta(hours=24)
LONGEST_WAIT = 300.0
BUSY = timedelta(seconds=30)  # then the job makes room for others


@dataclass(frozen=True)
class Plan:
    """One attempt at one delivery."""

    delivery_id: int
    attempt: int
    account: Account
    contact: str
    said: Said
    parts_sent: int


def enqueue(session: Session, contact: ChannelContact, message: Message) -> None:
    """Have a message delivered to a contact."""
    session.add(
        Delivery(
            contact_id=contact.id,
            message_id=message.id,
            conversation_id=message.conversation_id,
            company_id=message.company_id,
            created_at=now(),
        )
    )
    session.flush()


def deliver(database: Database, secret_key: str, contact_id: UUID) -> float | None:
    """Deliver what waits for a contact; seconds until something is to be tried again, None when nothing is left."""
    until = now() + BUSY
    while now() < until:
        with database.transaction(speaking.SYSTEM) as session:
            plan = _begin(session, secret_key, contact_id)
        if not isinstance(plan, Plan):
            return plan
        try:
            _send(database, plan, contact_id)
        except RetryLater as fault:
            with database.transaction(speaking.SYSTEM) as session:
                return _later(session, plan, contact_id, fault)
        except Refused as fault:
            with database.transaction(speaking.SYSTEM) as session:
                _refused(session, plan, contact_id, fault)
    return 0.0


def _begin(session: Session, secret_key: str, contact_id: UUID) -> Plan | float | None:
    """Start the next attempt; a number of seconds when it is too early for it."""
    contact = queries.locked_contact(session, contact_id)
    if contact is None:
        return None
    account = queries.account(session, contact.account_id)
    delivery = _first_hopeful(session, contact) if account.enabled else None
    if delivery is None:
        return None
    early = _too_early(session, account, delivery)
    if early:
        return early
    message = queries.message(session, delivery.message_id)
    assert message is not None  # deliveries go with their messages
    delivery.attempts += 1
    delivery.next_try_at = now() + timedelta(seconds=_wait(delivery.attempts))
    return Plan(
        delivery.id,
        delivery.attempts,
        accounts.opened(account, secret_key),
        contact.external_id,
        _said(session, contact, message),
        delivery.parts_sent,
    )


def _first_hopeful(session: Session, contact: ChannelContact) -> Delivery | None:
    """The oldest delivery that may still arrive; those before it are given up or cancelled."""
    while (delivery := queries.first_pending(session, contact.id)) is not None:
        reason = _hopeless(session, contact, delivery)
        if not reason:
            return delivery
        if reason == "cancelled":
            delivery.state = "cancelled"
        else:
            statuses.fail(session, delivery, reason)
        session.flush()
    return None


def _hopeless(session: Session, contact: ChannelContact, delivery: Delivery) -> str:
    """Why a delivery is not tried any more, empty when it is. A company's words go to its linked people alone."""
    if delivery.company_id is not None:
        person = speaking.person(session, contact)
        if person is None or person.company_id != delivery.company_id:
            return "cancelled"
    if contact.blocked_at is not None:
        return "the contact has blocked this account"
    if delivery.created_at < now() - GIVE_UP:
        return f"not delivered within a day; last: {delivery.reason or 'never tried'}"[:500]
    return ""


def _too_early(session: Session, account: ChannelAccount, delivery: Delivery) -> float | None:
    """Seconds to wait, for this delivery, for the whole account, or because others used up the second."""
    waits: Sequence[datetime] = [at for at in (delivery.next_try_at, account.paused_until) if at and at > now()]
    if waits:
        return max((at - now()).total_seconds() for at in waits)
    limit = adapter(account.provider).traits.per_second
    try:
        rate_limits.count(session, f"channel:{account.id}", limit=limit, window_seconds=1)
    except TooManyRequests:
        return 0.5 + secrets.randbelow(1000) / 1000
    return None


def _wait(attempts: int) -> float:
    """Seconds after an attempt: 2, 4, 8 … 300, a little apart for everybody."""
    return min(2.0 ** min(attempts, 9), LONGEST_WAIT) * (0.8 + secrets.randbelow(400) / 1000)


def _said(session: Session, contact: ChannelContact, message: Message) -> Said:
    locale = message.locale or "en"
    wanted = [found for one in message.attachments or [] if (found := parse_uuid(str(one.get("id")))) is not None]
    files = []
    for file_id in wanted:
        stored = file_queries.file(session, file_id, content=True)
        if stored is not None:
            files.append(FilePart(stored.name, stored.content_type, stored.content))
    return Said(
        message_id=str(message.id),
        author=message.author,
        author_name=message.author_name,
        text=cards.said(message, locale),
        locale=locale,
        choices=cards.choices(message),
        files=files,
        thread=dict(contact.thread or {}),
        silent_since=contact.last_in_at,
    )


def _send(database: Database, plan: Plan, contact_id: UUID) -> None:
    """Make the calls that are left; each is written down as soon as it is made."""
    provider = adapter(plan.account.provider)
    calls = provider.render(plan.account, plan.contact, plan.said)
    for place in range(plan.parts_sent, len(calls)):
        provider_id = provider.send(plan.account, calls[place])
        with database.transaction(speaking.SYSTEM) as session:
            delivery = session.get_one(Delivery, plan.delivery_id, with_for_update=True)
            delivery.parts_sent = place + 1
            if provider_id:
                delivery.provider_ids = [*delivery.provider_ids, provider_id]
    with database.transaction(speaking.SYSTEM) as session:
        _sent(session, plan, contact_id, calls)


def _sent(session: Session, plan: Plan, contact_id: UUID, calls: Sequence[Outgoing]) -> None:
    contact = queries.locked_contact(session, contact_id)
    delivery = session.get_one(Delivery, plan.delivery_id, with_for_update=True)
    delivery.reason = ""
    delivery.next_try_at = None
    delivery.sent_at = now()
    if delivery.state == "pending":
        statuses.advance(session, delivery, "sent")
    if contact is not None:
        numbered = any(one.numbered for one in calls)
        contact.offered = [_offer(one) for one in plan.said.choices] if numbered else []
    account = queries.account(session, contact.account_id) if contact else None
    if account is not None and account.fault:
        account.fault = ""


def _offer(choice: Choice) -> dict[str, str]:
    return {"title": choice.title, "ref": choice.ref}


def _later(session: Session, plan: Plan, contact_id: UUID, fault: RetryLater) -> float:
    """Note when to try again: when the provider says, else a little later each time."""
    log.warning("channel %s, attempt %d: %s", plan.account.provider, plan.attempt, fault.why)
    delivery = session.get_one(Delivery, plan.delivery_id, with_for_update=True)
    wait = max(fault.after or 0.0, 0.0 if fault.whole_account and fault.after else _wait(plan.attempt))
    delivery.reason = fault.why[:500]
    delivery.next_try_at = now() + timedelta(seconds=wait)
    if fault.whole_account:
        contact = queries.contact(session, contact_id)
        if contact is not None:
            account = queries.locked_account(session, contact.account_id)
            account.paused_until = now() + timedelta(seconds=wait)
            account.fault = fault.why[:500]
    return wait


def _refused(session: Session, plan: Plan, contact_id: UUID, fault: Refused) -> None:
    log.warning("channel %s refused a message for good: %s", plan.account.provider, fault.why)
    contact = queries.locked_contact(session, contact_id)
    delivery = session.get_one(Delivery, plan.delivery_id, with_for_update=True)
    statuses.fail(session, delivery, fault.why)
    if fault.gone and contact is not None:
        contact.blocked_at = now()
