"""Drafts made into orders with prices, people, numbers, shipments and invoices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from portal.demo.chance import chance
from portal.demo.companies import DEMO_COMPANY, TAX_RATES
from portal.demo.fulfilment import Plan, history_of, plan_for, shipments_of, staged_plan
from portal.demo.history import Draft, Rhythm, usual_quantity
from portal.demo.prices import price_on
from portal.demo.types import Company, ContractPrice, Invoice, Order, OrderLine, Person, Product, Rfq

FIRST_ORDER, FIRST_SHIPMENT, FIRST_INVOICE = 100_001, 1_001, 1
_CENT: Final = Decimal("0.01")
_PERCENT: Final = {(rate.country, rate.tax_class): rate.percent for rate in TAX_RATES}
_STAGED: Final = ("cancelled", "partially_shipped", "shipped", "picking", "confirmed", "placed")
_NOTES: Final = {
    "en": (
        "Please deliver before 10:00.",
        "Call the site manager 30 minutes before arrival.",
        "Deliver to the site, not to the office.",
    ),
    "uk": (
        "Прохання доставити до 10:00.",
        "Зателефонуйте виконробу за 30 хвилин до приїзду.",
        "Доставка на об'єкт, не в офіс.",
    ),
    "ru": ("Просьба доставить до 10:00.", "Позвоните за 30 минут до приезда.", "Без замены аналогами, пожалуйста."),
    "pl": (
        "Proszę o dostawę przed 10:00.",
        "Proszę o telefon 30 minut przed dostawą.",
        "Dostawa na budowę, nie do biura.",
    ),
}
# Days a company's payments come late on average; the rest pay within terms.
_LATE_PAYERS: Final = {"budrex": 16, "podillia": 12, "likarnia": 9, "elmont": 4, "saules": 3, "voltera": 3}


@dataclass(frozen=True, slots=True)
class Context:
    """What orders of one company are made with."""

    company: Company
    buyers: tuple[Person, ...]
    products: Mapping[str, Product]
    contracts: Mapping[str, ContractPrice]
    as_of: datetime
    seed: int


def money(amount: Decimal) -> Decimal:
    """Round to cents, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def order_lines(context: Context, day: date, quantities: Mapping[str, Decimal]) -> tuple[OrderLine, ...]:
    """Price the lines of an order of that day."""
    company, lines = context.company, []
    for position, (sku, quantity) in enumerate(quantities.items(), start=1):
        product = context.products[sku]
        price = price_on(day, context.as_of.date(), product, quantity, company, context.contracts)
        percent = _PERCENT[company.country, product.tax_class]
        lines.append(OrderLine(position, sku, quantity, product.unit, price, money(price * quantity), percent))
    return tuple(lines)


def order_totals(lines: Iterable[OrderLine]) -> tuple[Decimal, Decimal, Decimal]:
    """Return net, tax and total; tax is rounded once for each rate."""
    by_rate: dict[Decimal, Decimal] = {}
    for line in lines:
        by_rate[line.tax_percent] = by_rate.get(line.tax_percent, Decimal(0)) + line.net
    net = sum(by_rate.values(), Decimal(0))
    tax = sum((money(part * percent / 100) for percent, part in by_rate.items()), Decimal(0))
    return net, tax, net + tax


def _placed_at(day: date, company: Company, luck: Random) -> datetime:
    local = datetime(
        day.year,
        day.month,
        day.day,
        luck.randint(7, 16),
        luck.randint(0, 59),
        luck.randint(0, 59),
        tzinfo=ZoneInfo(company.timezone),
    )
    return local.astimezone(UTC)


def order_of_rfq(context: Context, rfq: Rfq) -> Order:
    """Make the order that an accepted request became, at the quoted prices."""
    assert rfq.decided_at is not None
    luck = chance(context.seed, "rfq", rfq.number)
    quantities = {line.sku: line.quantity for line in rfq.lines if line.sku}
    plan = replace(plan_for(rfq.decided_at, context.company, False, luck), cancelled=None)
    order = _make(context, Draft(rfq.company, rfq.decided_at.date(), "rfq", quantities), plan, luck)
    offers = {line.sku: line.offer for line in rfq.lines}
    lines = tuple(
        replace(line, unit_price=price, net=money(price * line.quantity))
        for line in order.lines
        if (price := offers[line.sku]) is not None
    )
    net, tax, total = order_totals(lines)
    return replace(
        order, placed_by=rfq.raised_by, lines=lines, net=net, tax=tax, total=total, note=rfq.project, rfq=rfq.number
    )


def _make(context: Context, draft: Draft, plan: Plan, luck: Random) -> Order:
    company, as_of = context.company, context.as_of
    buyer = context.buyers[0] if luck.random() < 0.72 else luck.choice(context.buyers)
    lines = order_lines(context, plan.placed.date(), draft.quantities)
    steps = history_of(plan, as_of, buyer.email, company.account_manager)
    net, tax, total = order_totals(lines)
    status = steps[-1].status
    on_site = len(company.addresses) > 2 and (draft.kind == "project" or luck.random() < 0.3)
    return Order(
        number="",
        company=company.code,
        placed_by=buyer.email,
        placed_at=plan.placed,
        currency=company.currency,
        status=status,
        kind=draft.kind,
        po_number=None,
        note=_note(company, draft, luck),
        shipping_address="SITE" if on_site else "MAIN",
        requested_for=None,
        eta=None if status in {"placed", "cancelled"} else plan.eta,
        lines=lines,
        history=steps,
        shipments=shipments_of(plan, lines, company, as_of, luck),
        net=net,
        tax=tax,
        total=total,
    )


