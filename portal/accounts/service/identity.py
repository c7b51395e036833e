"""From a proven identity to the actor who acts."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.models import User
from portal.security.actor import Actor, ActorKind, Via
from portal.security.permissions import Role
from portal.shared.errors import Forbidden, LoginRequired
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


def renewed(session: Session, actor: Actor, epoch: int | None) -> tuple[Actor, int | None]:
    """The actor as he is now, and the epoch of his sessions; for those who stay connected for long.

    Visitors stay what they are. Raises LoginRequired when the person was switched off, or when the sessions begun
    under `epoch` (None: any) have ended; Forbidden when he belongs to the company no more.
    """
    if actor.user_id is None:
        return actor, None
    user = queries.user_by_id(session, actor.user_id)
    if user is None or not user.active or epoch not in (None, user.session_epoch):
        raise LoginRequired
    now = actor_of(session, user, actor.company_id, via=actor.via)
    if now.company_id != actor.company_id:
        raise Forbidden
    return replace(now, conversation_id=actor.conversation_id, locale=actor.locale), user.session_epoch
