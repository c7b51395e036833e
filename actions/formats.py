"""Money, quantities and dates as the language of the turn writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from actions.texts import Texts, n_mark

_UNITS = {
    "pcs": n_mark("{n} pc", "{n} pcs"),
    "m": n_mark("{n} m", "{n} m"),
    "kg": n_mark("{n} kg", "{n} kg"),
    "l": n_mark("{n} l", "{n} l"),
    "pack": n_mark("{n} pack", "{n} packs"),
    "box": n_mark("{n} box", "{n} boxes"),
    "roll": n_mark("{n} roll", "{n} rolls"),
    "set": n_mark("{n} set", "{n} sets"),
    "pair": n_mark("{n} pair", "{n} pairs"),
    "pallet": n_mark("{n} pallet", "{n} pallets"),
}


def money(value: dict[str, Any] | None, texts: Texts) -> str:
    """``{"amount", "currency"}`` in words, up to four decimals for unit prices; "" for None."""
    if not value:
        return ""
    amount = Decimal(str(value["amount"]))
    fine = bool(amount) and abs(amount) < 1
    if fine:
        amount = amount.quantize(Decimal("0.0001")).normalize()
    # without quantization babel shows at least the currency's digits, and as many more as there are
    return str(format_currency(amount, value["currency"], locale=texts.locale, decimal_quantization=not fine))


def number(value: object, texts: Texts) -> str:
    """A decimal number without needless zeros."""
    try:
        return str(format_decimal(Decimal(str(value)), format="#,##0.###", locale=texts.locale))
    except InvalidOperation:
        return str(value)


def quantity(value: object, unit: str | None, texts: Texts) -> str:
    """A quantity with its unit, in the right plural form."""
    shown = number(value, texts)
    forms = _UNITS.get(unit or "")
    if forms is None:
        return f"{shown} {unit}".strip() if unit else shown
    # fractions take the form of the general plural: 2.5 metres
    amount = Decimal(str(value))
    count = int(amount) if amount == amount.to_integral_value() else 5
    return texts.n_(*forms, count, n=shown)


def day(value: str | None, texts: Texts) -> str:
    """An ISO date or time as a date of the language; "" for None."""
    if not value:
        return ""
    moment = date.fromisoformat(value[:10]) if len(value) == 10 else datetime.fromisoformat(value).date()
    return str(format_date(moment, "d MMM y" if moment.year != date.today().year else "d MMMM", locale=texts.locale))  # noqa: DTZ011 - the year shown or not, no more
