"""Every select of RFQs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from portal.accounts.models import Company, User
from portal.files.models import StoredFile
from portal.orders.models import Order
from portal.rfq.models import Quote, QuoteLine, Rfq, RfqComment, RfqFile, RfqLine
from portal.shared.pagination import Page, cut, decode_moment_cursor


def canonical_number(given: str) -> str:
    """`RFQ-1003` of any spelling that holds the digits."""
    digits = re.sub(r"\D", "", given)
    return f"RFQ-{digits}" if digits else given.strip().upper()


def by_number(session: Session, number: str, company_id: UUID | None, *, lock: bool = False) -> Rfq | None:
    """The request with this number; `company_id` narrows it to a customer's own."""
    query = select(Rfq).where(Rfq.number == canonical_number(number))
    if company_id is not None:
        query = query.where(Rfq.company_id == company_id)
    if lock:  # what was read before the lock may be old by now
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def page(
    session: Session, company_id: UUID | None, *, limit: int, cursor: str | None, statuses: Sequence[str] = ()
) -> Page[Rfq]:
    """Requests, newest first; no statuses means all."""
    query = select(Rfq).order_by(Rfq.created_at.desc(), Rfq.id.desc()).limit(limit + 1)
    if company_id is not None:
        query = query.where(Rfq.company_id == company_id)
    if statuses:
        query = query.where(Rfq.status.in_(statuses))
    if cursor:
        query = query.where(tuple_(Rfq.created_at, Rfq.id) < decode_moment_cursor(cursor))
    return cut(session.scalars(query).all(), limit, lambda rfq: [rfq.created_at.isoformat(), str(rfq.id)])


def lines(session: Session, rfq_id: UUID) -> Sequence[RfqLine]:
    """A request's lines in order."""
    return session.scalars(select(RfqLine).where(RfqLine.rfq_id == rfq_id).order_by(RfqLine.position)).all()


def files(session: Session, rfq_id: UUID) -> Sequence[StoredFile]:
    """A request's files in order."""
    return session.scalars(
        select(StoredFile)
        .join(RfqFile, RfqFile.file_id == StoredFile.id)
        .where(RfqFile.rfq_id == rfq_id)
        .order_by(RfqFile.position)
    ).all()


def line_counts(session: Session, rfq_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many lines each request has."""
    rows = session.execute(
        select(RfqLine.rfq_id, func.count()).where(RfqLine.rfq_id.in_(rfq_ids)).group_by(RfqLine.rfq_id)
    )
    return {row[0]: row[1] for row in rows}


def latest_quotes(session: Session, rfq_ids: Sequence[UUID]) -> dict[UUID, Quote]:
    """The newest quote of each request."""
    rows = session.scalars(
        select(Quote)
        .where(Quote.rfq_id.in_(rfq_ids))
        .order_by(Quote.rfq_id, Quote.version.desc())
        .ext(distinct_on(Quote.rfq_id))
        .execution_options(populate_existing=True)
    )
    return {quote.rfq_id: quote for quote in rows}


def quote_lines(session: Session, quote_id: UUID) -> Sequence[QuoteLine]:
    """A quote's lines in the request's order."""
    return session.scalars(
        select(QuoteLine)
        .join(RfqLine, RfqLine.id == QuoteLine.rfq_line_id)
        .where(QuoteLine.quote_id == quote_id)
        .order_by(RfqLine.position)
    ).all()


def comments(session: Session, rfq_id: UUID) -> Sequence[RfqComment]:
    """What was answered to a request's quotes, oldest first."""
    return session.scalars(select(RfqComment).where(RfqComment.rfq_id == rfq_id).order_by(RfqComment.id)).all()


def order_numbers(session: Session, quote_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The orders that quotes became."""
    rows = session.execute(select(Order.quote_id, Order.number).where(Order.quote_id.in_(quote_ids)))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def people(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    """Names of people."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row[0]: row[1] for row in rows}


def company_names(session: Session, company_ids: set[UUID]) -> dict[UUID, str]:
    """Names of companies."""
    rows = session.execute(select(Company.id, Company.name).where(Company.id.in_(company_ids)))
    return {row[0]: row[1] for row in rows}


def counts_by_status(session: Session) -> dict[str, int]:
    """How many requests are in each state; for the staff inbox."""
    rows = session.execute(select(Rfq.status, func.count()).group_by(Rfq.status))
    return {row[0]: row[1] for row in rows}
