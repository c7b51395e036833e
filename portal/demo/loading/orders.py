"""Orders with their lines, events and shipments; invoices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.demo import types
from portal.demo.fulfilment import total_shipped
from portal.demo.loading.customers import Ids
from portal.demo.loading.rows import write
from portal.documents.models import Invoice
from portal.orders.models import Order, OrderEvent, OrderLine, Shipment, ShipmentLine
from portal.shared.i18n import pick
from portal.shared.ids import new_id


def write_orders(session: Session, demo: types.Demo, ids: Ids, quotes: Mapping[str, UUID]) -> None:
    """Write all orders and what became of them; `quotes` are the accepted quotes' ids by RFQ number."""
    names = {one.sku: one.name.as_dict() for one in demo.products}
    locales = {one.code: one.locale for one in demo.companies}
    orders = {one.number: new_id() for one in demo.orders}
    write(session, Order, [_order(one, orders[one.number], ids, quotes) for one in demo.orders])
    lines = [
        {**_line(one, line, ids), "order_id": orders[one.number], "name": pick(names[line.sku], locales[one.company])}
        for one in demo.orders
        for line in one.lines
    ]
    write(session, OrderLine, lines)
    write(session, OrderEvent, [row for one in demo.orders for row in _events(one, orders[one.number], ids)])
    _shipments(session, demo, ids, orders)
    write(session, Invoice, [_invoice(one, orders[one.order], ids) for one in demo.invoices])
    _advance(session, "order_number_seq", demo.orders[-1].number)
    sent = [shipment.number for one in demo.orders for shipment in one.shipments]
    _advance(session, "shipment_number_seq", max(sent, key=_digits))


def _digits(number: str) -> int:
    return int(number.rpartition("-")[2])


def _advance(session: Session, sequence: str, number: str) -> None:
    """Use up a sequence's numbers until `number`: the commands' role may draw numbers, not set them."""
    first = session.execute(text("SELECT nextval(CAST(:name AS regclass))"), {"name": sequence}).scalar_one()
    session.execute(
        text("SELECT count(nextval(CAST(:name AS regclass))) FROM generate_series(1, :more)"),
        {"name": sequence, "more": max(0, _digits(number) - first)},
    )


def _order(one: types.Order, order_id: UUID, ids: Ids, quotes: Mapping[str, UUID]) -> dict[str, Any]:
    return {
        "id": order_id,
        "company_id": ids.companies[one.company],
        "number": one.number,
        "placed_by": ids.people[one.placed_by],
        "status": one.status,
        "currency": one.currency,
        "subtotal": one.net,
        "tax": one.tax,
        "total": one.total,
        "po_number": one.po_number or "",
        "note": one.note or "",
        "quote_id": quotes[one.rfq] if one.rfq else None,
        "shipping_address_id": ids.addresses[one.company, one.shipping_address],
        "requested_for": one.requested_for,
        "eta": one.eta,
        "placed_at": one.placed_at,
        "created_at": one.placed_at,
    }


def _line(order: types.Order, one: types.OrderLine, ids: Ids) -> dict[str, Any]:
    return {
        "company_id": ids.companies[order.company],
        "position": one.position,
        "product_id": ids.products[one.sku],
        "sku": one.sku,
        "quantity": one.quantity,
        "unit": one.unit,
        "unit_price": one.unit_price,
        "net": one.net,
        "tax_percent": one.tax_percent,
        "shipped_quantity": total_shipped(order.shipments, one.position),
        "placed_at": order.placed_at,
    }


def _events(one: types.Order, order_id: UUID, ids: Ids) -> Iterator[dict[str, Any]]:
    for step in one.history:
        yield {
            "company_id": ids.companies[one.company],
            "order_id": order_id,
            "status": step.status,
            "at": step.at,
            "actor_id": ids.people[step.actor] if step.actor else None,
        }


def _shipments(session: Session, demo: types.Demo, ids: Ids, orders: Mapping[str, UUID]) -> None:
    rows = session.execute(select(OrderLine.order_id, OrderLine.position, OrderLine.id))
    line_ids = {(row.order_id, row.position): row.id for row in rows}
    shipments, contents = [], []
    for order in demo.orders:
        company_id, order_id = ids.companies[order.company], orders[order.number]
        for one in order.shipments:
            shipment_id = new_id()
            shipments.append(_shipment(one, shipment_id, order_id, company_id))
            contents += [
                {
                    "company_id": company_id,
                    "shipment_id": shipment_id,
                    "order_line_id": line_ids[order_id, line.position],
                    "quantity": line.quantity,
                }
                for line in one.lines
            ]
    write(session, Shipment, shipments)
    write(session, ShipmentLine, contents)


def _shipment(one: types.Shipment, shipment_id: UUID, order_id: UUID, company_id: UUID) -> dict[str, Any]:
    return {
        "id": shipment_id,
        "company_id": company_id,
        "number": one.number,
        "order_id": order_id,
        "warehouse_code": one.warehouse,
        "carrier": one.carrier,
        "tracking": one.tracking,
        "status": "delivered" if one.delivered_at else "shipped",
        "shipped_at": one.shipped_at,
        "eta": one.eta,
        "delivered_at": one.delivered_at,
    }


def _invoice(one: types.Invoice, order_id: UUID, ids: Ids) -> dict[str, Any]:
    return {
        "company_id": ids.companies[one.company],
        "number": one.number,
        "order_id": order_id,
        "issued_on": one.issued_on,
        "due_on": one.due_on,
        "currency": one.currency,
        "net": one.net,
        "tax": one.tax,
        "total": one.total,
        "paid": one.paid,
        "paid_on": one.paid_on,
    }
