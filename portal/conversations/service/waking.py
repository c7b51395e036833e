"""What comes back by itself: snoozed conversations and follow-ups."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.models import FollowUp
from portal.conversations.service import colleagues, handover, ownership
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.shared.clock import now

ACTOR = Actor.system("snooze")
OVER = "the snooze is over"


def end_snooze(session: Session, conversation_id: UUID, epoch: int) -> bool:
    """Give a conversation that still sleeps under this epoch back to its operator; to the queue when he has left.

    Returns whether it did.
    """
    conversation = queries.locked_conversation(session, conversation_id)
    if conversation is None or conversation.state != State.SNOOZED or conversation.epoch != epoch:
        return False
    operator_id = conversation.snoozed_by_id
    operator = colleagues.find(session, operator_id) if operator_id is not None else None
    if operator is None:
        handover.to_queue(session, ACTOR, conversation, reason=OVER)
        return True
    ownership.move(session, ACTOR, conversation, State.ASSIGNED, reason=OVER, assignee=operator)
    ownership.tell(session, conversation, operator.require_user(), "snooze", seq=conversation.last_seq)
    return True


def remind(session: Session, follow_up_id: UUID) -> bool:
    """Tell the operator of a follow-up, once, unless it is done. Returns whether he was told."""
    found = session.get(FollowUp, follow_up_id, with_for_update=True)
    if found is None or found.done_at is not None or found.told_at is not None:
        return False
    conversation = queries.conversation(session, found.conversation_id)
    if conversation is None:
        return False
    found.told_at = now()
    ownership.tell(session, conversation, found.user_id, "follow_up", follow_up_id=str(found.id), text=found.text)
    return True
