"""Placing orders: from the cart, or from the lines of an accepted quote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from portal.accounts.service.addresses import find_address
from portal.audit import service as audit
from portal.cart import queries as carts
from portal.cart.models import Cart
from portal.cart.present import PricedLine as CartPricedLine
from portal.cart.present import price_cart
from portal.cart.service.carts import lock_cart, refuse_stale, touch
from portal.cart.service.lines import check_quantity
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Unit
from portal.orders import queries
from portal.orders.errors import CartEmpty, LinesNotOrderable
from portal.orders.models import Order, OrderEvent, OrderLine
from portal.orders.service.checks import require_future
from portal.orders.service.limits import check_limits, lock_company
from portal.orders.service.lines import PricedLine, arrival, blocked, net, priced, sums
from portal.orders.tasks import send_confirmation
from portal.pricing.service import PriceBook
from portal.security.actor import Actor, Via
from portal.security.permissions import Permission
from portal.shared import jobs
from portal.shared.clock import now
from portal.shared.database import notify
from portal.shared.ids import new_id

__all__ = ["PricedLine", "place_from_cart", "place_from_lines"]

JUST_NOW = timedelta(minutes=5)
_SOURCES = {Via.WEB: "page", Via.ASSISTANT: "chat"}


def place_from_cart(
    session: Session,
    actor: Actor,
    *,
    po_number: str = "",
    note: str = "",
    expected_version: int | None = None,
    expected_total: Decimal | None = None,
    address: str = "",
    requested_for: date | None = None,
) -> Order:
    """Order what is in the person's cart at today's prices; the cart is closed and a new one opened.

    `address` is a code or words that mean one of the company's addresses; its main one without them.
    What is not in stock is ordered as a backorder with its lead time. Raises CartEmpty, CartChanged, AddressUnclear,
    DayPast, LinesNotOrderable, QuantityInvalid, OrderLimitExceeded, CreditLimitExceeded.
    """
    actor.require(Permission.ORDER_PLACE)
    company_id = actor.require_company()
    destination = find_address(session, actor, address)
    require_future(requested_for)
    lock_company(session, company_id)
    cart = lock_cart(session, actor)
    book = PriceBook.for_company(session, company_id)
    lines = price_cart(session, cart, book)
    if not lines:
        raise _empty(session, actor, company_id)
    if expected_version is not None and cart.version != expected_version:
        refuse_stale(session, actor, cart)
    _require_orderable(session, actor, lines)
    ordered = [priced(actor, line) for line in lines]
    if expected_total is not None and sums(book.currency, ordered).total.amount != expected_total:
        refuse_stale(session, actor, cart)
    order = _place(
        session,
        actor,
        Order(
            company_id=company_id,
            currency=book.currency,
            po_number=po_number.strip(),
            note=note.strip(),
            cart_id=cart.id,
            shipping_address_id=destination.id if destination is not None else None,
            requested_for=requested_for,
        ),
        ordered,
    )
    _close(session, cart)
    return order


def place_from_lines(
    session: Session,
    actor: Actor,
    *,
    company_id: UUID,
    lines: Sequence[PricedLine],
    currency: str,
    quote_id: UUID | None = None,
    po_number: str = "",
    note: str = "",
    requested_for: date | None = None,
) -> Order:
    """Order lines at prices agreed before. Raises OrderLimitExceeded or CreditLimitExceeded.

    The unique `quote_id` makes a second order of one quote impossible.
    """
    actor.require(Permission.ORDER_PLACE)
    if not lines:
        raise CartEmpty
    lock_company(session, company_id)
    order = Order(
        company_id=company_id,
        currency=currency,
        po_number=po_number.strip(),
        note=note.strip(),
        quote_id=quote_id,
        requested_for=requested_for,
    )
    return _place(session, actor, order, lines)


def _place(session: Session, actor: Actor, order: Order, lines: Sequence[PricedLine]) -> Order:
    total = sums(order.currency, lines)
    check_limits(session, actor, order.company_id, total.total)
    order.id = new_id()
    order.number = queries.next_order_number(session)
    order.placed_by = actor.user_id
    order.placed_at = now()
    order.status = "placed"
    order.source = _SOURCES.get(actor.via, actor.via.value)
    order.subtotal, order.tax, order.total = total.subtotal.amount, total.tax.amount, total.total.amount
    order.eta = arrival(session, lines)
    session.add(order)
    session.flush()
    session.add_all(_order_line(order, position, line) for position, line in enumerate(lines, start=1))
    session.add(
        OrderEvent(
            company_id=order.company_id,
            order_id=order.id,
            status="placed",
            at=order.placed_at,
            actor_id=actor.user_id,
        )
    )
    audit.record(
        session,
        actor,
        "order.placed",
        "order",
        order.number,
        company_id=order.company_id,
        total=str(order.total),
        currency=order.currency,
        lines=len(lines),
        po_number=order.po_number,
        quote_id=order.quote_id,
        cart_id=order.cart_id,
    )
    notify(session, "staff", f"order:{order.number}")
    jobs.defer(session, send_confirmation, queueing_lock=f"order-mail:{order.id}", order_id=str(order.id))
    session.flush()
    return order


def _order_line(order: Order, position: int, line: PricedLine) -> OrderLine:
    return OrderLine(
        company_id=order.company_id,
        order_id=order.id,
        position=position,
        product_id=line.product_id,
        sku=line.sku,
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        net=net(order.currency, line),
        tax_percent=line.tax_percent,
        shipped_quantity=Decimal(0),
        placed_at=order.placed_at,
    )


def _require_orderable(session: Session, actor: Actor, lines: Sequence[CartPricedLine]) -> None:
    found = blocked(actor, lines)
    if found:
        raise LinesNotOrderable(extra={"lines": found})
    units: dict[str, Unit] = catalogue.units(session)
    for each in lines:
        check_quantity(actor, each.product, units.get(each.product.unit), each.line.quantity)


def _empty(session: Session, actor: Actor, company_id: UUID) -> CartEmpty:
    placed = queries.latest_of_person(session, company_id, actor.require_user(), now() - JUST_NOW)
    return CartEmpty(extra={"order": placed} if placed else None)


def _close(session: Session, cart: Cart) -> None:
    cart.status = "ordered"
    cart.undo = None
    touch(session, cart)
    carts.create_open_cart(session, cart.company_id, cart.user_id, new_id())
