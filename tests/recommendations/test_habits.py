"""Intervals, probabilities, quantities and reasons from plain dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.recommendations.habits import Habit, Purchase, cadence, habit, recent_shares, usual_quantity
from portal.recommendations.reasons import every, reason, sentence

START = date(2026, 1, 5)


def bought(*gaps: int, quantity: str = "10") -> list[Purchase]:
    """Purchases that many days apart."""
    days = [START]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return [Purchase(day, Decimal(quantity)) for day in days]


def known(*gaps: int) -> Habit:
    found = habit(bought(*gaps))
    assert found is not None
    return found


def test_one_purchase_is_no_habit() -> None:
    assert habit(bought()) is None
    assert habit([Purchase(START, Decimal(1)), Purchase(START, Decimal(2))]) is None
    assert habit([]) is None


def test_the_interval_is_the_median_so_that_a_pause_does_not_count() -> None:
    found = known(21, 20, 22, 90, 21, 21)
    assert (found.interval_days, found.spread_days, found.times) == (21, 0.5, 7)


def test_purchases_of_one_day_are_one() -> None:
    found = habit([*bought(7, 7), Purchase(START, Decimal(5))])
    assert found is not None
    assert (found.times, found.quantity) == (3, Decimal(10))


def test_the_probability_rises_towards_the_usual_day_and_falls_long_after() -> None:
    weekly = known(7, 7, 7, 7, 7, 7)
    at = [weekly.probability(weekly.last_on + timedelta(days=days), 3) for days in (0, 3, 6, 60, 200)]
    assert at[0] < at[1] < at[2]
    assert at[2] > 0.7
    assert at[2] > at[3] > at[4]
    assert at[4] < 0.2


def test_more_evidence_makes_more_certain() -> None:
    often, rarely = known(*[14] * 8), known(14)
    day = often.last_on + timedelta(days=12)
    sure = often.probability(day, 5)
    unsure = rarely.probability(rarely.last_on + timedelta(days=12), 5)
    assert sure > unsure


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=30),
    st.integers(0, 2000),
    st.integers(1, 60),
)
def test_a_probability_is_one(gaps: list[int], elapsed: int, horizon: int) -> None:
    found = known(*gaps)
    day = found.last_on + timedelta(days=elapsed)
    short, longer = found.probability(day, horizon), found.probability(day, horizon + 5)
    assert 0 <= short <= longer <= 1


def test_an_overdue_habit_counts_its_days() -> None:
    found = known(20, 20, 20)
    assert found.overdue_days(found.last_on + timedelta(days=22)) == 0
    assert found.overdue_days(found.last_on + timedelta(days=30)) == 10


@pytest.mark.parametrize(
    ("quantities", "usual"),
    [
        pytest.param(["10", "10", "500", "10"], "10", id="a project does not count"),
        pytest.param(["5", "5", "5", "20", "20", "20", "20", "20"], "20", id="habits drift"),
        pytest.param(["10", "20"], "10", id="a quantity that was really bought"),
    ],
)
def test_the_usual_quantity(quantities: list[str], usual: str) -> None:
    assert usual_quantity([Decimal(each) for each in quantities]) == Decimal(usual)


def test_recent_orders_count_more() -> None:
    days = [START + timedelta(days=n) for n in range(4)]
    one = Decimal(1)
    shares = recent_shares(
        {1: [Purchase(day, one) for day in days], 2: [Purchase(days[0], one)], 3: [Purchase(days[3], one)]}
    )
    assert shares[1] == pytest.approx(1)
    assert shares[3] > shares[2] > 0


def test_the_horizon_is_the_companys_own_rhythm() -> None:
    assert cadence([]) == 7
    assert cadence([START + timedelta(days=5 * n) for n in range(10)]) == 5
    assert cadence([START + timedelta(days=90 * n) for n in range(10)]) == 14
    assert cadence([START + timedelta(days=n) for n in range(10)]) == 3


def test_reasons_name_the_rhythm_or_say_there_is_none() -> None:
    regular = known(21, 20, 22, 21)
    code, facts = reason(regular, regular.last_on + timedelta(days=20), 9)
    assert (code, facts["interval_days"], facts["times"], facts["orders"]) == ("regular", 21, 5, 9)
    assert reason(regular, regular.last_on + timedelta(days=40), 9)[0] == "overdue"
    assert reason(known(3, 60, 5, 90), START + timedelta(days=160), 9)[0] == "often"
    assert reason(known(30), START + timedelta(days=50), 9)[0] == "twice"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "every day"),
        (7, "every week"),
        (10, "every 10 days"),
        (21, "every 3 weeks"),
        (30, "every month"),
        (61, "every 2 months"),
    ],
)
def test_intervals_are_said_in_round_units(days: int, text: str) -> None:
    assert every("en", days) == text


def test_the_sentence() -> None:
    facts = {"interval_days": 21, "spread_days": 4, "last_on": "2026-11-02", "times": 6, "orders": 10}
    today = date(2026, 11, 23)
    assert sentence("en", "regular", facts | {"spread_days": 0}, today) == "every 3 weeks, last on 2 Nov"
    assert sentence("en", "regular", facts, today) == "every 3 weeks ± 4 days, last on 2 Nov"
    late = sentence("en", "overdue", facts | {"overdue_days": 1, "spread_days": 0}, today)
    assert late == "every 3 weeks, 1 day late, last on 2 Nov"
    assert sentence("en", "often", facts, today) == "in 6 of the last 10 orders, last on 2 Nov"
    assert sentence("en", "twice", facts, date(2027, 1, 1)) == "bought twice, 3 weeks apart, last on 2 Nov 2026"


@pytest.mark.parametrize(
    ("locale", "regular", "weekly"),
    [
        ("uk", "кожні 3 тижні ± 4 дні, востаннє 2 лист.", "щотижня, востаннє 2 лист."),
        ("ru", "каждые 3 недели ± 4 дня, последний раз 2 нояб.", "каждую неделю, последний раз 2 нояб."),
        ("pl", "co 3 tygodnie ± 4 dni, ostatnio 2 lis", "co tydzień, ostatnio 2 lis"),
    ],
)
def test_the_sentence_in_other_languages(locale: str, regular: str, weekly: str) -> None:
    facts = {"interval_days": 21, "spread_days": 4, "last_on": "2026-11-02", "times": 6, "orders": 10}
    today = date(2026, 11, 23)
    assert sentence(locale, "regular", facts, today) == regular
    assert sentence(locale, "regular", facts | {"interval_days": 7, "spread_days": 0}, today) == weekly
    # Plural forms of one also serve 21 and 31, which "щотижня" must not.
    assert every(locale, 21 * 31) not in {every(locale, 7), ""}
