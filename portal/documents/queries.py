"""Every select of invoices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from portal.documents.models import Invoice
from portal.orders.models import Order
from portal.shared.pagination import Page, cut, decode_moment_cursor


@dataclass(frozen=True, slots=True)
class Owed:
    """What a company owes in one currency: everything open, and the part whose day has passed."""

    currency: str
    open: Decimal
    overdue: Decimal
    count: int
    overdue_count: int


def _is_open() -> ColumnElement[bool]:
    return Invoice.paid < Invoice.total


def page(
    session: Session,
    company_id: UUID,
    *,
    status: str,
    order_numbers: Collection[str] | None,
    number: str | None,
    today: date,
    limit: int,
    cursor: str | None,
) -> Page[tuple[Invoice, str]]:
    """Invoices with their orders' numbers, the newest first."""
    query: Select[Invoice, str] = (
        select(Invoice, func.coalesce(Order.number, ""))
        .outerjoin(Order, Order.id == Invoice.order_id)
        .where(Invoice.company_id == company_id)
        .order_by(Invoice.issued_on.desc(), Invoice.id.desc())
        .limit(limit + 1)
    )
    if order_numbers is not None:
        query = query.where(Order.number.in_(order_numbers))
    if number is not None:
        query = query.where(Invoice.number == number)
    if status == "paid":
        query = query.where(Invoice.paid >= Invoice.total)
    elif status in {"open", "overdue"}:
        query = query.where(_is_open())
    if status == "overdue":
        query = query.where(Invoice.due_on < today)
    if cursor:
        moment, last = decode_moment_cursor(cursor)
        query = query.where(tuple_(Invoice.issued_on, Invoice.id) < (moment.date(), last))
    rows = [(row[0], row[1]) for row in session.execute(query)]
    return cut(rows, limit, lambda row: [row[0].issued_on.isoformat(), str(row[0].id)])


def owed(session: Session, company_id: UUID, today: date) -> list[Owed]:
    """What is unpaid, by currency."""
    rest = Invoice.total - Invoice.paid
    late = Invoice.due_on < today
    rows = session.execute(
        select(
            Invoice.currency,
            func.sum(rest),
            func.coalesce(func.sum(rest).filter(late), 0),
            func.count(),
            func.count().filter(late),
        )
        .where(Invoice.company_id == company_id, _is_open())
        .group_by(Invoice.currency)
        .order_by(Invoice.currency)
    )
    return [Owed(row[0], row[1], row[2], row[3], row[4]) for row in rows]
