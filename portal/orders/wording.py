"""Dates and amounts as the reader's language writes them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_currency

from portal.shared.clock import today
from portal.shared.money import Money

_SIGNS = {"UAH": "₴", "PLN": "zł", "EUR": "€", "GBP": "£", "USD": "$"}


def _region(locale: str) -> str:
    return "en_GB" if locale == "en" else locale


def day(locale: str, value: date) -> str:
    """12 December; with the year when it is another one."""
    pattern = "d MMMM" if value.year == today().year else "d MMMM y"
    return str(format_date(value, pattern, locale=_region(locale)))


def money(locale: str, value: Money) -> str:
    """€1,234.50."""
    shown = str(format_currency(value.amount, value.currency, locale=_region(locale)))
    return shown.replace(value.currency, _SIGNS.get(value.currency, value.currency))
