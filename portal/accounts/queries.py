"""Every select of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_, select, update
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


def use_otp_step(session: Session, user: User, step: int) -> bool:
    """Note the time step of a code; False when it, or a later one, was used already. Of two at once, one gets it."""
    used = session.scalar(
        update(User)
        .where(User.id == user.id, or_(User.totp_last_step.is_(None), User.totp_last_step < step))
        .values(totp_last_step=step)
        .returning(User.id)
    )
    return used is not None


def end_links(session: Session, user_id: UUID) -> None:
    """Every unused link of the person ends. Needs a scope that sees them."""
    session.execute(
        update(OneTimeToken)
        .where(OneTimeToken.user_id == user_id, OneTimeToken.used_at.is_(None))
        .values(used_at=func.now())
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
