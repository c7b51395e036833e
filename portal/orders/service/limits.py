"""What a person and a company may order: the person's own limit for one order, and the company's credit."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.cart.credit import credit_of, lock_company
from portal.orders.errors import CreditLimitExceeded, OrderLimitExceeded
from portal.security.actor import Actor
from portal.shared.money import Money

__all__ = ["check_limits", "lock_company"]


def check_limits(session: Session, actor: Actor, company_id: UUID, total: Money) -> None:
    """Raise OrderLimitExceeded or CreditLimitExceeded, with the facts, when an order of `total` (with tax) is too big.

    Call `lock_company` first, so that two orders placed at once cannot both fit into the same credit.
    """
    limit = order_limit(session, actor, company_id, total.currency)
    if limit is not None and total.amount > limit.amount:
        raise OrderLimitExceeded(extra={"limit": limit.as_json(), "total": total.as_json()})
    credit = credit_of(session, company_id)
    if credit is None or credit.limit.currency != total.currency:
        return
    if total.amount > credit.available.amount:
        raise CreditLimitExceeded(
            extra={
                "limit": credit.limit.as_json(),
                "used": credit.used.as_json(),
                "available": credit.available.as_json(),
                "total": total.as_json(),
            }
        )


def order_limit(session: Session, actor: Actor, company_id: UUID, currency: str) -> Money | None:
    """What the person may order at once, with tax; None for no limit."""
    member = accounts.membership(session, actor.user_id, company_id) if actor.user_id is not None else None
    if member is None or member.order_limit is None:
        return None
    return Money(member.order_limit, currency)
