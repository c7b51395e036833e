"""What routing hears of conversations: every change of owner, and the first answer of a person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.conversations.events import ConversationMoved, MessageAdded
from portal.conversations.routing import queries, tasks
from portal.conversations.routing.service import following
from portal.conversations.states import State
from portal.shared import jobs
from portal.shared.events import subscribe as subscribe_to


def subscribe() -> None:
    """Listen; every process that runs services does so once at its start."""
    subscribe_to(ConversationMoved, _moved)
    subscribe_to(MessageAdded, _added)


def _moved(session: Session, event: ConversationMoved) -> None:
    following.moved(session, event.conversation_id, event.source, event.target)
    # Something waits, or somebody has room again.
    if event.target == State.QUEUED or event.source == State.ASSIGNED:
        offer(session)


def _added(session: Session, event: MessageAdded) -> None:
    if event.author == "operator" and not event.internal:
        following.answered(session, event.conversation_id)


def offer(session: Session) -> None:
    """Have what waits given away, if the desk is set to do so."""
    if queries.settings(session).auto_assign:
        jobs.defer(session, tasks.assign, queueing_lock="routing.assign")
