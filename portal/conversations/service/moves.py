"""Moves between the queue, operators and later: snooze, put back, transfer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import tasks, texts
from portal.conversations.errors import (
    ConversationClosed,
    IllegalMove,
    NotAssigned,
    SnoozeInvalid,
    TransferInvalid,
)
from portal.conversations.models import Conversation
from portal.conversations.ports import Teams
from portal.conversations.service import colleagues, handover, notes, ownership, writing
from portal.conversations.service.desk import mine
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared import jobs
from portal.shared.clock import now

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=366)


def snooze(session: Session, actor: Actor, conversation_id: UUID, *, until: datetime, note: str = "") -> Conversation:
    """Put the operator's conversation aside until then, when it comes back to him; sooner when the buyer writes.

    Raises Forbidden, ConversationNotFound, NotAssigned, ConversationClosed, SnoozeInvalid.
    """
    conversation = mine(session, actor, conversation_id)
    moment = now()
    if not moment + SHORTEST <= until <= moment + LONGEST:
        raise SnoozeInvalid(fields={"until": until.isoformat()})
    remark = _remark(session, actor, conversation, note)
    conversation.snoozed_until = until
    conversation.snoozed_by_id = actor.require_user()
    ownership.move(session, actor, conversation, State.SNOOZED, reason=remark)
    jobs.defer(
        session,
        tasks.end_snooze,
        delay=until - moment,
        conversation_id=str(conversation.id),
        epoch=conversation.epoch,
    )
    return conversation


def end_snooze_for(session: Session, actor: Actor, conversation: Conversation) -> None:
    """The buyer of a snoozed, locked conversation wrote: it waits again, where it stood, and its operator is told."""
    operator_id = conversation.snoozed_by_id
    handover.to_queue(session, actor, conversation, reason="")
    if operator_id is not None:
        ownership.tell(session, conversation, operator_id, "snooze", seq=conversation.last_seq)


def queue(session: Session, actor: Actor, conversation_id: UUID, *, note: str = "") -> Conversation:
    """Give the operator's conversation back to the queue, to the place that it had.

    Raises Forbidden, ConversationNotFound, NotAssigned, ConversationClosed.
    """
    conversation = mine(session, actor, conversation_id)
    remark = _remark(session, actor, conversation, note)
    handover.to_queue(session, actor, conversation, reason=remark)
    return conversation


def transfer(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    *,
    operator_id: UUID | None,
    team_id: UUID | None,
    note: str,
    teams: Teams | None = None,
) -> Conversation:
    """Give a conversation to a colleague, who has it at once and is told, or to a team, where it waits.

    One's own, a waiting or a snoozed one; a colleague's only for who may supervise. Raises Forbidden,
    ConversationNotFound, ConversationClosed, NotAssigned, IllegalMove, TransferInvalid, NotAColleague, TeamUnknown.
    """
    actor.require(Permission.STAFF_CHAT)
    if (operator_id is None) == (team_id is None):
        raise TransferInvalid(fields={"operator_id": "", "team_id": ""})
    conversation = ownership.lock(session, conversation_id)
    _require_transferable(actor, conversation)
    if operator_id is not None:
        return _to_colleague(session, actor, conversation, operator_id, note)
    assert team_id is not None
    if teams is None:
        raise TransferInvalid(fields={"team_id": ""})
    teams.put(session, actor, conversation, team_id)
    remark = _remark(session, actor, conversation, note)
    if conversation.state == State.QUEUED:
        ownership.announce(session, conversation, "conversation")
    else:
        handover.to_queue(session, actor, conversation, reason=remark)
    return conversation


def _require_transferable(actor: Actor, conversation: Conversation) -> None:
    if conversation.state == State.CLOSED:
        raise ConversationClosed
    if conversation.state == State.BOT:
        raise IllegalMove(extra={"state": conversation.state})
    holder = conversation.assignee_id
    if holder is not None and holder != actor.require_user() and not actor.may(Permission.STAFF_SUPERVISE):
        raise NotAssigned(extra={"state": conversation.state})


def _to_colleague(
    session: Session, actor: Actor, conversation: Conversation, operator_id: UUID, note: str
) -> Conversation:
    if conversation.assignee_id == operator_id:
        return conversation
    colleague = colleagues.require(session, operator_id, field="operator_id")
    former = conversation.assignee_id
    remark = _remark(session, actor, conversation, note)
    ownership.move(session, actor, conversation, State.ASSIGNED, reason=remark, assignee=colleague)
    writing.by_system(session, conversation, texts.taken(conversation.locale, colleague.name))
    for person in {operator_id, former} - {None, actor.user_id}:
        assert person is not None
        ownership.tell(session, conversation, person, "transfer", to=colleague.name, by=actor.name)
    return conversation


def _remark(session: Session, actor: Actor, conversation: Conversation, note: str) -> str:
    """The remark, also left as a note for who reads the thread next."""
    remark = writing.clean(note)
    if remark:
        notes.leave(session, actor, conversation, remark)
    return remark
