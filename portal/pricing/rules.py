"""The rules that make a price: pure functions over plain facts, each of which says what it did.

A contract price beats the price list while it is valid; within either, the highest tier that the quantity
reaches counts. Currencies never mix: what is in another currency than the customer's is left out, and the
trace says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.shared.money import Money, round_money


class Step(StrEnum):
    """What a line of the trace says."""

    LIST = "list"
    TIER = "tier"
    BELOW_FIRST_TIER = "below_first_tier"
    CONTRACT = "contract"
    CONTRACT_TIER = "contract_tier"
    CONTRACT_NOT_VALID = "contract_not_valid"
    CONTRACT_BELOW_TIER = "contract_below_tier"
    OTHER_CURRENCY = "other_currency"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Tier:
    """Net unit price from `min_quantity` up."""

    min_quantity: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ListPrices:
    """A product's tiers in the customer's price list."""

    code: str
    currency: str
    tiers: Sequence[Tier]


@dataclass(frozen=True, slots=True)
class Contract:
    """A price agreed with the customer; both days count, an open end is None."""

    min_quantity: Decimal
    amount: Decimal
    currency: str
    valid_from: date
    valid_to: date | None
    reference: str = ""
    id: int = 0

    def valid_on(self, day: date) -> bool:
        """Whether the agreement holds on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


