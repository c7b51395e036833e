"""What is worth a second look about an order that was placed all the same."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from portal.cart.schemas import WarningOut
from portal.orders import queries
from portal.orders.errors import DayPast
from portal.orders.models import Order
from portal.security.actor import Actor
from portal.shared.clock import today
from portal.shared.texts import text


def placing_warnings(session: Session, actor: Actor, order: Order) -> list[WarningOut]:
    """Warnings about an order just placed: its PO number was used before."""
    if not order.po_number:
        return []
    other = queries.order_with_po(session, order.company_id, order.po_number, order.id)
    if other is None:
        return []
    message = text(
        actor.locale,
        "The PO number %(po)s is on order %(number)s as well.",
        po=order.po_number,
        number=other,
    )
    return [WarningOut(code="po_number_used", text=message)]


def require_future(requested_for: date | None) -> None:
    """Raise DayPast when goods are wanted for a day that is over."""
    if requested_for is not None and requested_for < today():
        raise DayPast(fields={"requested_for": requested_for.isoformat()})
