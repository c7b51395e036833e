"""Every select of notices."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.accounts.models import Company, Membership, User
from portal.catalogue.models import Product, StockLevel
from portal.documents.models import Invoice
from portal.notices.kinds import Kind
from portal.notices.models import Notice, NoticeChoice, ProductWatch
from portal.orders.models import Order, OrderEvent, Shipment
from portal.rfq.models import Quote, Rfq


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a company."""

    user_id: UUID
    company_id: UUID


def choice(session: Session, user_id: UUID, company_id: UUID, *, lock: bool = False) -> NoticeChoice | None:
    """What a person has switched on, if he ever chose."""
    query = select(NoticeChoice).where(NoticeChoice.user_id == user_id, NoticeChoice.company_id == company_id)
    return session.scalar(query.with_for_update().execution_options(populate_existing=True) if lock else query)


def has_any(session: Session, user_id: UUID, company_id: UUID) -> bool:
    """Whether a person has switched anything on."""
    chosen = choice(session, user_id, company_id)
    return chosen is not None and bool(chosen.kinds)


def wanting(
    session: Session,
    kind: Kind,
    *,
    company_id: UUID | None = None,
    user_id: UUID | None = None,
    zones: Collection[str] | None = None,
) -> list[Person]:
    """Active people of active companies who have switched `kind` on; all of them, or those that the rest narrows to."""
    query = (
        select(NoticeChoice.user_id, NoticeChoice.company_id)
        .join(User, User.id == NoticeChoice.user_id)
        .join(Company, Company.id == NoticeChoice.company_id)
        .join(
            Membership,
            (Membership.user_id == NoticeChoice.user_id) & (Membership.company_id == NoticeChoice.company_id),
        )
        .where(NoticeChoice.kinds.contains([kind.value]), User.active, Company.active)
        .order_by(NoticeChoice.user_id)
    )
    if company_id is not None:
        query = query.where(NoticeChoice.company_id == company_id)
    if user_id is not None:
        query = query.where(NoticeChoice.user_id == user_id)
    if zones is not None:
        query = query.where(Company.timezone.in_(zones))
    return [Person(row[0], row[1]) for row in session.execute(query)]


def time_zones(session: Session) -> set[str]:
    """The time zones of companies in which somebody has switched something on."""
    return set(
        session.scalars(
            select(Company.timezone)
            .join(NoticeChoice, NoticeChoice.company_id == Company.id)
            .where(Company.active, func.cardinality(NoticeChoice.kinds) > 0)
            .distinct()
        )
    )


def note(session: Session, person: Person, kind: Kind, subject: str) -> UUID | None:
    """Note that a subject is told now; None when it was before. Of two at once, one waits and then finds it told."""
    return session.scalar(
        insert(Notice)
        .values(user_id=person.user_id, company_id=person.company_id, kind=kind.value, subject=subject)
        .on_conflict_do_nothing(index_elements=["user_id", "company_id", "kind", "subject"])
        .returning(Notice.id)
    )


def told_since(session: Session, person: Person, kind: Kind, since: datetime) -> bool:
    """Whether anything of a kind was told to a person after a moment."""
    return bool(session.scalar(select(exists().where(*_told(person, kind), Notice.created_at > since))))


def _told(person: Person, kind: Kind) -> list[ColumnElement[bool]]:
    return [Notice.user_id == person.user_id, Notice.company_id == person.company_id, Notice.kind == kind.value]


def step(session: Session, event_id: int) -> tuple[OrderEvent, Order] | None:
    """A step of an order's history, and the order."""
    row = session.execute(
        select(OrderEvent, Order).join(Order, Order.id == OrderEvent.order_id).where(OrderEvent.id == event_id)
    ).first()
    return (row[0], row[1]) if row else None


def latest_shipment(session: Session, order_id: UUID, until: datetime) -> Shipment | None:
    """The parcel that left last, up to a moment."""
    return session.scalar(
        select(Shipment)
        .where(Shipment.order_id == order_id, Shipment.shipped_at <= until)
        .order_by(Shipment.shipped_at.desc(), Shipment.number.desc())
        .limit(1)
    )


def quote(session: Session, number: str, version: int) -> tuple[Quote, Rfq] | None:
    """A version of the quote for a request."""
    row = session.execute(
        select(Quote, Rfq).join(Rfq, Rfq.id == Quote.rfq_id).where(Rfq.number == number, Quote.version == version)
    ).first()
    return (row[0], row[1]) if row else None


def is_watched(session: Session, user_id: UUID, company_id: UUID, sku: str) -> bool:
    """Whether a person waits for a product."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    ProductWatch.user_id == user_id,
                    ProductWatch.company_id == company_id,
                    ProductWatch.product_id == Product.id,
                    Product.sku == sku,
                )
            )
        )
    )


def watches(session: Session, user_id: UUID, company_id: UUID) -> Sequence[ProductWatch]:
    """All that a person waits for."""
    return session.scalars(
        select(ProductWatch).where(ProductWatch.user_id == user_id, ProductWatch.company_id == company_id)
    ).all()


def ended_waits(session: Session, limit: int = 500) -> Sequence[tuple[ProductWatch, Product]]:
    """Waits for products of which at least the smallest quantity sold is free again, the oldest first."""
    free = (
        select(func.coalesce(func.sum(StockLevel.quantity), Decimal(0)))
        .where(StockLevel.product_id == Product.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ProductWatch, Product)
        .join(Product, Product.id == ProductWatch.product_id)
        .where(Product.active, free > 0, free >= Product.min_quantity)
        .order_by(ProductWatch.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


def ordered_since(session: Session, person: Person, since: datetime) -> bool:
    """Whether a person has placed an order after a moment."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Order.company_id == person.company_id,
                    Order.placed_by == person.user_id,
                    Order.placed_at > since,
                    Order.status != "cancelled",
                )
            )
        )
    )


def overdue(session: Session, person: Person, day: date) -> Sequence[Invoice]:
    """A company's overdue invoices that a person has not been told of, the longest overdue first."""
    told = exists().where(*_told(person, Kind.INVOICE), Notice.subject == Invoice.number)
    return session.scalars(
        select(Invoice)
        .where(Invoice.company_id == person.company_id, Invoice.paid < Invoice.total, Invoice.due_on < day, ~told)
        .order_by(Invoice.due_on, Invoice.number)
    ).all()
