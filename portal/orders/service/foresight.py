"""What checking out would do, said before it is done: page and assistant show the same sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.accounts.models import Address
from portal.accounts.service.addresses import find_address, one_line, shipping_addresses
from portal.cart.credit import credit_of
from portal.cart.errors import QuantityInvalid
from portal.cart.models import Cart
from portal.cart.present import PricedLine as CartPricedLine
from portal.cart.present import availability_note, price_cart
from portal.cart.service.carts import open_cart
from portal.cart.service.lines import check_quantity
from portal.catalogue import queries as catalogue
from portal.orders import eta, queries
from portal.orders.schemas import AddressOut, CreditAfter, ForesightOut, LateLine, LimitOut, NoteOut, SkippedLine
from portal.orders.service.checks import require_future
from portal.orders.service.limits import order_limit
from portal.orders.service.lines import arrival, blocked, priced, sums
from portal.orders.wording import day, money
from portal.pricing.rules import Totals
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.clock import today
from portal.shared.i18n import pick
from portal.shared.money import Money
from portal.shared.texts import ntext, text

PLACED, EMPTY = "placed", "cart_empty"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants beside the goods."""

    po_number: str = ""
    address: str = ""
    requested_for: date | None = None


def foresee(session: Session, actor: Actor, wish: Wish) -> ForesightOut:
    """What `place_from_cart` would do with the cart as it is now; changes nothing.

    Raises LoginRequired, Forbidden, AddressUnclear, DayPast.
    """
    actor.require(Permission.ORDER_PLACE)
    company_id = actor.require_company()
    require_future(wish.requested_for)
    destination = find_address(session, actor, wish.address)
    cart = open_cart(session, actor)
    book = PriceBook.for_company(session, company_id)
    lines = price_cart(session, cart, book)
    ordered = [priced(actor, each) for each in lines if each.unit_price is not None]
    found = sums(book.currency, ordered)
    late = _late(session, actor, lines)
    shown = ForesightOut.model_validate(
        {
            "version": cart.version,
            "outcome": PLACED,
            "line_count": len(lines),
            "subtotal": found.subtotal,
            "tax": found.tax,
            "total": found.total,
            "credit": _credit(session, actor, found.total),
            "order_limit": _limit(session, actor, found.total),
            "late": late,
            "blocked": [SkippedLine(**each) for each in blocked(actor, lines)],
            "eta": arrival(session, ordered),
            "address": _address(destination),
            "addresses": [_address(each) for each in shipping_addresses(session, actor)],
            "po_number": wish.po_number.strip(),
            "requested_for": wish.requested_for,
        }
    )
    shown.outcome = _outcome(session, actor, lines, found, shown)
    shown.notes = _notes(session, actor, cart, lines, shown)
    return shown


def _outcome(
    session: Session, actor: Actor, lines: Sequence[CartPricedLine], found: Totals, shown: ForesightOut
) -> str:
    """What would become of the order: placed, or the code of the refusal, in the order in which placing checks."""
    if not lines:
        return EMPTY
    if shown.blocked:
        return "lines_not_orderable"
    if _misfits(session, actor, lines):
        return "quantity_invalid"
    if shown.order_limit is not None and shown.order_limit.exceeded:
        return "order_limit_exceeded"
    credit = credit_of(session, actor.require_company())
    if credit is not None and credit.limit.currency == found.total.currency:
        exceeded = found.total.amount > credit.available.amount
        return "credit_limit_exceeded" if exceeded else PLACED
    return PLACED


def _misfits(session: Session, actor: Actor, lines: Sequence[CartPricedLine]) -> list[str]:
    """What is wrong with the quantities, a sentence each; products change how they are sold while they lie in carts."""
    units = catalogue.units(session)
    said = []
    for each in lines:
        try:
            check_quantity(actor, each.product, units.get(each.product.unit), each.line.quantity)
        except QuantityInvalid as error:
            said.append(error.detail)
    return said


def _credit(session: Session, actor: Actor, total: Money) -> CreditAfter | None:
    """The credit with and without this order, for those who may see it."""
    if not actor.may(Permission.CREDIT_VIEW):
        return None
    credit = credit_of(session, actor.require_company())
    if credit is None or credit.limit.currency != total.currency:
        return None
    after = credit.available - total
    return CreditAfter.model_validate(
        {"limit": credit.limit, "available": credit.available, "after": after, "exceeded": after.amount < 0}
    )


def _limit(session: Session, actor: Actor, total: Money) -> LimitOut | None:
    limit = order_limit(session, actor, actor.require_company(), total.currency)
    if limit is None:
        return None
    return LimitOut.model_validate({"limit": limit, "exceeded": total.amount > limit.amount})


