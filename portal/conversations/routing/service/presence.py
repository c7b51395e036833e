"""Who is there: told by the operator, kept up by heartbeats, and ended for him when they stop.

What he had goes back to the queue then, to the place that it had.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.conversations.routing import queries
from portal.conversations.routing.models import Operator
from portal.conversations.service import colleagues, handover, ownership
from portal.conversations.states import State
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.database import Database

ACTOR = Actor.system("presence")
BEAT_SECONDS = 20
# Browsers let the timers of a hidden page run once a minute: less would throw out who only looks elsewhere.
LEAST_VANISH_SECONDS = 70
UNWATCHED = timedelta(seconds=30)  # a watch that slept that long saw nobody's heartbeats


def set_status(session: Session, actor: Actor, status: str) -> Operator:
    """The operator says whether he is there: online, away (keeps what he has, gets nothing new), offline.

    Offline gives back what he has once the time of grace is over, unless he comes back. Raises Forbidden.
    """
    actor.require(Permission.STAFF_CHAT)
    row = ensure(session, actor.require_user(), actor.locale)
    moment = now()
    if row.status != status:
        row.status, row.status_since = status, moment
    row.seen_at, row.vanished_at = moment, None
    session.flush()
    return row


def beat(session: Session, actor: Actor) -> Operator:
    """A sign of life. It brings back who vanished without a word; who said that he is offline stays so.

    Raises Forbidden.
    """
    actor.require(Permission.STAFF_CHAT)
    row = ensure(session, actor.require_user(), actor.locale)
    moment = now()
    if row.seen_at is None or row.vanished_at is not None:
        row.status, row.status_since, row.vanished_at = "online", moment, None
    if row.status != "offline":
        row.seen_at = moment
    session.flush()
    return row


def ensure(session: Session, user_id: UUID, locale: str) -> Operator:
    """The operator's row, locked; a new one speaks the language in which he reads."""
    fresh = {"user_id": user_id, "languages": [locale], "skills": [], "capacity": 5, "status": "offline"}
    session.execute(insert(Operator).values(**fresh).on_conflict_do_nothing())
    found = queries.operator(session, user_id, lock=True)
    assert found is not None
    return found


def watch(database: Database, at: datetime) -> int:
    """Give back what operators have who gave no sign of life for too long; returns how many conversations.

    Every conversation in a transaction of its own. After a time in which the watch itself slept, nobody is judged
    before a whole time of grace has passed again.
    """
    with database.transaction(ACTOR) as session:
        settings = queries.settings(session, lock=True)
        if settings.looked_at is None or at - settings.looked_at > UNWATCHED:
            settings.watching_since = at
        settings.looked_at = at
        before = at - timedelta(seconds=settings.vanish_seconds)
        if settings.watching_since is not None and settings.watching_since > before:
            return 0
    with database.transaction(ACTOR) as session:
        gone = list(queries.gone(session, before))
    return sum(_give_back_all(database, user_id, before, at) for user_id in gone)


def _give_back_all(database: Database, user_id: UUID, before: datetime, at: datetime) -> int:
    with database.transaction(ACTOR) as session:
        row = queries.operator(session, user_id, lock=True)
        if row is None or not queries.is_gone(session, user_id, before):
            return 0
        if row.status != "offline":
            row.status, row.status_since, row.vanished_at = "offline", at, at
        held = list(queries.held_by(session, user_id))
        person = colleagues.find(session, user_id)
    name = person.name if person is not None else str(user_id)
    return sum(_give_back(database, conversation_id, user_id, name, before) for conversation_id in held)


def _give_back(database: Database, conversation_id: UUID, user_id: UUID, name: str, before: datetime) -> bool:
    with database.transaction(ACTOR) as session:
        conversation = ownership.lock(session, conversation_id)
        if conversation.state != State.ASSIGNED or conversation.assignee_id != user_id:
            return False
        if not queries.is_gone(session, user_id, before):
            return False  # he came back meanwhile
        handover.to_queue(session, ACTOR, conversation, reason=f"{name} is not there any more")
        ownership.tell(session, conversation, user_id, "vanished")
    return True
