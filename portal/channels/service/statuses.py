"""What became of a message of ours, as the provider tells; it may tell it late, twice and out of order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.channels import queries
from portal.channels.models import ChannelContact, Delivery
from portal.conversations import queries as conversation_queries
from portal.conversations.models import Message
from portal.conversations.service import ownership

_ORDER = {"pending": 0, "sent": 1, "delivered": 2, "read": 3}


def note(session: Session, contact: ChannelContact, body: Mapping[str, Any]) -> tuple[str, str]:
    """Note a status event; how it was dealt with."""
    status = str(body.get("status") or "")
    if body.get("about"):
        found = queries.deliveries_about(session, contact.id, str(body["about"]))
    elif body.get("before"):
        found = queries.deliveries_before(session, contact.id, datetime.fromisoformat(str(body["before"])))
    else:
        found = []
    for delivery in found:
        if status == "failed":
            fail(session, delivery, str(body.get("reason") or "the provider could not deliver it"))
        else:
            advance(session, delivery, status)
    return ("done", status) if found else ("ignored", "about no message of ours")


def advance(session: Session, delivery: Delivery, status: str) -> None:
    """Move a delivery forward, never back: a late "delivered" does not undo "read"."""
    if _ORDER.get(status, -1) <= _ORDER.get(delivery.state, 9):
        return
    delivery.state = status
    message = queries.message(session, delivery.message_id)
    if message is None:
        return
    show(session, message, status, "")
    if status == "read":
        _read(session, message)


def fail(session: Session, delivery: Delivery, reason: str) -> None:
    """Give a delivery up: it is listed and can be tried again."""
    delivery.state = "dead"
    delivery.reason = reason[:500]
    message = queries.message(session, delivery.message_id)
    if message is not None:
        show(session, message, "failed", delivery.reason)


def show(session: Session, message: Message, state: str, reason: str) -> None:
    """Let the desk see how far a message has come."""
    message.delivery = state
    message.delivery_reason = reason
    session.flush()


def _read(session: Session, message: Message) -> None:
    """He has read up to here, in whatever channel."""
    if not conversation_queries.advance_reading(session, message.conversation_id, "buyer", message.seq):
        return
    conversation = queries.conversation(session, message.conversation_id)
    if conversation is not None:
        ownership.announce(session, conversation, "read", author="buyer", upto=message.seq)
