"""What channels hear of conversations: an answer goes where the buyer last wrote from."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.channels import queries, tasks
from portal.channels.service import delivering
from portal.conversations.events import MessageAdded
from portal.shared.events import subscribe as subscribe_to


def subscribe() -> None:
    """Listen; every process that runs services does so once at its start."""
    subscribe_to(MessageAdded, _message_added)


def _message_added(session: Session, event: MessageAdded) -> None:
    if event.internal:
        return
    message = queries.message(session, event.message_id)
    if message is None:
        return
    if event.author == "buyer":
        if message.channel == "web":
            queries.answer_elsewhere(session, event.conversation_id)
        return
    for contact in queries.answering_contacts(session, event.conversation_id):
        delivering.enqueue(session, contact, message)
        tasks.wake_delivery(session, contact.id)
