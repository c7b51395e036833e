"""Requests for quotation and the quotes that answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.demo import types
from portal.demo.loading.customers import Ids
from portal.demo.loading.rows import write
from portal.demo.orders import money
from portal.rfq.models import Quote, QuoteLine, Rfq, RfqLine
from portal.shared.i18n import pick
from portal.shared.ids import new_id

_QUOTE_STATUS = {"quoted": "sent", "accepted": "accepted", "declined": "declined"}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of requests refer to."""

    ids: Ids
    products: Mapping[str, types.Product]
    companies: Mapping[str, types.Company]
    percents: Mapping[tuple[str, str], Decimal]


def write_rfqs(session: Session, demo: types.Demo, ids: Ids) -> dict[str, UUID]:
    """Write requests and quotes; returns the quotes' ids by RFQ number."""
    known = _Known(
        ids,
        {one.sku: one for one in demo.products},
        {one.code: one for one in demo.companies},
        {(one.country, one.tax_class): one.percent for one in demo.tax_rates},
    )
    requests = {one.number: new_id() for one in demo.rfqs}
    write(session, Rfq, [_rfq(one, requests[one.number], ids) for one in demo.rfqs])
    lines = [_line(one, line, requests[one.number], known) for one in demo.rfqs for line in one.lines]
    write(session, RfqLine, lines)
    rows = session.execute(select(RfqLine.rfq_id, RfqLine.position, RfqLine.id))
    line_ids = {(row.rfq_id, row.position): row.id for row in rows}
    quotes: dict[str, UUID] = {}
    for one in demo.rfqs:
        if one.quoted_at is not None:
            quotes[one.number] = new_id()
            _write_quote(session, one, quotes[one.number], requests[one.number], line_ids, known)
    session.execute(
        text("SELECT count(nextval('rfq_number_seq')) FROM generate_series(1, :count)"), {"count": len(demo.rfqs)}
    )
    return quotes


def _rfq(one: types.Rfq, rfq_id: UUID, ids: Ids) -> dict[str, Any]:
    return {
        "id": rfq_id,
        "company_id": ids.companies[one.company],
        "number": one.number,
        "created_by": ids.people[one.raised_by],
        "assigned_to": ids.people[one.assigned_to],
        "status": one.state,
        "title": one.project,
        "note": one.note,
        "currency": one.currency,
        "needed_by": one.needed_by,
        "created_at": one.raised_at,
        "updated_at": one.decided_at or one.quoted_at or one.raised_at,
    }


def _words(request: types.Rfq, line: types.RfqLine, known: _Known) -> str:
    name = known.products[line.sku].name.as_dict() if line.sku else {}
    return line.text or pick(name, known.companies[request.company].locale)


def _line(request: types.Rfq, one: types.RfqLine, rfq_id: UUID, known: _Known) -> dict[str, Any]:
    return {
        "company_id": known.ids.companies[request.company],
        "rfq_id": rfq_id,
        "position": one.position,
        "product_id": known.ids.products[one.sku] if one.sku else None,
        "sku": one.sku,
        "description": _words(request, one, known),
        "quantity": one.quantity,
        "unit": one.unit,
        "target_price": one.target_price,
        "needed_by": one.needed_by,
        "comment": one.comment or "",
    }


def _write_quote(
    session: Session,
    request: types.Rfq,
    quote_id: UUID,
    rfq_id: UUID,
    line_ids: Mapping[tuple[UUID, int], int],
    known: _Known,
) -> None:
    lines = [_quote_line(request, one, quote_id, known) for one in request.lines]
    taxes: dict[Decimal, Decimal] = {}
    for line in lines:
        taxes[line["tax_percent"]] = taxes.get(line["tax_percent"], Decimal(0)) + line["net"]
    subtotal = sum(taxes.values(), Decimal(0))
    tax = sum((money(net * percent / 100) for percent, net in taxes.items()), Decimal(0))
    assert request.quoted_by is not None
    quote = {
        "id": quote_id,
        "company_id": known.ids.companies[request.company],
        "rfq_id": rfq_id,
        "version": 1,
        "status": _QUOTE_STATUS[request.state],
        "currency": request.currency,
        "subtotal": subtotal,
        "tax": tax,
        "total": subtotal + tax,
        "valid_until": request.valid_until,
        "created_by": known.ids.people[request.quoted_by],
        "created_at": request.quoted_at,
        "decided_by": known.ids.people[request.decided_by] if request.decided_by else None,
        "decided_at": request.decided_at,
    }
    write(session, Quote, [quote])
    numbered = zip(request.lines, lines, strict=True)
    write(session, QuoteLine, [{**row, "rfq_line_id": line_ids[rfq_id, one.position]} for one, row in numbered])


def _quote_line(request: types.Rfq, one: types.RfqLine, quote_id: UUID, known: _Known) -> dict[str, Any]:
    assert one.offer is not None
    tax_class = known.products[one.offer_sku].tax_class if one.offer_sku else "standard"
    return {
        "company_id": known.ids.companies[request.company],
        "quote_id": quote_id,
        "product_id": known.ids.products[one.offer_sku] if one.offer_sku else None,
        "sku": one.offer_sku,
        "name": _words(request, one, known),
        "quantity": one.quantity,
        "unit": one.unit,
        "unit_price": one.offer,
        "net": money(one.offer * one.quantity),
        "tax_percent": known.percents[known.companies[request.company].country, tax_class],
        "lead_time_days": one.offer_lead_days,
    }
