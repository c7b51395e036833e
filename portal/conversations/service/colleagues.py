"""The people who work at the desk."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.service.identity import actor_of
from portal.conversations.errors import NotAColleague
from portal.security.actor import Actor, ActorKind, Via
from portal.security.permissions import Permission


def find(session: Session, user_id: UUID) -> Actor | None:
    """The colleague, if he may work at the desk now."""
    user = queries.user_by_id(session, user_id)
    if user is None or not user.active or user.kind != ActorKind.STAFF:
        return None
    found = actor_of(session, user, None, via=Via.JOB)
    return found if found.may(Permission.STAFF_CHAT) else None


def require(session: Session, user_id: UUID, *, field: str) -> Actor:
    """The colleague. Raises NotAColleague, naming the field that asked for him."""
    found = find(session, user_id)
    if found is None:
        raise NotAColleague(fields={field: str(user_id)})
    return found
