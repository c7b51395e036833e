"""Proposals as buyers see them."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from portal.cart.service.lines import rules_of
from portal.catalogue import queries as catalogue
from portal.pricing.rules import line_total
from portal.pricing.service import PriceBook
from portal.recommendations import queries
from portal.recommendations.models import Proposal
from portal.recommendations.reasons import sentence
from portal.recommendations.schemas import ProposalLineOut, ProposalOut
from portal.security.actor import Actor
from portal.shared.clock import today
from portal.shared.i18n import pick
from portal.shared.money import Money
from portal.shared.texts import ntext, text

ENOUGH_ORDERS = 3


def present_proposal(session: Session, actor: Actor, proposal: Proposal) -> ProposalOut:
    """The proposal at today's prices, with its reasons in the reader's language."""
    rows = [(line, product) for line, product in queries.lines(session, proposal.id) if product.active]
    book = PriceBook.for_company(session, proposal.company_id)
    quantities = {product.id: line.quantity for line, product in rows}
    prices = book.prices_for(list(quantities), quantities)
    stock = catalogue.available(session, list(quantities))
    units = catalogue.units(session)
    places = catalogue.categories_by_ids(session, {product.category_id or 0 for _line, product in rows})
    day = today()
    total = Money.zero(book.currency)
    lines = []
    for line, product in rows:
        price = prices[product.id].unit_price
        if price is not None:
            total = total + line_total(price, line.quantity)
        rules = rules_of(product, units.get(product.unit))
        available = max(stock.get(product.id, Decimal(0)), Decimal(0))
        place = places.get(product.category_id or 0)
        lines.append(
            ProposalLineOut.model_validate(
                {
                    "id": line.id,
                    "sku": product.sku,
                    "name": pick(product.names, actor.locale),
                    "quantity": line.quantity,
                    "unit": product.unit,
                    "reason": sentence(actor.locale, line.reason_code, line.reason_data, day),
                    "reason_code": line.reason_code,
                    "probability": round(line.probability, 3),
                    "price": price,
                    "last_ordered_on": line.last_ordered_on,
                    "available": available,
                    "in_stock": available >= line.quantity,
                    "min_quantity": rules.least,
                    "order_step": product.order_step,
                    "category": place.code if place else None,
                }
            )
        )
    return ProposalOut.model_validate(
        {"id": proposal.id, "lines": lines, "total": total, "note": _note(session, actor, proposal, len(lines))}
    )


def _note(session: Session, actor: Actor, proposal: Proposal, lines: int) -> str:
    """What the buyer should know about how much the proposal is worth."""
    count = len(queries.order_days(session, proposal.company_id))
    if count == 0:
        return text(actor.locale, "Your company has not ordered yet, so there is no history to go by.")
    if not lines:
        return text(actor.locale, "Going by your orders, nothing is due in the next days.")
    if count < ENOUGH_ORDERS:
        return ntext(
            actor.locale,
            "This rests on only %(num)s day of orders: check it well.",
            "This rests on only %(num)s days of orders: check it well.",
            count,
        )
    return ""
