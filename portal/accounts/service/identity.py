"""From a proven identity to the actor who acts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.models import User
from portal.security.actor import Actor, ActorKind, Via
from portal.security.permissions import Role
from portal.shared.errors import Forbidden
from portal.shared.texts import N_


def actor_of(session: Session, user: User, company_id: UUID | None, *, via: Via) -> Actor:
    """The actor for `user`: staff by their own roles, a buyer in the given or else his first company.

    Raises Forbidden when the person is switched off or belongs to no active company.
    """
    if not user.active:
        raise Forbidden(N_("This account is switched off."))
    common = {"user_id": user.id, "locale": user.locale, "via": via, "name": user.name, "email": user.email}
    if user.kind == "staff":
        return Actor(ActorKind.STAFF, roles=frozenset(Role(role) for role in user.staff_roles), **common)  # type: ignore[arg-type]
    found = queries.memberships(session, user.id)
    chosen = next((pair for pair in found if pair[1].id == company_id), found[0] if found else None)
    if chosen is None:
        raise Forbidden(N_("This account belongs to no active company."))
    roles = frozenset(Role(role) for role in chosen[0].roles)
    return Actor(ActorKind.BUYER, company_id=chosen[1].id, roles=roles, **common)  # type: ignore[arg-type]
