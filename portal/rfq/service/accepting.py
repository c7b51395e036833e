"""The buyer accepts a quote and it becomes an order, once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.orders.models import Order
from portal.orders.service.placing import PricedLine, place_from_lines
from portal.rfq import queries
from portal.rfq.errors import LinesNotOffered, QuoteChanged, QuoteExpired, RfqState
from portal.rfq.models import QuoteLine
from portal.rfq.schemas import AcceptIn
from portal.rfq.service.raising import is_expired, own
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.database import notify


def accept(session: Session, actor: Actor, number: str, data: AcceptIn) -> Order:
    """Order what was quoted, at the quoted prices; with `line_ids` those lines only, the others are declined.

    Raises LinesNotOffered for a line that is not on offer, RfqState when there is no open quote (or it was accepted
    already), QuoteExpired, QuoteChanged when a newer version exists than the buyer looked at, and what placing an
    order raises (limits).
    """
    actor.require(Permission.QUOTE_ACCEPT)
    rfq = own(session, actor, number, lock=True)
    quote = queries.latest_quotes(session, [rfq.id]).get(rfq.id)
    if rfq.status != "quoted" or quote is None or quote.status != "sent":
        raise RfqState
    if data.quote_version is not None and data.quote_version != quote.version:
        raise QuoteChanged
    if is_expired(quote.valid_until):
        raise QuoteExpired
    offered = [line for line in queries.quote_lines(session, quote.id) if line.available]
    if not offered:
        raise RfqState
    taken = _taken(offered, data.line_ids)
    order = place_from_lines(
        session,
        actor,
        company_id=rfq.company_id,
        lines=[_priced(line) for line in taken],
        currency=quote.currency,
        quote_id=quote.id,
        po_number=data.po_number.strip() or rfq.po_number,
        note=rfq.title or rfq.note,
        requested_for=rfq.needed_by,
    )
    quote.status = rfq.status = "accepted"
    quote.decided_by, quote.decided_at = actor.user_id, now()
    for line in offered:
        line.accepted = line in taken
    declined = [line.rfq_line_id for line in offered if not line.accepted]
    audit.record(
        session,
        actor,
        "quote.accepted",
        "rfq",
        rfq.number,
        version=quote.version,
        order=order.number,
        declined_lines=declined,
    )
    notify(session, "staff", f"rfq:{rfq.number}")
    session.flush()
    return order


def _taken(offered: Sequence[QuoteLine], line_ids: Sequence[int] | None) -> list[QuoteLine]:
    if line_ids is None:
        return list(offered)
    wanted = set(line_ids)
    if wanted - {line.rfq_line_id for line in offered}:
        raise LinesNotOffered
    return [line for line in offered if line.rfq_line_id in wanted]


def _priced(line: QuoteLine) -> PricedLine:
    return PricedLine(
        product_id=line.product_id,
        sku=line.sku or "",
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        tax_percent=line.tax_percent,
        lead_time_days=line.lead_time_days,
    )
