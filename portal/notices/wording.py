"""Dates and amounts as the reader's language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency

from portal.shared.clock import today


def _region(locale: str) -> str:
    return "en_GB" if locale == "en" else locale


def day(locale: str, value: date) -> str:
    """12 December; with the year when it is another one."""
    pattern = "d MMMM" if value.year == today().year else "d MMMM y"
    return str(format_date(value, pattern, locale=_region(locale)))


def money(locale: str, amount: Decimal, currency: str) -> str:
    """€1,234.50."""
    return str(format_currency(amount, currency, locale=_region(locale)))
