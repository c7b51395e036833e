"""Adding, changing and removing lines. Every function locks the cart and returns it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.cart import queries
from portal.cart.errors import CartFull, LineNotFound, QuantityInvalid
from portal.cart.models import Cart, CartLine
from portal.cart.quantities import Fault, Rules
from portal.cart.service import undoing
from portal.cart.service.carts import lock_cart, touch
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Product, Unit
from portal.catalogue.service import get_product
from portal.security.actor import Actor
from portal.shared.i18n import pick
from portal.shared.money import plain
from portal.shared.texts import N_, text

MAX_LINES = 1_000
_FAULTS = {
    Fault.NOT_POSITIVE: N_("The quantity of %(name)s must be more than zero."),
    Fault.TOO_LARGE: N_("%(quantity)s %(unit)s of %(name)s is more than can be ordered at once."),
    Fault.DECIMALS: N_("%(name)s is sold in whole %(unit)s."),
    Fault.BELOW_MINIMUM: N_("%(name)s is sold from %(least)s %(unit)s."),
    Fault.NOT_IN_STEP: N_("%(name)s is sold in steps of %(step)s %(unit)s."),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A product and a quantity in its unit."""

    product: Product
    quantity: Decimal
    source: str = "page"
    note: str = ""


def rules_of(product: Product, unit: Unit | None) -> Rules:
    """How the product is sold."""
    return Rules(product.min_quantity, product.order_step, unit.decimals if unit else 0)


def add_line(
    session: Session,
    actor: Actor,
    sku: str,
    quantity: Decimal,
    *,
    source: str = "page",
    expected_version: int | None = None,
) -> Cart:
    """Put a product into the cart; a line that is there already grows.

    Raises ProductNotFound, QuantityInvalid, CartFull, CartChanged.
    """
    cart = lock_cart(session, actor, expected_version)
    product = get_product(session, actor, sku)
    return add_wanted(session, actor, [Wanted(product, quantity, source)], cart=cart)


def add_wanted(session: Session, actor: Actor, wanted: Sequence[Wanted], *, cart: Cart | None = None) -> Cart:
    """Put several products into the cart at once; all or none. Raises QuantityInvalid or CartFull."""
    cart = cart or lock_cart(session, actor)
    before = _grow(session, actor, cart, wanted)
    undoing.remember(cart, undoing.ADDED, before)
    touch(session, cart)
    return cart


def _grow(session: Session, actor: Actor, cart: Cart, wanted: Sequence[Wanted]) -> dict[int, dict[str, Any] | None]:
    """Add to the locked cart; gives the touched products' lines as they were."""
    units = catalogue.units(session)
    present = queries.lines_of_products(session, cart.id, {each.product.id for each in wanted})
    before = {each.product.id: undoing.as_it_was(present.get(each.product.id)) for each in wanted}
    count, position = queries.shape(session, cart.id)
    for each in wanted:
        line = present.get(each.product.id)
        quantity = each.quantity + (line.quantity if line is not None and each.quantity > 0 else Decimal(0))
        check_quantity(actor, each.product, units.get(each.product.unit), quantity)
        if line is not None:
            line.quantity = quantity
            continue
        position, count = position + 1, count + 1
        if count > MAX_LINES:
            raise CartFull
        line = CartLine(
            company_id=cart.company_id,
            cart_id=cart.id,
            product_id=each.product.id,
            quantity=quantity,
            position=position,
            source=each.source,
            note=each.note,
        )
        session.add(line)
        present[each.product.id] = line
    return before


def set_quantity(
    session: Session, actor: Actor, line_id: UUID, quantity: Decimal, *, expected_version: int | None = None
) -> Cart:
    """Change a line's quantity. Raises LineNotFound, QuantityInvalid, CartChanged."""
    cart = lock_cart(session, actor, expected_version)
    line = queries.line(session, cart.id, line_id)
    if line is None:
        raise LineNotFound
    product = session.get_one(Product, line.product_id)
    check_quantity(actor, product, session.get(Unit, product.unit), quantity)
    undoing.remember(cart, undoing.CHANGED, {line.product_id: undoing.as_it_was(line)})
    line.quantity = quantity
    touch(session, cart)
    return cart