def _late(session: Session, actor: Actor, lines: Sequence[CartPricedLine]) -> list[LateLine]:
    """The lines that are not wholly in stock, with the day on which each is expected."""
    units = catalogue.units(session)
    return [
        LateLine.model_validate(
            {
                "sku": each.product.sku,
                "name": pick(each.product.names, actor.locale),
                "quantity": each.line.quantity,
                "unit": each.product.unit,
                "available": each.available,
                "lead_time_days": each.product.lead_time_days,
                "expected": eta.expected(today(), [(False, each.product.lead_time_days)]),
                "note": availability_note(actor.locale, each, units.get(each.product.unit)),
            }
        )
        for each in lines
        if each.short and each.unit_price is not None
    ]


def _address(found: Address | None) -> AddressOut | None:
    return None if found is None else AddressOut(code=found.code, label=found.label, text=one_line(found))


def _notes(
    session: Session, actor: Actor, cart: Cart, lines: Sequence[CartPricedLine], shown: ForesightOut
) -> list[NoteOut]:
    """The sentences to read before saying yes, the weightiest first."""
    if not lines:
        return []
    found = [*_obstacles(session, actor, lines, shown), *_money_notes(actor, shown)]
    found += _time_notes(actor, shown)
    if shown.po_number:
        other = queries.order_with_po(session, cart.company_id, shown.po_number, cart.id)
        if other is not None:
            said = text(
                actor.locale,
                "The PO number %(po)s is on order %(number)s as well.",
                po=shown.po_number,
                number=other,
            )
            found.append(NoteOut(code="po_number_used", text=said))
    if shown.address is not None:
        said = text(actor.locale, "Delivery to: %(address)s.", address=shown.address.text)
        found.append(NoteOut(code="address", text=said))
    return found


def _obstacles(session: Session, actor: Actor, lines: Sequence[CartPricedLine], shown: ForesightOut) -> list[NoteOut]:
    found = [
        NoteOut(code="lines_not_orderable", text=f"{each.name}: {each.reason}.", stops=True) for each in shown.blocked
    ]
    if shown.outcome == "quantity_invalid":
        found += [NoteOut(code="quantity_invalid", text=said, stops=True) for said in _misfits(session, actor, lines)]
    if shown.order_limit is not None and shown.order_limit.exceeded:
        said = text(
            actor.locale,
            "Your own limit for one order is %(limit)s: this order would be refused. Make it smaller, or let somebody "
            "with a higher limit place it.",
            limit=money(actor.locale, shown.order_limit.limit.as_money()),
        )
        found.append(NoteOut(code="order_limit_exceeded", text=said, stops=True))
    return found


def _money_notes(actor: Actor, shown: ForesightOut) -> list[NoteOut]:
    locale, credit = actor.locale, shown.credit
    if credit is None:
        if shown.outcome != "credit_limit_exceeded":
            return []
        said = text(locale, "The order is above your company's credit that is left, so it would be refused.")
        return [NoteOut(code="credit_limit_exceeded", text=said, stops=True)]
    available = money(locale, credit.available.as_money())
    if credit.exceeded:
        said = text(
            locale,
            "Your company's credit that is left is %(available)s, so this order would be refused: it is %(over)s too "
            "much.",
            available=available,
            over=money(locale, Money(-credit.after.amount, credit.after.currency)),
        )
        return [NoteOut(code="credit_limit_exceeded", text=said, stops=True)]
    said = text(
        locale,
        "Available credit: %(before)s now, %(after)s after this order.",
        before=available,
        after=money(locale, credit.after.as_money()),
    )
    return [NoteOut(code="credit", text=said)]


def _time_notes(actor: Actor, shown: ForesightOut) -> list[NoteOut]:
    locale = actor.locale
    found = [
        NoteOut(
            code="late",
            text=f"{each.name}: {each.note}"
            + (" " + text(locale, "Expected on %(date)s.", date=day(locale, each.expected)) if each.expected else ""),
        )
        for each in shown.late[:3]
    ]
    more = len(shown.late) - len(found)
    if more > 0:
        said = ntext(
            locale, "%(num)s more line is not fully in stock.", "%(num)s more lines are not fully in stock.", more
        )
        found.append(NoteOut(code="late", text=said))
    if shown.eta is None:
        said = text(locale, "When everything arrives cannot be said yet: we tell you as soon as we know.")
    else:
        said = text(locale, "Everything is expected by %(date)s.", date=day(locale, shown.eta))
    found.append(NoteOut(code="eta", text=said))
    if shown.requested_for is not None:
        wanted = day(locale, shown.requested_for)
        if shown.eta is not None and shown.eta <= shown.requested_for:
            said = text(locale, "You want it by %(date)s: that can be kept.", date=wanted)
        else:
            said = text(
                locale, "You want it by %(date)s: not all of it can be there by then. We note the wish.", date=wanted
            )
        found.append(NoteOut(code="requested_for", text=said))
    return found
