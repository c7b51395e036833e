"""What needs no database: numbers, moves, dates."""

from __future__ import annotations

from datetime import date

import pytest

from portal.orders.eta import add_working_days, expected
from portal.orders.numbers import spelled
from portal.orders.statuses import MOVES, NAMES, OPEN, may_move, status_text


@pytest.mark.parametrize(
    "given",
    [
        "SO-100045",
        "so-100045",
        "#100045",
        "100045",
        "SO 100045",
        "зам. 100045",
        "№ 100 045",
        "order no. 100-045",
        " 100045 ",
    ],
)
def test_any_spelling_of_a_number_leads_to_it(given: str) -> None:
    assert "SO-100045" in spelled(given)


def test_a_number_of_another_system_comes_first_as_it_stands() -> None:
    assert spelled("C536365") == ["C536365", "SO-536365", "536365"]
    assert spelled("abc") == ["ABC"]
    assert spelled("  ") == []


def test_every_state_can_be_reached_and_named() -> None:
    reachable = {"placed"} | {new for news in MOVES.values() for new in news}
    assert reachable == set(MOVES) == set(NAMES)
    assert [status for status, moves in MOVES.items() if not moves] == ["delivered", "cancelled"]
    assert set(OPEN) == set(MOVES) - {"delivered", "cancelled"}


def test_what_has_left_cannot_be_cancelled_or_undone() -> None:
    for status in ("partially_shipped", "shipped", "delivered"):
        assert not may_move(status, "cancelled")
        assert not may_move(status, "placed")


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param(date(2026, 11, 23), 0, date(2026, 11, 23), id="today"),
        pytest.param(date(2026, 11, 23), 4, date(2026, 11, 27), id="within the week"),
        pytest.param(date(2026, 11, 27), 1, date(2026, 11, 30), id="over a weekend"),
        pytest.param(date(2026, 11, 28), 1, date(2026, 11, 30), id="from a Saturday"),
    ],
)
def test_working_days(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end


def test_the_last_line_decides_when_an_order_arrives() -> None:
    monday = date(2026, 11, 23)
    assert expected(monday, [(True, 9), (True, None)]) == date(2026, 11, 24)
    assert expected(monday, [(True, 1), (False, 3)]) == date(2026, 11, 27)
    assert expected(monday, [(False, None), (False, 3)]) is None


@pytest.mark.parametrize("locale", ["uk", "ru", "pl"])
def test_every_state_has_a_name_in_every_language(locale: str) -> None:
    english = {status: status_text("en", status) for status in MOVES}
    shown = {status: status_text(locale, status) for status in MOVES}
    assert len(set(shown.values())) == len(MOVES)
    assert not set(shown.values()) & set(english.values())
