"""What happens to an order after it was placed: cancelled by the buyer, moved on and shipped by the supplier."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.orders import queries
from portal.orders.errors import MoveNotAllowed, ShipmentInvalid
from portal.orders.events import OrderMoved
from portal.orders.models import Order, OrderEvent, OrderLine, Shipment, ShipmentLine
from portal.orders.schemas import StatusIn
from portal.orders.service.present import find_order
from portal.orders.statuses import CANCELLABLE_BY_BUYER, MOVES, may_move, status_text
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.database import notify
from portal.shared.events import publish
from portal.shared.ids import new_id
from portal.shared.money import plain
from portal.shared.texts import N_, text


def cancel(session: Session, actor: Actor, number: str, reason: str = "") -> Order:
    """The buyer takes an order back that nobody has begun to work on. Raises OrderNotFound or MoveNotAllowed."""
    actor.require(Permission.ORDER_PLACE)
    order = find_order(session, actor, number, lock=True)
    if order.status not in CANCELLABLE_BY_BUYER:
        raise MoveNotAllowed(
            text(
                actor.locale,
                "Order %(number)s is already “%(status)s”. Ask us in the chat whether it can still be stopped.",
                number=order.number,
                status=status_text(actor.locale, order.status),
            ),
            extra={"status": order.status},
        )
    _move(session, actor, order, "cancelled", reason.strip())
    return order


def advance(session: Session, actor: Actor, number: str, data: StatusIn) -> Order:
    """Staff move an order on; shipping writes a shipment. Raises MoveNotAllowed or ShipmentInvalid."""
    actor.require(Permission.STAFF_ORDERS)
    order = find_order(session, actor, number, lock=True)
    if not may_move(order.status, data.status):
        raise MoveNotAllowed(extra={"status": order.status, "allowed": sorted(MOVES[order.status])})
    if data.status in {"partially_shipped", "shipped"}:
        _ship(session, actor, order, data)
    if data.status == "delivered":
        for shipment in queries.shipments(session, order.id):
            shipment.status = "delivered"
            shipment.delivered_at = shipment.delivered_at or now()
    _move(session, actor, order, data.status, data.note.strip())
    return order


def _move(session: Session, actor: Actor, order: Order, status: str, note: str) -> None:
    before, order.status = order.status, status
    step = OrderEvent(
        company_id=order.company_id,
        order_id=order.id,
        status=status,
        at=now(),
        actor_id=actor.user_id,
        note=note,
    )
    session.add(step)
    audit.record(
        session,
        actor,
        f"order.{status}",
        "order",
        order.number,
        company_id=order.company_id,
        before=before,
        note=note,
    )
    notify(session, "staff", f"order:{order.number}")
    session.flush()
    publish(session, OrderMoved(step.id, order.number, status))


def _ship(session: Session, actor: Actor, order: Order, data: StatusIn) -> None:
    lines = queries.lines(session, order.id, lock=True)
    parts = _parts(actor, lines, data)
    left = sum((line.quantity - line.shipped_quantity - parts.get(line.id, Decimal(0)) for line in lines), Decimal(0))
    if data.status == "shipped" and left > 0:
        raise ShipmentInvalid(N_("Lines would stay open: use partially_shipped, or ship everything."))
    if data.status == "partially_shipped" and left <= 0:
        raise ShipmentInvalid(N_("Nothing would stay open: use shipped."))
    if not data.carrier.strip():
        raise ShipmentInvalid(fields={"carrier": N_("Needed to ship.")})
    shipment = Shipment(
        id=new_id(),
        company_id=order.company_id,
        number=queries.next_shipment_number(session),
        order_id=order.id,
        carrier=data.carrier.strip(),
        tracking=data.tracking.strip(),
        shipped_at=now(),
        eta=data.eta,
    )
    session.add(shipment)
    session.flush()
    for line in lines:
        if parts.get(line.id):
            line.shipped_quantity += parts[line.id]
            session.add(
                ShipmentLine(
                    company_id=order.company_id,
                    shipment_id=shipment.id,
                    order_line_id=line.id,
                    quantity=parts[line.id],
                )
            )
    if data.eta is not None:
        order.eta = data.eta


def _parts(actor: Actor, lines: Sequence[OrderLine], data: StatusIn) -> dict[int, Decimal]:
    """How much of each line (by id) is shipped now."""
    open_now = {line.position: (line.id, line.quantity - line.shipped_quantity) for line in lines}
    if not data.lines:
        if data.status == "partially_shipped":
            raise ShipmentInvalid(fields={"lines": N_("Say which lines are shipped.")})
        return {line_id: quantity for line_id, quantity in open_now.values() if quantity > 0}
    parts: dict[int, Decimal] = {}
    for wanted in data.lines:
        line_id, rest = open_now.get(wanted.position, (0, Decimal(0)))
        taken = parts.get(line_id, Decimal(0)) + wanted.quantity
        if taken > rest:
            still_open = text(
                actor.locale,
                "Line %(line)s: %(rest)s still open.",
                line=wanted.position,
                rest=plain(max(rest, Decimal(0))),
            )
            raise ShipmentInvalid(fields={"lines": still_open})
        parts[line_id] = taken
    return parts
