"""The pure price rules: tables of cases, and properties that hold for any tiers and contracts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pricing.explain import SENTENCES, sentence
from portal.pricing.rules import (
    Contract,
    ListPrices,
    Step,
    Tier,
    TraceStep,
    line_total,
    resolve_price,
    totals,
)
from portal.shared.money import Money

TODAY = date(2026, 11, 23)
D = Decimal


def listed(*tiers: tuple[str, str], currency: str = "EUR") -> ListPrices:
    return ListPrices("STANDARD", currency, [Tier(D(quantity), D(amount)) for quantity, amount in tiers])


def contract(
    amount: str, start: str = "1", *, days: tuple[int, int | None] = (-10, 10), currency: str = "EUR", number: int = 1
) -> Contract:
    until = None if days[1] is None else TODAY + timedelta(days[1])
    return Contract(D(start), D(amount), currency, TODAY + timedelta(days[0]), until, f"K-{number}", number)


@pytest.mark.parametrize(
    ("quantity", "prices", "contracts", "expected", "steps"),
    [
        pytest.param("1", listed(("1", "10")), [], "10", ["list"], id="list"),
        pytest.param("99", listed(("1", "10"), ("100", "8")), [], "10", ["list"], id="below the tier"),
        pytest.param("100", listed(("1", "10"), ("100", "8")), [], "8", ["list", "tier"], id="at the tier"),
        pytest.param("5", listed(("10", "7")), [], "7", ["list", "below_first_tier"], id="below the first tier"),
        pytest.param("1", listed(("1", "10")), [contract("9")], "9", ["list", "contract"], id="contract beats list"),
        pytest.param("1", listed(("1", "8")), [contract("9")], "9", ["list", "contract"], id="even when dearer"),
        pytest.param("1", None, [contract("9")], "9", ["contract"], id="contract without a list"),
        pytest.param(
            "1", listed(("1", "10")), [contract("9", days=(-9, -1))], "10", ["list", "contract_not_valid"], id="over"
        ),
        pytest.param(
            "1", listed(("1", "10")), [contract("9", days=(1, 9))], "10", ["list", "contract_not_valid"], id="to come"
        ),
        pytest.param("1", None, [contract("9", days=(0, 0))], "9", ["contract"], id="both days count"),
        pytest.param("1", None, [contract("9", days=(-9, None))], "9", ["contract"], id="open end"),
        pytest.param(
            "1", listed(("1", "10")), [contract("9", "50")], "10", ["list", "contract_below_tier"], id="not reached"
        ),
        pytest.param(
            "60", listed(("1", "10")), [contract("9"), contract("7", "50")], "7", ["list", "contract_tier"], id="tiers"
        ),
        pytest.param(
            "1",
            None,
            [contract("9", days=(-20, None), number=2), contract("8", days=(-5, None))],
            "8",
            ["contract"],
            id="the youngest agreement",
        ),
        pytest.param("1", listed(("1", "10"), currency="PLN"), [], None, ["other_currency", "on_request"], id="no mix"),
        pytest.param(
            "1", listed(("1", "10")), [contract("9", currency="PLN")], "10", ["list", "other_currency"], id="other"
        ),
        pytest.param("1", None, [], None, ["on_request"], id="on request"),
    ],
)
def test_which_rule_makes_the_price(
    quantity: str, prices: ListPrices | None, contracts: list[Contract], expected: str | None, steps: list[str]
) -> None:
    result = resolve_price("EUR", D(quantity), prices, contracts, TODAY)
    assert result.unit_price == (None if expected is None else Money(D(expected), "EUR"))
    assert [step.code.value for step in result.trace] == steps


def test_the_staircase_joins_list_and_contract() -> None:
    result = resolve_price("EUR", D(1), listed(("1", "10"), ("20", "9"), ("100", "8")), [contract("7.5", "50")], TODAY)
    assert result.tiers == (Tier(D(1), D("10")), Tier(D(20), D("9")), Tier(D(50), D("7.5")))


amounts = st.decimals(min_value=D("0.0001"), max_value=D(100_000), places=4)
quantities = st.decimals(min_value=D("0.1"), max_value=D(10_000), places=1)
tiers = st.lists(st.builds(Tier, quantities, amounts), max_size=6, unique_by=lambda tier: tier.min_quantity)
days = st.dates(min_value=TODAY - timedelta(400), max_value=TODAY + timedelta(400))
contracts = st.lists(
    st.builds(
        Contract,
        quantities,
        amounts,
        st.sampled_from(["EUR", "PLN"]),
        days,
        st.none() | days,
        st.just("K"),
        st.integers(1, 9),
    ),
    max_size=5,
)


@given(quantities, st.none() | st.builds(ListPrices, st.just("L"), st.sampled_from(["EUR", "PLN"]), tiers), contracts)
def test_a_price_is_always_one_that_was_given_in_the_right_currency(
    quantity: Decimal, prices: ListPrices | None, agreed: list[Contract]
) -> None:
    result = resolve_price("EUR", quantity, prices, agreed, TODAY)
    allowed = {c.amount for c in agreed if c.currency == "EUR" and c.valid_on(TODAY) and c.min_quantity <= quantity}
    if not allowed and prices is not None and prices.currency == "EUR":
        allowed = {tier.amount for tier in prices.tiers}
    if result.unit_price is None:
        assert not allowed
        assert result.trace[-1].code is Step.ON_REQUEST
    else:
        assert result.unit_price.currency == "EUR"
        assert result.unit_price.amount in allowed


@given(quantities, st.builds(ListPrices, st.just("L"), st.just("EUR"), tiers), contracts)
def test_the_staircase_says_what_resolving_says(quantity: Decimal, prices: ListPrices, agreed: list[Contract]) -> None:
    result = resolve_price("EUR", quantity, prices, agreed, TODAY)
    steps = [tier for tier in result.tiers if tier.min_quantity <= quantity]
    if steps:
        assert result.unit_price == Money(steps[-1].amount, "EUR")
    assert list(result.tiers) == sorted(result.tiers, key=lambda tier: tier.min_quantity)


@given(st.lists(st.tuples(st.decimals(0, 10_000, places=2), st.sampled_from([D(0), D(8), D(23)])), max_size=20))
def test_totals_add_up_and_hardly_depend_on_rounding(lines: list[tuple[Decimal, Decimal]]) -> None:
    result = totals("PLN", lines)
    assert result.subtotal.amount + result.tax.amount == result.total.amount
    exact = sum((net * percent / 100 for net, percent in lines), D(0))
    assert abs(result.tax.amount - exact) <= D("0.01")


@pytest.mark.parametrize(
    ("price", "quantity", "total"), [("0.0125", "100", "1.25"), ("1.005", "1", "1.01"), ("2.345", "3", "7.04")]
)
def test_line_totals_are_rounded_half_up(price: str, quantity: str, total: str) -> None:
    assert line_total(Money(D(price), "EUR"), D(quantity)) == Money(D(total), "EUR")


@pytest.mark.parametrize("locale", ["en", "uk", "ru", "pl"])
@pytest.mark.parametrize("step", list(Step))
def test_every_rule_can_be_said_in_every_language(step: Step, locale: str) -> None:
    facts: dict[str, Decimal | str | date | None] = {
        "amount": D("8.4000"),
        "currency": "EUR",
        "min_quantity": D("100.0000"),
        "quantity": D(1),
        "reference": "K-17",
        "to": date(2026, 12, 31),
    }
    said = sentence(TraceStep(step, facts), locale)
    assert said
    assert "%(" not in said
    assert "K-17" in said
    assert set(SENTENCES) == set(Step)
