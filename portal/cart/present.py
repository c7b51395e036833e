"""The cart as its owner sees it: today's prices, stock, credit, and what to look at before ordering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.cart import queries
from portal.cart.credit import credit_view
from portal.cart.models import Cart, CartLine
from portal.cart.schemas import CartLineOut, CartOut, UndoOut, WarningOut
from portal.cart.service import undoing
from portal.cart.service.carts import open_cart
from portal.cart.service.lines import rules_of
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Product, Unit
from portal.pricing.rules import Totals, line_total
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.i18n import pick
from portal.shared.money import Money, plain
from portal.shared.texts import N_, ntext, text

NOTHING = Decimal(0)
_UNDO_ONE = {
    undoing.ADDED: N_("Undo: %(name)s added"),
    undoing.CHANGED: N_("Undo: quantity of %(name)s"),
    undoing.REMOVED: N_("Undo: %(name)s removed"),
}


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A cart line at today's price; `unit_price` is None when the price is on request or the product is gone."""

    line: CartLine
    product: Product
    unit_price: Money | None
    net: Money | None
    tax_percent: Decimal
    available: Decimal

    @property
    def short(self) -> bool:
        """Whether less is in stock than is wanted."""
        return self.available < self.line.quantity


def price_cart(session: Session, cart: Cart, book: PriceBook) -> list[PricedLine]:
    """Every line at the price of its quantity; a handful of queries however many lines."""
    rows = queries.lines(session, cart.id)
    quantities = {product.id: line.quantity for line, product in rows}
    prices = book.prices_for(list(quantities), quantities)
    stock = catalogue.available(session, list(quantities))
    priced = []
    for line, product in rows:
        unit_price = prices[product.id].unit_price if product.active else None
        net = line_total(unit_price, line.quantity) if unit_price is not None else None
        percent = book.tax_percent(product.tax_class)
        priced.append(PricedLine(line, product, unit_price, net, percent, max(stock.get(product.id, NOTHING), NOTHING)))
    return priced


def totals_of(book: PriceBook, lines: Sequence[PricedLine]) -> Totals:
    """Totals over the lines that have a price."""
    return book.totals([(each.net.amount, each.tax_percent) for each in lines if each.net is not None])


def present_cart(session: Session, actor: Actor, cart: Cart | None = None) -> CartOut:
    """The person's open cart, or the given one. Raises LoginRequired or Forbidden."""
    cart = cart or open_cart(session, actor)
    book = PriceBook.for_company(session, cart.company_id)
    lines = price_cart(session, cart, book)
    sums = totals_of(book, lines)
    units = catalogue.units(session)
    places = catalogue.categories_by_ids(session, {each.product.category_id or 0 for each in lines})
    credit = credit_view(session, actor)
    outs = []
    for each in lines:
        place = places.get(each.product.category_id or 0)
        outs.append(_line_out(actor, each, units.get(each.product.unit), place.code if place else None))
    return CartOut.model_validate(
        {
            "id": cart.id,
            "version": cart.version,
            "currency": book.currency,
            "lines": outs,
            "line_count": len(lines),
            "subtotal": sums.subtotal,
            "tax": sums.tax,
            "total": sums.total,
            "credit": credit,
            "warnings": _warnings(session, actor, lines, sums, credit),
            "can_restore": undoing.last_change(cart) is not None,
            "undo": undo_view(session, actor, cart),
        }
    )


def undo_view(session: Session, actor: Actor, cart: Cart) -> UndoOut | None:
    """What can be taken back next, in words."""
    last = undoing.last_change(cart)
    if last is None:
        return None
    what, touched = last["what"], [int(each["product_id"]) for each in last["lines"]]
    if what == undoing.CLEARED:
        said = text(actor.locale, "Undo: emptied")
    elif len(touched) == 1:
        product = session.get(Product, touched[0])
        name = (pick(product.names, actor.locale) or product.sku) if product is not None else ""
        said = text(actor.locale, _UNDO_ONE[what], name=name)
    elif what == undoing.ADDED:
        said = ntext(actor.locale, "Undo: %(num)s line added", "Undo: %(num)s lines added", len(touched))
    else:
        said = ntext(actor.locale, "Undo: change of %(num)s line", "Undo: change of %(num)s lines", len(touched))
    return UndoOut(what=what, line_count=len(touched), text=said)


