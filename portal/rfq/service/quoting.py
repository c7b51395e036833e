"""The supplier's side: a manager prices a request and sends the quote."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.catalogue.models import Product
from portal.catalogue.queries import available, product_by_number, products_by_ids
from portal.pricing.service import PriceBook
from portal.rfq import queries
from portal.rfq.errors import RfqInvalid, RfqState
from portal.rfq.events import QuoteSent
from portal.rfq.models import Quote, QuoteLine, Rfq, RfqLine
from portal.rfq.schemas import QuoteIn, QuoteLineIn
from portal.rfq.service.raising import own
from portal.rfq.states import may_move
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now, today
from portal.shared.database import notify
from portal.shared.events import publish
from portal.shared.i18n import pick
from portal.shared.money import round_money
from portal.shared.texts import text

STANDARD = "standard"


def start_review(session: Session, actor: Actor, number: str) -> Rfq:
    """Note that somebody looks at a new request; does nothing for one that has moved on."""
    actor.require(Permission.STAFF_QUOTE)
    rfq = own(session, actor, number, lock=True)
    if rfq.status == "submitted":
        rfq.status = "in_review"
        rfq.assigned_to = rfq.assigned_to or actor.user_id
        audit.record(session, actor, "rfq.reviewed", "rfq", rfq.number, company_id=rfq.company_id)
        session.flush()
    return rfq


def guide(session: Session, actor: Actor, rfq: Rfq) -> dict[int, dict[str, Any]]:
    """By line id: this customer's list and contract price at that quantity, stock and lead time."""
    actor.require(Permission.STAFF_RFQ_VIEW)
    lines = [line for line in queries.lines(session, rfq.id) if line.product_id is not None]
    wanted = {line.product_id: line.quantity for line in lines if line.product_id is not None}
    products = products_by_ids(session, wanted.keys())
    stock = available(session, wanted.keys())
    listed = PriceBook.for_company(session, rfq.company_id).prices_for(wanted.keys(), wanted)
    result = {}
    for line in lines:
        product_id = line.product_id or 0
        price = listed[product_id]
        contract = price.contract
        result[line.id] = {
            "list_price": None if contract else price.unit_price,
            "contract_price": price.unit_price if contract else None,
            "available": stock.get(product_id, Decimal(0)),
            "lead_time_days": products[product_id].lead_time_days,
        }
    return result


def send_quote(session: Session, actor: Actor, number: str, data: QuoteIn) -> Rfq:
    """Answer a request with a new version of the quote. Raises RfqInvalid, or RfqState when it is too late."""
    actor.require(Permission.STAFF_QUOTE)
    rfq = own(session, actor, number, lock=True)
    if not may_move(rfq.status, "quoted"):
        raise RfqState
    lines = queries.lines(session, rfq.id)
    offers = _check(session, lines, data, actor.locale)
    book = PriceBook.for_company(session, rfq.company_id)
    previous = queries.latest_quotes(session, [rfq.id]).get(rfq.id)
    if previous is not None and previous.status == "sent":
        previous.status = "superseded"
    made = [_offer(rfq, line, *offers[line.id], book, actor.locale) for line in lines]
    totals = book.totals((offer.net, offer.tax_percent) for offer in made if offer.available)
    quote = Quote(
        rfq_id=rfq.id,
        company_id=rfq.company_id,
        version=previous.version + 1 if previous else 1,
        currency=rfq.currency,
        subtotal=totals.subtotal.amount,
        tax=totals.tax.amount,
        total=totals.total.amount,
        valid_until=data.valid_until,
        note=data.note.strip(),
        created_by=actor.require_user(),
        created_at=now(),
    )
    session.add(quote)
    session.flush()
    for offer in made:
        offer.quote_id = quote.id
        session.add(offer)
    rfq.status = "quoted"
    audit.record(
        session,
        actor,
        "quote.sent",
        "rfq",
        rfq.number,
        company_id=rfq.company_id,
        version=quote.version,
        total=quote.total,
    )
    notify(session, "staff", f"rfq:{rfq.number}")
    session.flush()
    publish(session, QuoteSent(rfq.number, quote.version))
    return rfq


def _check(
    session: Session, lines: Sequence[RfqLine], data: QuoteIn, locale: str
) -> dict[int, tuple[QuoteLineIn, Product | None]]:
    """Every line's offer with its product. Sending needs a price for each line that is not marked unavailable."""
    known = {line.id: line for line in lines}
    given = {offer.line_id: offer for offer in data.lines}
    fields: dict[str, str] = {}
    if data.valid_until < today():
        fields["valid_until"] = text(locale, "The date is in the past.")
    for unknown in given.keys() - known.keys():
        fields[f"lines.{unknown}"] = text(locale, "The request has no such line.")
    own_products = products_by_ids(session, [line.product_id for line in known.values() if line.product_id])
    result: dict[int, tuple[QuoteLineIn, Product | None]] = {}
    for line in known.values():
        offer = given.get(line.id)
        if offer is None or (offer.available and offer.unit_price is None):
            fields[f"lines.{line.id}.unit_price"] = text(locale, "Enter a price, or mark the line as not available.")
            continue
        product = own_products.get(line.product_id or 0)
        if offer.sku:
            product = product_by_number(session, offer.sku)
            if product is None:
                fields[f"lines.{line.id}.sku"] = text(locale, "There is no product %(sku)s.", sku=offer.sku)
        result[line.id] = (offer, product)
    if fields:
        raise RfqInvalid(fields=fields)
    return result


def _offer(
    rfq: Rfq, line: RfqLine, offer: QuoteLineIn, product: Product | None, book: PriceBook, locale: str
) -> QuoteLine:
    price = offer.unit_price if offer.available and offer.unit_price is not None else Decimal(0)
    lead_time = (
        offer.lead_time_days if offer.lead_time_days is not None else (product.lead_time_days if product else None)
    )
    replaced = product is not None and product.id != line.product_id
    return QuoteLine(
        company_id=rfq.company_id,
        rfq_line_id=line.id,
        product_id=product.id if product else None,
        sku=product.sku if product else line.sku,
        name=pick(product.names, locale) if product and replaced else line.description,
        quantity=line.quantity,
        unit=product.unit if product else line.unit,
        available=offer.available,
        unit_price=price,
        net=round_money(price * line.quantity),
        tax_percent=book.tax_percent(product.tax_class if product else STANDARD),
        lead_time_days=lead_time,
    )
