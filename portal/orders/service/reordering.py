"""Putting the lines of a past order into the cart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from portal.cart.present import present_cart
from portal.cart.quantities import MAX_QUANTITY
from portal.cart.service.lines import Wanted, add_wanted, rules_of
from portal.catalogue import queries as catalogue
from portal.catalogue.models import Product
from portal.orders import queries
from portal.orders.models import OrderLine
from portal.orders.schemas import AddedLine, ReorderOut, RepeatLine, RepeatOut, SkippedLine
from portal.orders.service.present import find_order
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.i18n import pick
from portal.shared.money import Money, plain
from portal.shared.texts import N_, text


def reorder(session: Session, actor: Actor, number: str) -> ReorderOut:
    """Add the order's lines to the cart at today's prices; what cannot be had any more is named with the reason.

    Quantities that are not sold any more are rounded up, with a note. Raises OrderNotFound or CartFull.
    """
    actor.require(Permission.CART_EDIT)
    order = find_order(session, actor, number)
    lines = queries.lines(session, order.id)
    products = catalogue.products_by_ids(session, {line.product_id for line in lines if line.product_id is not None})
    wanted, added, skipped = _sort(session, actor, lines, products)
    if wanted:
        add_wanted(session, actor, wanted)
    return ReorderOut(cart=present_cart(session, actor), added=added, skipped=skipped)


def preview(session: Session, actor: Actor, number: str) -> RepeatOut:
    """What `reorder` would do, with the prices of then and now. Raises OrderNotFound."""
    actor.require(Permission.CART_EDIT)
    order = find_order(session, actor, number)
    lines = queries.lines(session, order.id)
    products = catalogue.products_by_ids(session, {line.product_id for line in lines if line.product_id is not None})
    wanted, added, skipped = _sort(session, actor, lines, products)
    book = PriceBook.for_actor(session, actor)
    prices = book.prices_for({each.product.id for each in wanted}, {each.product.id: each.quantity for each in wanted})
    then = {line.product_id: line.unit_price for line in lines}
    shown = [
        RepeatLine.model_validate(
            line.model_dump()
            | {
                "price_then": Money(then[each.product.id], order.currency),
                "price": prices[each.product.id].unit_price,
            }
        )
        for each, line in zip(wanted, added, strict=True)
    ]
    total = sum(
        (price.amount * each.quantity for each in wanted if (price := prices[each.product.id].unit_price)), Decimal(0)
    )
    return RepeatOut.model_validate(
        {
            "number": order.number,
            "placed_at": order.placed_at,
            "lines": shown,
            "skipped": skipped,
            "total_then": Money(order.subtotal, order.currency),
            "total": Money(total, book.currency).rounded(),
        }
    )


def _sort(
    session: Session, actor: Actor, lines: Sequence[OrderLine], products: dict[int, Product]
) -> tuple[list[Wanted], list[AddedLine], list[SkippedLine]]:
    units = catalogue.units(session)
    wanted: list[Wanted] = []
    added: list[AddedLine] = []
    skipped: list[SkippedLine] = []
    for line in lines:
        product = products.get(line.product_id or 0)
        if product is None or not product.active:
            reason = text(actor.locale, N_("no longer sold") if product else N_("not in the catalogue any more"))
            skipped.append(SkippedLine(sku=line.sku, name=line.name, reason=reason))
            continue
        quantity = rules_of(product, units.get(product.unit)).up(line.quantity)
        if quantity > MAX_QUANTITY or line.quantity <= 0:
            skipped.append(
                SkippedLine(sku=line.sku, name=line.name, reason=text(actor.locale, "not sold in this quantity"))
            )
            continue
        note = ""
        if quantity != line.quantity:
            note = text(
                actor.locale,
                "%(before)s before; now sold in steps of %(step)s.",
                before=plain(line.quantity),
                step=plain(product.order_step),
            )
        wanted.append(Wanted(product, quantity, "reorder"))
        added.append(
            AddedLine(
                sku=product.sku, name=pick(product.names, actor.locale), quantity=quantity, unit=product.unit, note=note
            )
        )
    return wanted, added, skipped