def cart_summary(session: Session, actor: Actor) -> dict[str, Any]:
    """{count, total} for the top bar; nothing for those who have no cart. Makes none."""
    if actor.company_id is None or actor.user_id is None or not actor.may(Permission.CART_EDIT):
        return {"count": 0, "total": None}
    book = PriceBook.for_company(session, actor.company_id)
    cart = queries.open_cart(session, actor.company_id, actor.user_id)
    if cart is None:
        return {"count": 0, "total": Money.zero(book.currency)}
    lines = price_cart(session, cart, book)
    return {"count": len(lines), "total": totals_of(book, lines).total}


def _line_out(actor: Actor, each: PricedLine, unit: Unit | None, category: str | None) -> CartLineOut:
    product, rules = each.product, rules_of(each.product, unit)
    return CartLineOut.model_validate(
        {
            "id": each.line.id,
            "sku": product.sku,
            "name": pick(product.names, actor.locale),
            "quantity": each.line.quantity,
            "unit": product.unit,
            "unit_price": each.unit_price,
            "total": each.net,
            "available": each.available,
            "in_stock": not each.short,
            "lead_time_days": product.lead_time_days,
            "note": " ".join(filter(None, [each.line.note, availability_note(actor.locale, each, unit)])),
            "min_quantity": rules.least,
            "order_step": product.order_step,
            "category": category,
            "source": each.line.source,
        }
    )


def availability_note(locale: str, each: PricedLine, unit: Unit | None) -> str:
    """What the buyer should know about getting this line; empty when everything is in stock."""
    if not each.product.active:
        return text(locale, "No longer sold. Remove this line to order the rest.")
    if each.unit_price is None:
        return text(locale, "Price on request: raise a request for quotation for this line.")
    if not each.short:
        return ""
    days = each.product.lead_time_days
    symbol = pick(unit.symbols, locale) if unit else each.product.unit
    if each.available > 0:
        stock = text(
            locale, "%(quantity)s %(unit)s in stock, the rest later.", quantity=plain(each.available), unit=symbol
        )
    else:
        stock = text(locale, "Not in stock.")
    if days is None:
        return stock
    rest = ntext(locale, "Delivered in about %(num)s working day.", "Delivered in about %(num)s working days.", days)
    return f"{stock} {rest}"


def _warnings(
    session: Session, actor: Actor, lines: Sequence[PricedLine], sums: Totals, credit: dict[str, object] | None
) -> list[WarningOut]:
    locale = actor.locale
    found: list[WarningOut] = []
    gone = sum(1 for each in lines if not each.product.active)
    if gone:
        message = ntext(locale, "%(num)s line is no longer sold.", "%(num)s lines are no longer sold.", gone)
        found.append(WarningOut(code="product_gone", text=message))
    on_request = sum(1 for each in lines if each.product.active and each.unit_price is None)
    if on_request:
        message = ntext(
            locale,
            "%(num)s line has no price yet: ask for a quotation.",
            "%(num)s lines have no price yet: ask for a quotation.",
            on_request,
        )
        found.append(WarningOut(code="price_on_request", text=message))
    short = sum(1 for each in lines if each.product.active and each.short)
    if short:
        message = ntext(locale, "%(num)s line is not fully in stock.", "%(num)s lines are not fully in stock.", short)
        found.append(WarningOut(code="not_in_stock", text=message))
    return [*found, *_limit_warnings(session, actor, sums, credit)]


def _limit_warnings(session: Session, actor: Actor, sums: Totals, credit: dict[str, object] | None) -> list[WarningOut]:
    found = []
    if credit is not None:
        available = credit["available"]
        assert isinstance(available, Money)
        if sums.total.amount > available.amount:
            message = text(actor.locale, "The total is above the credit that is left.")
            found.append(WarningOut(code="credit_limit_exceeded", text=message))
    if actor.company_id is not None and actor.user_id is not None:
        member = accounts.membership(session, actor.user_id, actor.company_id)
        if member is not None and member.order_limit is not None and sums.total.amount > member.order_limit:
            message = text(actor.locale, "The total is above your own limit for one order.")
            found.append(WarningOut(code="order_limit_exceeded", text=message))
    return found
