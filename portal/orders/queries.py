"""Every select of orders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from portal.accounts.models import User
from portal.catalogue.models import Product
from portal.orders.models import Order, OrderEvent, OrderLine, Shipment, order_numbers, shipment_numbers
from portal.orders.numbers import PREFIX, spelled
from portal.shared.pagination import Page, cut, decode_moment_cursor


@dataclass(frozen=True, slots=True)
class Bought:
    """A company's history with a product: in how many order lines, when last, how much then, in which order."""

    times: int
    last_at: datetime
    last_quantity: Decimal
    last_number: str


def next_order_number(session: Session) -> str:
    """A fresh number; gaps are possible, repeats are not."""
    return f"{PREFIX}{session.scalar(select(order_numbers.next_value()))}"


def next_shipment_number(session: Session) -> str:
    """A fresh number of a shipment."""
    return f"SH-{session.scalar(select(shipment_numbers.next_value()))}"


def by_number(session: Session, given: str, company_id: UUID | None, *, lock: bool = False) -> Order | None:
    """The order that `given` means in any spelling; `company_id` narrows it to a customer's own."""
    candidates = spelled(given)
    query = select(Order).where(Order.number.in_(candidates))
    if company_id is not None:
        query = query.where(Order.company_id == company_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = {order.number: order for order in session.scalars(query)}
    return next((found[number] for number in candidates if number in found), None)


def page(
    session: Session,
    company_id: UUID | None,
    *,
    statuses: Collection[str] | None = None,
    product_ids: Collection[int] | None = None,
    po_number: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> Page[Order]:
    """Orders, newest first; `since` and `until` are days in UTC, both included."""
    query = select(Order).order_by(Order.placed_at.desc(), Order.id.desc()).limit(limit + 1)
    if company_id is not None:
        query = query.where(Order.company_id == company_id)
    if statuses is not None:
        query = query.where(Order.status.in_(statuses))
    if product_ids is not None:
        held = select(OrderLine.order_id).where(OrderLine.product_id.in_(product_ids))
        query = query.where(Order.id.in_(held))
    if po_number is not None:
        query = query.where(func.lower(Order.po_number) == po_number.strip().lower())
    if since is not None:
        query = query.where(Order.placed_at >= datetime.combine(since, time.min, UTC))
    if until is not None:
        query = query.where(Order.placed_at < datetime.combine(until, time.min, UTC) + timedelta(days=1))
    if cursor:
        query = query.where(tuple_(Order.placed_at, Order.id) < decode_moment_cursor(cursor))
    return cut(session.scalars(query).all(), limit, lambda order: [order.placed_at.isoformat(), str(order.id)])


def lines(session: Session, order_id: UUID, *, lock: bool = False) -> Sequence[OrderLine]:
    """An order's lines in order."""
    query = select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.position)
    return session.scalars(query.with_for_update() if lock else query).all()


def line_counts(session: Session, order_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many lines each order has."""
    if not order_ids:
        return {}
    rows = session.execute(
        select(OrderLine.order_id, func.count()).where(OrderLine.order_id.in_(order_ids)).group_by(OrderLine.order_id)
    )
    return {row[0]: row[1] for row in rows}


def events(session: Session, order_id: UUID) -> Sequence[OrderEvent]:
    """An order's history, oldest first."""
    return session.scalars(
        select(OrderEvent).where(OrderEvent.order_id == order_id).order_by(OrderEvent.at, OrderEvent.id)
    ).all()


def shipments(session: Session, order_id: UUID) -> Sequence[Shipment]:
    """An order's shipments, oldest first."""
    return session.scalars(
        select(Shipment).where(Shipment.order_id == order_id).order_by(Shipment.shipped_at, Shipment.number)
    ).all()


def names(session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of people, of those that the actor may see."""
    if not user_ids:
        return {}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row[0]: row[1] for row in rows}


def order_with_po(session: Session, company_id: UUID, po_number: str, but: UUID) -> str | None:
    """The number of the latest other order of the company with this PO number that was not cancelled."""
    return session.scalar(
        select(Order.number)
        .where(
            Order.company_id == company_id,
            func.lower(Order.po_number) == po_number.lower(),
            Order.id != but,
            Order.status != "cancelled",
        )
        .order_by(Order.placed_at.desc())
        .limit(1)
    )


def latest_of_person(session: Session, company_id: UUID, user_id: UUID, since: datetime) -> str | None:
    """The number of the order that the person placed last, if after `since`."""
    return session.scalar(
        select(Order.number)
        .where(Order.company_id == company_id, Order.placed_by == user_id, Order.placed_at >= since)
        .order_by(Order.placed_at.desc())
        .limit(1)
    )


def purchases(session: Session, company_id: UUID) -> dict[int, list[str]]:
    """The names in every language, and the number, of each product that the company ordered."""
    ordered = select(OrderLine.product_id).where(OrderLine.company_id == company_id, OrderLine.product_id.is_not(None))
    rows = session.execute(select(Product.id, Product.sku, Product.names).where(Product.id.in_(ordered)))
    return {row.id: [row.sku, *row.names.values()] for row in rows}


def bought(session: Session, company_id: UUID, product_ids: Collection[int]) -> dict[int, Bought]:
    """The company's history with each product that it bought before."""
    if not product_ids:
        return {}
    ranked = (
        select(
            OrderLine.product_id,
            OrderLine.placed_at,
            OrderLine.quantity,
            Order.number,
            func.count().over(partition_by=OrderLine.product_id).label("times"),
            func.row_number()
            .over(partition_by=OrderLine.product_id, order_by=OrderLine.placed_at.desc())
            .label("place"),
        )
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            OrderLine.company_id == company_id,
            OrderLine.product_id.in_(product_ids),
            Order.status != "cancelled",
        )
        .subquery()
    )
    rows = session.execute(select(ranked).where(ranked.c.place == 1))
    return {row.product_id: Bought(row.times, row.placed_at, row.quantity, row.number) for row in rows}
