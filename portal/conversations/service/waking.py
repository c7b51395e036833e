"""The end of a snooze."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries
from portal.conversations.service import colleagues, handover, ownership
from portal.conversations.states import State
from portal.security.actor import Actor

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
