"""Business time over days, nights, holidays and the change of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.conversations.routing.hours import (
    ALWAYS,
    Calendar,
    Span,
    add_business,
    business_between,
    is_open,
    next_opening,
    parse_span,
    read_week,
)

WARSAW = ZoneInfo("Europe/Warsaw")
WEEKDAYS = read_week({day: ["08:00-16:00"] for day in ("mon", "tue", "wed", "thu", "fri")})
NIGHTS = read_week({day: ["22:00-06:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    """Warsaw's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW).astimezone(UTC)


def calendar(week: tuple[tuple[Span, ...], ...] = WEEKDAYS, **holidays: tuple[Span, ...]) -> Calendar:
    return Calendar(
        WARSAW, week, {date.fromisoformat(day[1:].replace("_", "-")): spans for day, spans in holidays.items()}
    )


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [("08:00-17:30", 480, 1050), ("22:00-06:00", 1320, 1800), ("00:00-24:00", 0, 1440), ("9:00-9:00", 540, 1980)],
)
def test_spans_are_read(given: str, start: int, end: int) -> None:
    assert parse_span(given) == Span(start, end)


@pytest.mark.parametrize(
    "given", ["", "8-17", "08:00", "25:00-26:00", "08:60-09:00", "24:00-25:00", "a:bc-d:ef", "08:00–17:00"]
)
def test_what_is_no_span_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_span(given)


def test_an_unknown_day_is_refused() -> None:
    with pytest.raises(ValueError, match="monday"):
        read_week({"monday": ["08:00-16:00"]})


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        ("2026-03-18 07:59", False),
        ("2026-03-18 08:00", True),
        ("2026-03-18 15:59", True),
        ("2026-03-18 16:00", False),
        ("2026-03-21 12:00", False),
    ],
)
def test_open_from_the_first_to_before_the_last_minute(moment: str, opened: bool) -> None:
    assert is_open(calendar(), at(moment)) is opened


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-03-18 10:00", "2026-03-18 10:00"),
        ("2026-03-18 16:00", "2026-03-19 08:00"),
        ("2026-03-20 18:00", "2026-03-23 08:00"),
        ("2026-03-27 18:00", "2026-03-30 08:00"),  # over the begin of summer time
    ],
)
def test_the_next_opening(moment: str, opening: str) -> None:
    assert next_opening(calendar(), at(moment)) == at(opening)


def test_a_holiday_is_closed_and_a_short_day_short() -> None:
    given = calendar(d2026_12_25=(), d2026_12_24=(parse_span("08:00-12:00"),))
    assert not is_open(given, at("2026-12-25 10:00"))
    assert not is_open(given, at("2026-12-24 12:30"))
    assert next_opening(given, at("2026-12-24 12:00")) == at("2026-12-28 08:00")
    assert add_business(given, at("2026-12-23 15:00"), 6 * HOUR) == at("2026-12-28 09:00")


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    given = calendar(NIGHTS, d2026_12_25=())
    assert is_open(given, at("2026-12-25 03:00"))  # begun on the eve
    assert not is_open(given, at("2026-12-25 23:00"))
    assert not is_open(given, at("2026-12-26 03:00"))
    assert next_opening(given, at("2026-12-25 06:00")) == at("2026-12-26 22:00")


def test_business_time_goes_on_over_midnight() -> None:
    given = calendar(NIGHTS)
    assert add_business(given, at("2026-03-18 23:00"), 5 * HOUR) == at("2026-03-19 04:00")
    assert add_business(given, at("2026-03-18 05:00"), 2 * HOUR) == at("2026-03-18 23:00")


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("2026-03-28 22:00", "2026-03-29 06:00", 7),  # an hour is left out
        ("2026-10-24 22:00", "2026-10-25 06:00", 9),  # an hour comes twice
        ("2026-03-18 22:00", "2026-03-19 06:00", 8),
    ],
)
def test_a_night_of_the_clock_change_is_as_long_as_it_is(begin: str, end: str, hours: int) -> None:
    given = calendar(NIGHTS)
    assert business_between(given, at(begin), at(end)) == hours * HOUR
    assert add_business(given, at(begin), hours * HOUR) == at(end)


def test_hours_in_the_hour_that_is_left_out_or_comes_twice() -> None:
    given = calendar(read_week({"sun": ["02:15-02:45"]}))
    spring = datetime(2026, 3, 29, tzinfo=UTC)
    assert business_between(given, spring, spring + 24 * HOUR) == timedelta(0)  # there is no such half hour
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert business_between(given, autumn, autumn + 24 * HOUR) == timedelta(minutes=90)  # from the first to the second
    gap = calendar(read_week({"sun": ["02:30-05:00"]}))
    assert next_opening(gap, spring) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 03:00, the moment after the gap


def test_a_working_day_has_its_hours_on_both_sides_of_the_change() -> None:
    given = calendar()
    for day in ("2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26"):
        assert business_between(given, at(f"{day} 00:00"), at(f"{day} 23:00")) == 8 * HOUR
    assert add_business(given, at("2026-03-27 15:00"), 2 * HOUR) == at("2026-03-30 09:00")


def test_several_spans_and_overlapping_ones() -> None:
    lunch = calendar(read_week({"wed": ["13:00-17:00", "08:00-12:00"]}))
    assert business_between(lunch, at("2026-03-18 00:00"), at("2026-03-18 23:00")) == 8 * HOUR
    assert add_business(lunch, at("2026-03-18 11:30"), HOUR) == at("2026-03-18 13:30")
    double = calendar(read_week({"tue": ["22:00-10:00"], "wed": ["08:00-12:00"]}))
    assert business_between(double, at("2026-03-17 00:00"), at("2026-03-19 00:00")) == 14 * HOUR


def test_always_and_never() -> None:
    moment = at("2026-03-21 03:00")
    assert is_open(ALWAYS, moment)
    assert add_business(ALWAYS, moment, 1_000 * HOUR) == moment + 1_000 * HOUR
    assert business_between(ALWAYS, moment, moment + 50 * HOUR) == 50 * HOUR
    never = calendar(((),) * 7)
    assert next_opening(never, moment) is None
    assert add_business(never, moment, HOUR) is None
    assert not is_open(never, moment)


def test_a_promise_longer_than_a_year_has_an_end() -> None:
    due = add_business(calendar(), at("2026-03-18 08:00"), 8 * HOUR * 500)
    assert due is not None
    assert business_between(calendar(), at("2026-03-18 08:00"), due) == 8 * HOUR * 500


@pytest.mark.parametrize("minutes", [1, 59, 480, 481, 2_400, 4_800])
@pytest.mark.parametrize("week", [WEEKDAYS, NIGHTS], ids=["days", "nights"])
def test_adding_and_measuring_are_each_others_reverse(week: tuple[tuple[Span, ...], ...], minutes: int) -> None:
    given = calendar(week, d2026_03_26=(), d2026_10_26=())
    for begin in ("2026-03-24 09:13", "2026-03-28 23:30", "2026-10-23 15:59", "2026-10-25 02:30"):
        due = add_business(given, at(begin), timedelta(minutes=minutes))
        assert due is not None
        assert business_between(given, at(begin), due) == timedelta(minutes=minutes)
    assert business_between(given, at("2026-03-24 09:13"), at("2026-03-24 09:12")) == timedelta(0)
