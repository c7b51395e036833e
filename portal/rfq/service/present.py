"""Requests as a reader sees them; a handful of queries however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from portal.files.schemas import FileOut
from portal.rfq import queries
from portal.rfq.models import Quote, QuoteLine, Rfq, RfqLine
from portal.rfq.schemas import CommentOut, QuoteLineOut, QuoteOut, RfqLineOut, RfqOut
from portal.rfq.service.raising import is_expired
from portal.rfq.states import status_text
from portal.security.actor import Actor
from portal.shared.money import Money


def present_many(session: Session, actor: Actor, rfqs: Sequence[Rfq]) -> list[RfqOut]:
    """Requests without their lines."""
    ids = [rfq.id for rfq in rfqs]
    counts = queries.line_counts(session, ids)
    quotes = queries.latest_quotes(session, ids)
    orders = queries.order_numbers(session, [quote.id for quote in quotes.values()])
    names = queries.people(session, {rfq.created_by for rfq in rfqs})
    companies = queries.company_names(session, {rfq.company_id for rfq in rfqs})
    result = []
    for rfq in rfqs:
        quote = quotes.get(rfq.id)
        made = _head(rfq, actor.locale, names.get(rfq.created_by, ""), companies.get(rfq.company_id, ""), quote)
        made.line_count = counts.get(rfq.id, 0)
        made.quote = _quote(quote, [], actor.locale) if quote else None
        made.order_number = orders.get(quote.id) if quote else None
        result.append(made)
    return result


def present_one(session: Session, actor: Actor, rfq: Rfq) -> RfqOut:
    """A request with its lines and its latest quote's."""
    made = present_many(session, actor, [rfq])[0]
    lines = queries.lines(session, rfq.id)
    made.lines = [_line(line, rfq.currency) for line in lines]
    made.files = [FileOut.of(one) for one in queries.files(session, rfq.id)]
    quote = queries.latest_quotes(session, [rfq.id]).get(rfq.id)
    if quote is not None:
        made.quote = _quote(quote, queries.quote_lines(session, quote.id), actor.locale)
        made.comments = _comments(session, rfq)
    return made


def _comments(session: Session, rfq: Rfq) -> list[CommentOut]:
    found = queries.comments(session, rfq.id)
    names = queries.people(session, {comment.author_id for comment in found})
    return [
        CommentOut.model_validate(
            {
                "author": names.get(comment.author_id, ""),
                "text": comment.body,
                "quote_version": comment.quote_version,
                "target_prices": {
                    int(line_id): Money(Decimal(price), rfq.currency)
                    for line_id, price in comment.target_prices.items()
                },
                "created_at": comment.created_at,
            }
        )
        for comment in found
    ]


def shown_status(rfq: Rfq, quote: Quote | None) -> str:
    """A quote whose last day has passed shows as expired before anybody touches it."""
    if rfq.status == "quoted" and quote is not None and is_expired(quote.valid_until):
        return "expired"
    return rfq.status


def _head(rfq: Rfq, locale: str, creator: str, company: str, quote: Quote | None) -> RfqOut:
    status = shown_status(rfq, quote)
    return RfqOut.model_validate(
        {
            "number": rfq.number,
            "title": rfq.title,
            "status": status,
            "status_text": status_text(locale, status),
            "created_at": rfq.created_at,
            "created_by": creator,
            "company": company,
            "needed_by": rfq.needed_by,
            "note": rfq.note,
            "po_number": rfq.po_number,
            "currency": rfq.currency,
            "line_count": 0,
            "lines": [],
            "quote": None,
            "order_number": None,
            "decline_reason": rfq.decline_reason,
        }
    )


def _line(line: RfqLine, currency: str) -> RfqLineOut:
    return RfqLineOut.model_validate(
        {
            "id": line.id,
            "position": line.position,
            "sku": line.sku,
            "description": line.description,
            "quantity": line.quantity,
            "unit": line.unit,
            "target_price": Money(line.target_price, currency) if line.target_price is not None else None,
            "needed_by": line.needed_by,
            "comment": line.comment,
        }
    )


def _quote(quote: Quote, lines: Sequence[QuoteLine], locale: str) -> QuoteOut:
    status = "expired" if quote.status == "sent" and is_expired(quote.valid_until) else quote.status
    currency = quote.currency
    return QuoteOut.model_validate(
        {
            "version": quote.version,
            "status": status,
            "status_text": status_text(locale, status),
            "valid_until": quote.valid_until,
            "lines": [_quote_line(line, currency) for line in lines],
            "subtotal": Money(quote.subtotal, currency),
            "tax": Money(quote.tax, currency),
            "total": Money(quote.total, currency),
            "note": quote.note,
        }
    )


def _quote_line(line: QuoteLine, currency: str) -> QuoteLineOut:
    return QuoteLineOut.model_validate(
        {
            "line_id": line.rfq_line_id,
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "unit": line.unit,
            "available": line.available,
            "unit_price": Money(line.unit_price, currency),
            "total": Money(line.net, currency),
            "lead_time_days": line.lead_time_days,
            "accepted": line.accepted,
        }
    )
