"""How much of a company's credit is used: unpaid invoices and open orders that are not invoiced yet.

Orders and invoices belong to concepts above the cart, which therefore knows their tables only by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import column, exists, func, select, table, text
from sqlalchemy.orm import Session

from portal.accounts.models import Company
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.money import Money

OPEN_STATUSES = ("placed", "confirmed", "picking", "partially_shipped", "shipped")
_ORDERS = table("orders", *(column(name) for name in ("id", "company_id", "status", "total", "currency")))
_INVOICES = table("invoices", *(column(name) for name in ("order_id", "company_id", "total", "paid", "currency")))


@dataclass(frozen=True, slots=True)
class Credit:
    """The agreed limit and what counts against it, in the company's currency."""

    limit: Money
    used: Money

    @property
    def available(self) -> Money:
        """What is left; below zero when more is used than was agreed."""
        return self.limit - self.used


def credit_of(session: Session, company_id: UUID) -> Credit | None:
    """The company's credit, or None when no limit was agreed."""
    company = session.get(Company, company_id)
    if company is None or company.credit_limit is None:
        return None
    unpaid = select(func.coalesce(func.sum(_INVOICES.c.total - _INVOICES.c.paid), 0)).where(
        _INVOICES.c.company_id == company_id,
        _INVOICES.c.currency == company.currency,
        _INVOICES.c.paid < _INVOICES.c.total,
    )
    invoiced = exists().where(_INVOICES.c.order_id == _ORDERS.c.id)
    not_invoiced = select(func.coalesce(func.sum(_ORDERS.c.total), 0)).where(
        _ORDERS.c.company_id == company_id,
        _ORDERS.c.currency == company.currency,
        _ORDERS.c.status.in_(OPEN_STATUSES),
        ~invoiced,
    )
    used = session.execute(select(unpaid.scalar_subquery() + not_invoiced.scalar_subquery())).scalar_one()
    return Credit(
        Money(company.credit_limit, company.currency).rounded(), Money(Decimal(used), company.currency).rounded()
    )


def lock_company(session: Session, company_id: UUID) -> None:
    """Let one order of a company be placed at a time, so that two together cannot overdraw its credit."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"credit:{company_id}"})


def credit_view(session: Session, actor: Actor) -> dict[str, object] | None:
    """{limit, used, available} as Money for somebody who may see it, else None."""
    if actor.company_id is None or not actor.may(Permission.CREDIT_VIEW):
        return None
    found = credit_of(session, actor.company_id)
    if found is None:
        return None
    return {"limit": found.limit, "used": found.used, "available": found.available}
