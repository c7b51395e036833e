"""Follow-ups: what operators want to be reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.conversations import queries, tasks
from portal.conversations.errors import ConversationNotFound, FollowUpInvalid, FollowUpNotFound
from portal.conversations.models import FollowUp
from portal.conversations.service import writing
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared import jobs
from portal.shared.clock import now

LONGEST = timedelta(days=366)
MAX_TEXT = 500


def add(session: Session, actor: Actor, conversation_id: UUID, *, at: datetime, content: str) -> FollowUp:
    """Remind the operator of this conversation then. Raises Forbidden, ConversationNotFound, FollowUpInvalid."""
    actor.require(Permission.STAFF_CHAT)
    if queries.conversation(session, conversation_id) is None:
        raise ConversationNotFound
    said, moment = writing.clean(content), now()
    if not said or len(said) > MAX_TEXT or not moment < at <= moment + LONGEST:
        raise FollowUpInvalid(fields={"text": f"1-{MAX_TEXT}", "at": at.isoformat()})
    made = FollowUp(
        conversation_id=conversation_id, user_id=actor.require_user(), due_at=at, text=said, created_at=moment
    )
    session.add(made)
    session.flush()
    jobs.defer(session, tasks.remind, delay=at - moment, follow_up_id=str(made.id))
    return made


def of_operator(
    session: Session, actor: Actor, *, done: bool = False, conversation_id: UUID | None = None
) -> Sequence[FollowUp]:
    """The operator's own, the next due first; of one conversation, everybody's. Raises Forbidden."""
    actor.require(Permission.STAFF_CHAT)
    return queries.follow_ups(session, actor.require_user(), done=done, conversation_id=conversation_id)


def finish(session: Session, actor: Actor, follow_up_id: UUID) -> FollowUp:
    """Done. Raises Forbidden, FollowUpNotFound."""
    actor.require(Permission.STAFF_CHAT)
    found = session.get(FollowUp, follow_up_id)
    if found is None or found.user_id != actor.require_user():
        raise FollowUpNotFound
    if found.done_at is None:
        found.done_at = now()
        session.flush()
    return found
