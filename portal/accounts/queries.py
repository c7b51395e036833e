"""Every select of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import AccessToken, Address, Company, Membership, OneTimeToken, User


def user_by_email(session: Session, email: str) -> User | None:
    """The person with this e-mail, any case."""
    return session.scalar(select(User).where(func.lower(User.email) == email.strip().lower()))


def user_by_id(session: Session, user_id: UUID) -> User | None:
    """The person, if the actor may see him."""
    return session.get(User, user_id)


def memberships(session: Session, user_id: UUID) -> Sequence[tuple[Membership, Company]]:
    """The person's active companies, by name."""
    rows = session.execute(
        select(Membership, Company)
        .join(Company, Company.id == Membership.company_id)
        .where(Membership.user_id == user_id, Company.active)
        .order_by(Company.name)
    )
    return [(row[0], row[1]) for row in rows]


def membership(session: Session, user_id: UUID, company_id: UUID) -> Membership | None:
    """The person's roles in one company."""
    return session.get(Membership, (user_id, company_id))


def company(session: Session, company_id: UUID) -> Company | None:
    """The company, if the actor may see it."""
    return session.get(Company, company_id)


def addresses(session: Session, company_id: UUID) -> Sequence[Address]:
    """The company's addresses, by code."""
    return session.scalars(select(Address).where(Address.company_id == company_id).order_by(Address.code)).all()


def access_token(session: Session, token_hash: str) -> AccessToken | None:
    """The token with this hash."""
    return session.scalar(select(AccessToken).where(AccessToken.token_hash == token_hash))


def refresh_token(session: Session, refresh_hash: str) -> AccessToken | None:
    """The token pair whose refresh token has this hash, locked."""
    return session.scalar(select(AccessToken).where(AccessToken.refresh_hash == refresh_hash).with_for_update())


def one_time_token(session: Session, token_hash: str, purpose: str) -> OneTimeToken | None:
    """The unused link with this hash, locked."""
    return session.scalar(
        select(OneTimeToken)
        .where(
            OneTimeToken.token_hash == token_hash,
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
        )
        .with_for_update()
    )


def has_administrator(session: Session) -> bool:
    """Whether anybody can administer the portal."""
    return session.scalar(select(User.id).where(User.staff_roles.contains(["administrator"])).limit(1)) is not None


def company_by_reference(session: Session, reference: str) -> Company | None:
    """The company with this external id, or else with exactly this name if only one has it."""
    found = session.scalar(select(Company).where(Company.external_id == reference))
    if found is not None:
        return found
    named = session.scalars(select(Company).where(Company.name == reference).limit(2)).all()
    return named[0] if len(named) == 1 else None
