"""Orders as their readers see them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.accounts.models import Address
from portal.accounts.service.addresses import one_line
from portal.orders import queries
from portal.orders.errors import OrderNotFound
from portal.orders.models import Order, OrderLine, Shipment
from portal.orders.schemas import AddressOut, OrderEventOut, OrderLineOut, OrderOut, OrderSummary, ShipmentOut
from portal.orders.statuses import CANCELLABLE_BY_BUYER, NAMES, status_text
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.money import Money


def find_order(session: Session, actor: Actor, number: str, *, lock: bool = False) -> Order:
    """The order that `number` means in any spelling: a buyer's own company's, any for staff. Raises OrderNotFound."""
    actor.require(Permission.ORDER_VIEW)
    found = queries.by_number(session, number, actor.company_id, lock=lock)
    if found is None:
        raise OrderNotFound
    return found


def present_orders(session: Session, actor: Actor, orders: Sequence[Order]) -> list[OrderSummary]:
    """Orders without their lines."""
    counts = queries.line_counts(session, [order.id for order in orders])
    people = queries.names(session, {order.placed_by for order in orders if order.placed_by is not None})
    return [
        OrderSummary.model_validate(
            _head(actor, order, people.get(order.placed_by, "") if order.placed_by else "", counts.get(order.id, 0))
        )
        for order in orders
    ]


def present_order(session: Session, actor: Actor, order: Order) -> OrderOut:
    """An order with lines, shipments and history."""
    lines = queries.lines(session, order.id)
    events = queries.events(session, order.id)
    wanted = {event.actor_id for event in events if event.actor_id is not None}
    people = queries.names(session, wanted | ({order.placed_by} if order.placed_by else set()))
    by = people.get(order.placed_by, "") if order.placed_by else ""
    return OrderOut.model_validate(
        _head(actor, order, by, len(lines))
        | {
            "note": order.note,
            "requested_for": order.requested_for,
            "address": _address(session, order),
            "can_cancel": order.status in CANCELLABLE_BY_BUYER and actor.may(Permission.ORDER_PLACE),
            "lines": [_line(order, line) for line in lines],
            "shipments": [_shipment(each) for each in queries.shipments(session, order.id)],
            "history": [
                OrderEventOut(
                    status=event.status,
                    status_text=_status(actor, event.status),
                    at=event.at,
                    by=people.get(event.actor_id, "") if event.actor_id else "",
                    note=event.note,
                )
                for event in events
            ],
        }
    )


def _address(session: Session, order: Order) -> AddressOut | None:
    found = session.get(Address, order.shipping_address_id) if order.shipping_address_id is not None else None
    return None if found is None else AddressOut(code=found.code, label=found.label, text=one_line(found))


def _status(actor: Actor, status: str) -> str:
    return status_text(actor.locale, status) if status in NAMES else status


def _head(actor: Actor, order: Order, placed_by: str, line_count: int) -> dict[str, object]:
    return {
        "number": order.number,
        "status": order.status,
        "status_text": _status(actor, order.status),
        "placed_at": order.placed_at,
        "placed_by": placed_by,
        "po_number": order.po_number,
        "currency": order.currency,
        "subtotal": Money(order.subtotal, order.currency),
        "tax": Money(order.tax, order.currency),
        "total": Money(order.total, order.currency),
        "eta": order.eta,
        "line_count": line_count,
    }


def _line(order: Order, line: OrderLine) -> OrderLineOut:
    return OrderLineOut.model_validate(
        {
            "position": line.position,
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "unit": line.unit,
            "unit_price": Money(line.unit_price, order.currency),
            "total": Money(line.net, order.currency),
            "shipped": line.shipped_quantity,
        }
    )


def _shipment(shipment: Shipment) -> ShipmentOut:
    return ShipmentOut(
        number=shipment.number,
        carrier=shipment.carrier,
        tracking=shipment.tracking,
        status=shipment.status,
        shipped_at=shipment.shipped_at,
        eta=shipment.eta,
        delivered_at=shipment.delivered_at,
    )
