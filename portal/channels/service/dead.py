"""Deliveries that were given up: listed, and tried again when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.channels import queries
from portal.channels.errors import DeliveryUnknown
from portal.channels.models import Delivery
from portal.channels.service import statuses
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now


@dataclass(frozen=True)
class DeadLetter:
    """What was given up, without its words."""

    id: int
    provider: str
    account: str
    contact: str
    conversation_id: UUID
    seq: int
    attempts: int
    reason: str
    created_at: datetime


def letters(session: Session, actor: Actor, limit: int = 200) -> list[DeadLetter]:
    """The newest first. Raises Forbidden."""
    actor.require(Permission.STAFF_ADMIN)
    return [
        DeadLetter(
            delivery.id,
            account.provider,
            account.name,
            contact.name,
            delivery.conversation_id,
            message.seq,
            delivery.attempts,
            delivery.reason,
            delivery.created_at,
        )
        for delivery, message, contact, account in queries.dead_letters(session, limit)
    ]


def retry(session: Session, actor: Actor, delivery_id: int, wake: Callable[[Session, UUID], None]) -> None:
    """Try one again, from the part that did not arrive. Raises Forbidden, DeliveryUnknown."""
    actor.require(Permission.STAFF_ADMIN)
    delivery = session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.state != "dead":
        raise DeliveryUnknown
    delivery.state = "pending"
    delivery.attempts = 0
    delivery.next_try_at = None
    delivery.created_at = now()
    contact = queries.locked_contact(session, delivery.contact_id)
    if contact is not None:
        contact.blocked_at = None
    message = queries.message(session, delivery.message_id)
    if message is not None:
        statuses.show(session, message, "accepted", "")
    audit.record(session, actor, "channel.delivery_retried", "channel_delivery", delivery.id)
    session.flush()
    wake(session, delivery.contact_id)
