"""Lines that are about to be ordered: their prices, sums and day of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from portal.cart.present import PricedLine as CartPricedLine
from portal.catalogue import queries as catalogue
from portal.orders import eta
from portal.pricing.rules import Totals, line_total, totals
from portal.security.actor import Actor
from portal.shared.clock import today
from portal.shared.i18n import pick
from portal.shared.money import Money
from portal.shared.texts import N_, text


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


def priced(actor: Actor, each: CartPricedLine) -> PricedLine:
    """A line of the cart that has a price, as it is ordered."""
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


def blocked(actor: Actor, lines: Sequence[CartPricedLine]) -> list[dict[str, str]]:
    """The lines of a cart that cannot be ordered, {sku, name, reason} each."""
    return [
        {
            "sku": each.product.sku,
            "name": pick(each.product.names, actor.locale),
            "reason": text(actor.locale, N_("price on request") if each.product.active else N_("no longer sold")),
        }
        for each in lines
        if each.unit_price is None
    ]


def net(currency: str, line: PricedLine) -> Decimal:
    """The line's sum without tax."""
    return line_total(Money(line.unit_price, currency), line.quantity).amount


def sums(currency: str, lines: Sequence[PricedLine]) -> Totals:
    """Subtotal, tax and total."""
    return totals(currency, [(net(currency, line), line.tax_percent) for line in lines])


def arrival(session: Session, lines: Sequence[PricedLine]) -> date | None:
    """When the last line is expected, ordered today; None when that cannot be said."""
    unknown = {line.product_id for line in lines if line.in_stock is None and line.product_id is not None}
    stock = catalogue.available(session, unknown)
    facts = []
    for line in lines:
        in_stock = line.in_stock
        if in_stock is None:
            in_stock = line.product_id is not None and stock.get(line.product_id, Decimal(0)) >= line.quantity
        facts.append((in_stock, line.lead_time_days))
    return eta.expected(today(), facts)
