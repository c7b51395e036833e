"""Letting people in: an account with a one-time link to choose the password."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.models import Membership, User
from portal.accounts.service.passwords import INVITATION_LIFETIME, create_link
from portal.audit import service as audit
from portal.security.actor import Actor
from portal.security.permissions import BUYER_ROLES, STAFF_ROLES, Permission, Role
from portal.shared.errors import Conflict, Invalid
from portal.shared.texts import N_

MAX_EMAIL = 254


def invite(
    session: Session, actor: Actor, *, email: str, name: str, company_id: UUID | None, roles: frozenset[Role]
) -> str:
    """Create a buyer of a company, or staff when there is none; gives the secret of the invitation link.

    A buyer who exists already gets the company added. Raises Invalid for roles of the other side or a bad address,
    Conflict when the e-mail belongs to the other side.
    """
    actor.require(Permission.STAFF_ADMIN)
    kind = "staff" if company_id is None else "buyer"
    allowed = STAFF_ROLES if kind == "staff" else BUYER_ROLES
    if not roles or not roles <= set(allowed):
        raise Invalid(fields={"roles": f"one or more of: {', '.join(allowed)}"})
    if "@" not in email.strip("@ ") or len(email) > MAX_EMAIL:
        raise Invalid(fields={"email": N_("not an e-mail address")})
    user = queries.user_by_email(session, email)
    if user is None:
        user = User(email=email.strip(), name=name.strip() or email.partition("@")[0], kind=kind)
        session.add(user)
    elif user.kind != kind:
        raise Conflict(N_("This e-mail belongs to an account of the other side."))
    if kind == "staff":
        user.staff_roles = sorted(role.value for role in roles)
    session.flush()
    if company_id is not None:
        session.merge(Membership(user_id=user.id, company_id=company_id, roles=sorted(role.value for role in roles)))
    audit.record(session, actor, "user.invited", "user", user.id, company_id=company_id, roles=sorted(roles))
    return create_link(session, user.id, "invitation", INVITATION_LIFETIME)
