"""Every select of recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from portal.cart.models import Cart, CartLine
from portal.catalogue.models import Product
from portal.orders.models import Order, OrderLine
from portal.recommendations.habits import Purchase
from portal.recommendations.models import Proposal, ProposalLine

BEING_DELIVERED = ("placed", "confirmed", "picking", "partially_shipped")


def purchases(
    session: Session, company_id: UUID, since: datetime, until: datetime | None = None
) -> dict[int, list[Purchase]]:
    """What the company bought by product and day, without cancelled orders. One query."""
    day = cast(func.timezone("UTC", OrderLine.placed_at), Date)
    query = (
        select(OrderLine.product_id, day.label("day"), func.sum(OrderLine.quantity).label("quantity"))
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            OrderLine.company_id == company_id,
            OrderLine.product_id.is_not(None),
            OrderLine.placed_at >= since,
            Order.status != "cancelled",
        )
        .group_by(OrderLine.product_id, day)
    )
    if until is not None:
        query = query.where(OrderLine.placed_at < until)
    found: dict[int, list[Purchase]] = defaultdict(list)
    for product_id, on, quantity in session.execute(query):
        assert product_id is not None
        found[product_id].append(Purchase(on, quantity))
    return found


def taken(session: Session, company_id: UUID, user_id: UUID) -> set[int]:
    """Products that need no proposing: in the person's cart, or on order and not delivered yet."""
    in_cart = (
        select(CartLine.product_id)
        .join(Cart, Cart.id == CartLine.cart_id)
        .where(Cart.company_id == company_id, Cart.user_id == user_id, Cart.status == "open")
    )
    on_order = (
        select(OrderLine.product_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            Order.company_id == company_id,
            Order.status.in_(BEING_DELIVERED),
            OrderLine.shipped_quantity < OrderLine.quantity,
            OrderLine.product_id.is_not(None),
        )
    )
    return set(session.scalars(in_cart.union(on_order)))


def proposal(session: Session, proposal_id: UUID, user_id: UUID, *, lock: bool = False) -> Proposal | None:
    """A person's proposal."""
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.user_id == user_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def latest_open(session: Session, company_id: UUID, user_id: UUID, since: datetime) -> Proposal | None:
    """The person's newest proposal that was not applied, made after `since`."""
    return session.scalar(
        select(Proposal)
        .where(
            Proposal.company_id == company_id,
            Proposal.user_id == user_id,
            Proposal.applied_at.is_(None),
            Proposal.created_at >= since,
        )
        .order_by(Proposal.created_at.desc())
        .limit(1)
    )


def lines(session: Session, proposal_id: UUID) -> Sequence[tuple[ProposalLine, Product]]:
    """A proposal's lines with their products, in order."""
    rows = session.execute(
        select(ProposalLine, Product)
        .join(Product, Product.id == ProposalLine.product_id)
        .where(ProposalLine.proposal_id == proposal_id)
        .order_by(ProposalLine.position)
    )
    return [(row[0], row[1]) for row in rows]


def companies_with_orders(session: Session, least: int) -> Sequence[tuple[UUID, datetime, date]]:
    """(company, moment, day) of the last order day of every company that ordered on at least `least` days."""
    day = cast(func.timezone("UTC", Order.placed_at), Date)
    rows = session.execute(
        select(Order.company_id, func.max(Order.placed_at), func.max(day))
        .where(Order.status != "cancelled")
        .group_by(Order.company_id)
        .having(func.count(func.distinct(day)) >= least)
        .order_by(Order.company_id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def order_days(session: Session, company_id: UUID) -> list[date]:
    """The days on which a company ordered, oldest first."""
    day = cast(func.timezone("UTC", Order.placed_at), Date)
    rows = session.scalars(
        select(day).where(Order.company_id == company_id, Order.status != "cancelled").distinct().order_by(day)
    )
    return list(rows)