_PO_STYLES: Final = {
    "DE": "45{number:08d}",
    "GB": "PO{number:05d}",
    "PL": "ZAM/{number}/{year}",
    "UA": "{number}",
    "LT": "VM-{year}-{number:04d}",
}


def _with_po_numbers(context: Context, orders: Iterable[Order]) -> list[Order]:
    """Give most orders a number of the customer's own, rising with time, never the same twice."""
    company, found = context.company, []
    luck = chance(context.seed, "po", company.code)
    number = luck.randint(300, 2_400)
    for order in sorted(orders, key=lambda one: (one.placed_at, one.kind)):
        number += luck.randint(1, 4)
        without = luck.random() < (0.25 if company.country == "UA" else 0.1)
        spelled = _PO_STYLES[company.country].format(year=order.placed_at.year, number=number)
        found.append(replace(order, po_number=None if without else spelled))
    return found


def _note(company: Company, draft: Draft, luck: Random) -> str | None:
    likely = 0.4 if draft.kind == "project" else 0.05
    return luck.choice(_NOTES[company.locale]) if luck.random() < likely else None


def orders_of(context: Context, drafts: Sequence[Draft], rhythms: Sequence[Rhythm]) -> list[Order]:
    """Make a company's orders; the demo company also has one at each step of the pipeline."""
    found = []
    for number, draft in enumerate(drafts):
        luck = chance(context.seed, "order", context.company.code, number)
        placed = _placed_at(draft.day, context.company, luck)
        if placed <= context.as_of:
            found.append(
                _make(context, draft, plan_for(placed, context.company, len(draft.quantities) > 2, luck), luck)
            )
    if context.company.code == DEMO_COMPANY:
        found += _staged(context, rhythms)
    return _with_po_numbers(context, found)


def _staged(context: Context, rhythms: Sequence[Rhythm]) -> list[Order]:
    """One order at each step, of things the company buys anyway."""
    found = []
    today = context.as_of.date()
    for number, status in enumerate(_STAGED):
        luck = chance(context.seed, "staged", status)
        items = [item for item in rhythms[number % len(rhythms)].items if item.stop >= today - timedelta(days=1)]
        chosen = luck.sample(items, min(len(items), luck.randint(3, 4)))
        quantities = {item.sku: usual_quantity(item, context.products[item.sku]) for item in chosen}
        draft = Draft(context.company.code, today, "adhoc", quantities)
        found.append(_make(context, draft, staged_plan(status, context.as_of), luck))
    return found


def number_orders(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Number orders by the time they were placed, shipments by the time they left."""
    ordered = sorted(orders, key=lambda order: (order.placed_at, order.company, order.total))
    leaving = sorted(
        (shipment.shipped_at, place, part)
        for place, order in enumerate(ordered)
        for part, shipment in enumerate(order.shipments)
    )
    numbers = {(place, part): f"SH-{FIRST_SHIPMENT + index}" for index, (_, place, part) in enumerate(leaving)}
    return tuple(
        replace(
            order,
            number=f"SO-{FIRST_ORDER + place}",
            shipments=tuple(replace(one, number=numbers[place, part]) for part, one in enumerate(order.shipments)),
        )
        for place, order in enumerate(ordered)
    )


def invoices_of(
    orders: Sequence[Order], companies: Mapping[str, Company], as_of: date, seed: int
) -> tuple[Invoice, ...]:
    """Invoice what has left completely, on the day of the last shipment; companies pay as is their way."""
    shipped = [order for order in orders if order.status in {"shipped", "delivered"}]
    shipped.sort(key=lambda order: (order.shipments[-1].shipped_at, order.number))
    counters: dict[int, int] = {}
    found = []
    for order in shipped:
        issued = order.shipments[-1].shipped_at.date()
        counters[issued.year] = counters.get(issued.year, FIRST_INVOICE - 1) + 1
        number = f"INV-{issued.year}-{counters[issued.year]:05d}"
        found.append(_invoice(order, companies[order.company], number, issued, as_of, seed))
    return _with_one_forgotten(found, as_of)


def _with_one_forgotten(invoices: list[Invoice], as_of: date) -> tuple[Invoice, ...]:
    """The demo company has forgotten to pay one invoice, so that a reminder can be shown."""
    late = [one for one in invoices if one.company == DEMO_COMPANY and one.due_on < as_of - timedelta(days=3)]
    return tuple(
        replace(one, paid=Decimal(0), paid_on=None, status="overdue") if late and one is late[-1] else one
        for one in invoices
    )


def _invoice(order: Order, company: Company, number: str, issued: date, as_of: date, seed: int) -> Invoice:
    luck = chance(seed, "payment", order.company, order.placed_at)
    due = issued + timedelta(days=company.payment_terms_days)
    late = _LATE_PAYERS.get(company.code, -4)
    delay = round(luck.gauss(late, 3)) if luck.random() < 0.95 else luck.randint(5, 35)
    settled = max(issued + timedelta(days=2), due + timedelta(days=delay))
    paid_on = settled if settled <= as_of else None
    paid = order.total if paid_on else Decimal(0)
    status = "paid" if paid_on else "overdue" if due < as_of else "open"
    return Invoice(
        number,
        order.number,
        company.code,
        issued,
        due,
        order.currency,
        order.net,
        order.tax,
        order.total,
        paid,
        paid_on,
        status,
    )