Fact = Decimal | str | date | None


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One rule that was looked at, and the facts it saw."""

    code: Step
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriceResult:
    """Net unit price (None: on request) for `quantity`, and the rules that made it, in order."""

    unit_price: Money | None
    quantity: Decimal
    trace: tuple[TraceStep, ...] = ()
    tiers: tuple[Tier, ...] = ()

    @property
    def contract(self) -> bool:
        """Whether an agreement with the customer made the price."""
        return any(step.code in {Step.CONTRACT, Step.CONTRACT_TIER} for step in self.trace)


def resolve_price(
    currency: str,
    quantity: Decimal,
    listed: ListPrices | None,
    contracts: Iterable[Contract],
    today: date,
) -> PriceResult:
    """The net unit price of one product for one customer.

    Args:
        currency: The customer's, ISO 4217.
        quantity: In the product's own unit.
        listed: The product's tiers in the customer's price list, if it is in it.
        contracts: The product's prices agreed with this customer, of any time.
        today: The day the price is asked for.
    """
    agreed = tuple(contracts)
    trace: list[TraceStep] = []
    base = _from_list(currency, quantity, listed, trace)
    special = _from_contract(currency, quantity, agreed, today, trace)
    amount = special if special is not None else base
    if amount is None:
        trace.append(TraceStep(Step.ON_REQUEST))
    price = None if amount is None else Money(amount, currency)
    return PriceResult(price, quantity, tuple(trace), tiers_on(currency, listed, agreed, today))


def reached(tiers: Iterable[Tier], quantity: Decimal) -> Tier | None:
    """The highest tier that `quantity` reaches."""
    candidates = [tier for tier in tiers if tier.min_quantity <= quantity]
    return max(candidates, key=lambda tier: tier.min_quantity, default=None)


def _from_list(currency: str, quantity: Decimal, listed: ListPrices | None, trace: list[TraceStep]) -> Decimal | None:
    if listed is None or not listed.tiers:
        return None
    if listed.currency != currency:
        trace.append(TraceStep(Step.OTHER_CURRENCY, {"source": listed.code, "currency": listed.currency}))
        return None
    first = min(listed.tiers, key=lambda tier: tier.min_quantity)
    trace.append(TraceStep(Step.LIST, {"list": listed.code, "amount": first.amount, "currency": currency}))
    tier = reached(listed.tiers, quantity)
    if tier is None:
        facts = {"min_quantity": first.min_quantity, "quantity": quantity, "amount": first.amount}
        trace.append(TraceStep(Step.BELOW_FIRST_TIER, {**facts, "currency": currency}))
        return first.amount
    if tier != first:
        facts = {"min_quantity": tier.min_quantity, "quantity": quantity, "amount": tier.amount}
        trace.append(TraceStep(Step.TIER, {**facts, "currency": currency}))
    return tier.amount


def _from_contract(
    currency: str, quantity: Decimal, contracts: Sequence[Contract], today: date, trace: list[TraceStep]
) -> Decimal | None:
    usable = []
    for contract in contracts:
        if contract.currency != currency:
            facts = {"source": contract.reference, "currency": contract.currency}
            trace.append(TraceStep(Step.OTHER_CURRENCY, dict(facts)))
        elif not contract.valid_on(today):
            trace.append(
                TraceStep(
                    Step.CONTRACT_NOT_VALID,
                    {"reference": contract.reference, "from": contract.valid_from, "to": contract.valid_to},
                )
            )
        else:
            usable.append(contract)
    chosen = best_contract(usable, quantity)
    if chosen is None:
        if usable:
            lowest = min(usable, key=lambda contract: contract.min_quantity)
            missed: dict[str, Fact] = {
                "reference": lowest.reference,
                "min_quantity": lowest.min_quantity,
                "quantity": quantity,
            }
            trace.append(TraceStep(Step.CONTRACT_BELOW_TIER, missed))
        return None
    code = Step.CONTRACT if chosen.min_quantity <= 1 else Step.CONTRACT_TIER
    trace.append(
        TraceStep(
            code,
            {
                "reference": chosen.reference,
                "amount": chosen.amount,
                "currency": currency,
                "min_quantity": chosen.min_quantity,
                "to": chosen.valid_to,
            },
        )
    )
    return chosen.amount


def best_contract(contracts: Iterable[Contract], quantity: Decimal) -> Contract | None:
    """Of those that `quantity` reaches: the highest tier, then the youngest agreement, then the last one."""
    candidates = [contract for contract in contracts if contract.min_quantity <= quantity]
    return max(candidates, key=lambda c: (c.min_quantity, c.valid_from, c.id), default=None)


def tiers_on(currency: str, listed: ListPrices | None, contracts: Iterable[Contract], today: date) -> tuple[Tier, ...]:
    """The staircase this customer sees on `today`: every quantity at which the unit price changes."""
    valid = [c for c in contracts if c.currency == currency and c.valid_on(today)]
    tiers = listed.tiers if listed is not None and listed.currency == currency else ()
    starts = sorted({tier.min_quantity for tier in tiers} | {contract.min_quantity for contract in valid})
    stairs: list[Tier] = []
    for start in starts:
        contract = best_contract(valid, start)
        tier = reached(tiers, start)
        amount = contract.amount if contract is not None else tier.amount if tier is not None else None
        if amount is not None and (not stairs or stairs[-1].amount != amount):
            stairs.append(Tier(start, amount))
    return tuple(stairs)


def line_total(unit_price: Money, quantity: Decimal) -> Money:
    """A line's net amount, rounded half up to two places."""
    return (unit_price * quantity).rounded()


@dataclass(frozen=True, slots=True)
class Totals:
    """Net, tax and gross of some lines, rounded to two places."""

    subtotal: Money
    tax: Money
    total: Money


def totals(currency: str, lines: Iterable[tuple[Decimal, Decimal]]) -> Totals:
    """Totals of (net amount, tax percent) lines.

    Tax is reckoned once per rate on the sum of its nets and then rounded, as EN 16931 (BR-CO-17) has it.
    """
    nets: dict[Decimal, Decimal] = defaultdict(Decimal)
    for net, percent in lines:
        nets[percent] += net
    subtotal = sum(nets.values(), Decimal(0))
    tax = sum((round_money(net * percent / 100) for percent, net in nets.items()), Decimal(0))
    return Totals(
        Money(round_money(subtotal), currency),
        Money(tax, currency),
        Money(round_money(subtotal) + tax, currency),
    )
