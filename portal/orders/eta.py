"""When an order can be expected. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

TRANSIT_DAYS = 1  # working days from the warehouse to the customer


def add_working_days(start: date, days: int) -> date:
    """The date `days` working days (Monday to Friday) after `start`; public holidays are not known here."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return day


def expected(start: date, lines: Iterable[tuple[bool, int | None]]) -> date | None:
    """The day on which the last line arrives, from (in stock, lead time in working days) of each line.

    None when a line is not in stock and its lead time is not known.
    """
    longest = 0
    for in_stock, lead_time in lines:
        if in_stock:
            continue
        if lead_time is None:
            return None
        longest = max(longest, lead_time)
    return add_working_days(start, longest + TRANSIT_DAYS)