def remove_line(session: Session, actor: Actor, line_id: UUID) -> Cart:
    """Take a line out. Raises LineNotFound."""
    cart = lock_cart(session, actor)
    line = queries.line(session, cart.id, line_id)
    if line is None:
        raise LineNotFound
    undoing.remember(cart, undoing.REMOVED, {line.product_id: undoing.as_it_was(line)})
    session.delete(line)
    touch(session, cart)
    return cart


def clear(session: Session, actor: Actor) -> Cart:
    """Take every line out."""
    cart = lock_cart(session, actor)
    found = queries.lines(session, cart.id)
    if not found:
        return cart
    undoing.remember(cart, undoing.CLEARED, {line.product_id: undoing.as_it_was(line) for line, _product in found})
    session.execute(delete(CartLine).where(CartLine.cart_id == cart.id).execution_options(synchronize_session="fetch"))
    touch(session, cart)
    return cart


@dataclass(frozen=True, slots=True)
class NewQuantity:
    """A line of the cart and what it is to hold; nothing takes it out."""

    line_id: UUID
    quantity: Decimal


def change_together(
    session: Session,
    actor: Actor,
    quantities: Sequence[NewQuantity],
    added: Sequence[tuple[str, Decimal]] = (),
    *,
    source: str = "page",
    expected_version: int | None = None,
) -> Cart:
    """Several changes at once: all or none, and taken back together. `added` are products (SKU, quantity).

    Raises LineNotFound, ProductNotFound, QuantityInvalid, CartFull, CartChanged.
    """
    cart = lock_cart(session, actor, expected_version)
    if not quantities and not added:
        return cart
    before = _reset(session, actor, cart, quantities)
    session.flush()
    wanted = [Wanted(get_product(session, actor, sku), quantity, source) for sku, quantity in added]
    before = _grow(session, actor, cart, wanted) | before
    removed = not wanted and all(each.quantity == 0 for each in quantities)
    undoing.remember(cart, undoing.REMOVED if removed else undoing.CHANGED, before)
    touch(session, cart)
    return cart


def _reset(
    session: Session, actor: Actor, cart: Cart, quantities: Sequence[NewQuantity]
) -> dict[int, dict[str, Any] | None]:
    """Give lines other quantities; gives the lines as they were, by product."""
    lines = {line.id: (line, product) for line, product in queries.lines(session, cart.id)}
    units = catalogue.units(session)
    before: dict[int, dict[str, Any] | None] = {}
    for each in quantities:
        if each.line_id not in lines:
            raise LineNotFound
        line, product = lines[each.line_id]
        before.setdefault(product.id, undoing.as_it_was(line))
        if each.quantity == 0:
            del lines[each.line_id]
            session.delete(line)
            continue
        check_quantity(actor, product, units.get(product.unit), each.quantity)
        line.quantity = each.quantity
    return before


def check_quantity(actor: Actor, product: Product, unit: Unit | None, quantity: Decimal) -> None:
    """Raise QuantityInvalid, naming the nearest valid quantities, when the product is not sold like that."""
    rules = rules_of(product, unit)
    fault = rules.fault(quantity)
    if fault is None:
        return
    symbol = pick(unit.symbols, actor.locale) if unit else product.unit
    nearest = [plain(value) for value in rules.nearest(quantity if quantity.is_finite() else Decimal(0))]
    detail = text(
        actor.locale,
        _FAULTS[fault],
        name=pick(product.names, actor.locale) or product.sku,
        unit=symbol,
        quantity=plain(quantity) if quantity.is_finite() else "?",
        least=plain(rules.least),
        step=plain(rules.step),
    )
    options = text(actor.locale, " or ").join(f"{value} {symbol}" for value in nearest)
    hint = text(actor.locale, "Possible: %(options)s.", options=options) if options else ""
    raise QuantityInvalid(
        f"{detail} {hint}".strip(), fields={"quantity": hint or detail}, extra={"nearest": nearest, "sku": product.sku}
    )
