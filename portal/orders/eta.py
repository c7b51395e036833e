"""When an order can be expected. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from portal.shared.workdays import TRANSIT_DAYS, add_working_days, arrives

__all__ = ["TRANSIT_DAYS", "add_working_days", "expected"]


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
    return arrives(start, longest)
