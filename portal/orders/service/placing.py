"""Placing orders: from the cart, or from the lines of an accepted quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.cart import queries as carts
from portal.cart.models import Cart
from portal.cart.present import PricedLine as CartPricedLine
from portal.cart.present import price_cart
from portal.cart.service.carts import lock_cart, refuse_stale, touch
from portal.cart.service.lines import check_quantity
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Unit
from portal.orders import eta, queries
from portal.orders.errors import CartEmpty, LinesNotOrderable
from portal.orders.models import Order, OrderEvent, OrderLine
from portal.orders.service.limits import check_limits, lock_company
from portal.orders.tasks import send_confirmation
from portal.pricing.rules import Totals, line_total, totals
from portal.pricing.service import PriceBook
from portal.security.actor import Actor, Via
from portal.security.permissions import Permission
from portal.shared import jobs
from portal.shared.clock import now, today
from portal.shared.database import notify
from portal.shared.i18n import pick
from portal.shared.ids import new_id
from portal.shared.money import Money
from portal.shared.texts import N_, text

JUST_NOW = timedelta(minutes=5)
_SOURCES = {Via.WEB: "page", Via.ASSISTANT: "chat"}


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line whose price is agreed: net unit price in the order's currency, quantity in `unit`.

    `in_stock` None: to be looked up; `lead_time_days` counts for what is not in stock.
    """

    product_id: int | None
    sku: str
    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    tax_percent: Decimal
    lead_time_days: int | None = None
    in_stock: bool | None = None


def place_from_cart(
    session: Session,
    actor: Actor,
    *,
    po_number: str = "",
    note: str = "",
    expected_version: int | None = None,
    expected_total: Decimal | None = None,
) -> Order:
    """Order what is in the person's cart at today's prices; the cart is closed and a new one opened.

    What is not in stock is ordered as a backorder with its lead time. Raises CartEmpty, CartChanged,
    LinesNotOrderable, QuantityInvalid, OrderLimitExceeded, CreditLimitExceeded.
    """
    actor.require(Permission.ORDER_PLACE)
    company_id = actor.require_company()
    lock_company(session, company_id)
    cart = lock_cart(session, actor)
    book = PriceBook.for_company(session, company_id)
    lines = price_cart(session, cart, book)
    if not lines:
        raise _empty(session, actor, company_id)
    if expected_version is not None and cart.version != expected_version:
        refuse_stale(session, actor, cart)
    _require_orderable(session, actor, lines)
    priced = [_priced(actor, line) for line in lines]
    if expected_total is not None and _totals(book.currency, priced).total.amount != expected_total:
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
        ),
        priced,
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
    sums = _totals(order.currency, lines)
    check_limits(session, actor, order.company_id, sums.total)
    order.id = new_id()
    order.number = queries.next_order_number(session)
    order.placed_by = actor.user_id
    order.placed_at = now()
    order.status = "placed"
    order.source = _SOURCES.get(actor.via, actor.via.value)
    order.subtotal, order.tax, order.total = sums.subtotal.amount, sums.tax.amount, sums.total.amount
    order.eta = _eta(session, lines)
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


def _totals(currency: str, lines: Sequence[PricedLine]) -> Totals:
    return totals(currency, [(_net(currency, line), line.tax_percent) for line in lines])


def _net(currency: str, line: PricedLine) -> Decimal:
    return line_total(Money(line.unit_price, currency), line.quantity).amount


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
        net=_net(order.currency, line),
        tax_percent=line.tax_percent,
        shipped_quantity=Decimal(0),
        placed_at=order.placed_at,
    )


def _eta(session: Session, lines: Sequence[PricedLine]) -> date | None:
    unknown = {line.product_id for line in lines if line.in_stock is None and line.product_id is not None}
    stock = catalogue.available(session, unknown)
    facts = []
    for line in lines:
        in_stock = line.in_stock
        if in_stock is None:
            in_stock = line.product_id is not None and stock.get(line.product_id, Decimal(0)) >= line.quantity
        facts.append((in_stock, line.lead_time_days))
    return eta.expected(today(), facts)


def _priced(actor: Actor, each: CartPricedLine) -> PricedLine:
    assert each.unit_price is not None
    return PricedLine(
        product_id=each.product.id,
        sku=each.product.sku,
        name=pick(each.product.names, actor.locale),
        quantity=each.line.quantity,
        unit=each.product.unit,
        unit_price=each.unit_price.amount,
        tax_percent=each.tax_percent,
        lead_time_days=each.product.lead_time_days,
        in_stock=not each.short,
    )


def _require_orderable(session: Session, actor: Actor, lines: Sequence[CartPricedLine]) -> None:
    blocked = [
        {
            "sku": each.product.sku,
            "name": pick(each.product.names, actor.locale),
            "reason": text(actor.locale, N_("price on request") if each.product.active else N_("no longer sold")),
        }
        for each in lines
        if each.unit_price is None
    ]
    if blocked:
        raise LinesNotOrderable(extra={"lines": blocked})
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
