"""Working days: when goods that leave today, or come in first, are with the customer. Pure functions."""

from __future__ import annotations

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


def arrives(start: date, lead_time_days: int) -> date:
    """When what is there after `lead_time_days` working days (0: in stock) is with the customer."""
    return add_working_days(start, lead_time_days + TRANSIT_DAYS)
