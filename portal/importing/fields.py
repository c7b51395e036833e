"""Reading single fields of a row; each names the field and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.importing.errors import RowFault

Row = Mapping[str, Any]
LIMIT = Decimal(10) ** 10
"""Columns are numeric(14, 4): ten places before the point."""
_PLACES = Decimal("0.0001")
_TRUE = {"1", "true", "yes", "y", "так", "да", "tak"}
_FALSE = {"0", "false", "no", "n", "ні", "нет", "nie"}


def text(row: Row, field: str, *, required: bool = False, limit: int = 500, default: str = "") -> str:
    """The field's text without surrounding space."""
    value = row.get(field)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # spreadsheets hold numbers such as EANs as floats
    found = "" if value is None else str(value).replace("\x00", "").strip()
    if not found:
        if required:
            raise RowFault(field, "is missing")
        return default
    if len(found) > limit:
        raise RowFault(field, f"is longer than {limit} characters", found)
    return found


def number(
    row: Row,
    field: str,
    *,
    required: bool = False,
    minimum: Decimal | None = Decimal(0),
    above: Decimal | None = None,
    default: Decimal | None = None,
) -> Decimal | None:
    """A decimal with at most four places; a comma may stand for the point."""
    value = row.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        if required:
            raise RowFault(field, "is missing")
        return default
    spelled = str(value).replace("\u00a0", "").replace(" ", "")
    if "," in spelled and "." not in spelled:
        spelled = spelled.replace(",", ".")
    try:
        found = Decimal(spelled)
    except InvalidOperation as error:
        raise RowFault(field, "is not a number", value) from error
    if not found.is_finite() or abs(found) >= LIMIT:
        raise RowFault(field, "is out of range", value)
    if minimum is not None and found < minimum:
        raise RowFault(field, f"must be {minimum} or more", value)
    if above is not None and found <= above:
        raise RowFault(field, f"must be more than {above}", value)
    return found.quantize(_PLACES)


def needed(row: Row, field: str, **bounds: Decimal | None) -> Decimal:
    """As `number`, required."""
    found = number(row, field, required=True, **bounds)
    assert found is not None
    return found


def integer(row: Row, field: str) -> int | None:
    """A whole number of 0 or more."""
    found = number(row, field)
    if found is None:
        return None
    if found != found.to_integral_value() or found > 100_000:
        raise RowFault(field, "must be a whole number below 100000", row.get(field))
    return int(found)


def flag(row: Row, field: str, *, default: bool) -> bool:
    """Yes or no."""
    value = row.get(field)
    if isinstance(value, bool):
        return value
    spelled = str(value).strip().lower() if value is not None else ""
    if not spelled:
        return default
    if spelled in _TRUE or spelled in _FALSE:
        return spelled in _TRUE
    raise RowFault(field, "must be yes or no", value)


def moment(row: Row, field: str, *, required: bool = False) -> datetime | None:
    """A date or time in ISO 8601; UTC where no zone is given."""
    value = row.get(field)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    spelled = text(row, field, required=required, limit=40)
    if not spelled:
        return None
    try:
        found = datetime.fromisoformat(spelled)
    except ValueError as error:
        raise RowFault(field, "is not a date such as 2026-11-02 or 2026-11-02T14:05:00", spelled) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day(row: Row, field: str, *, required: bool = False) -> date | None:
    """A date in ISO 8601."""
    found = moment(row, field, required=required)
    return found.date() if found else None


def code(row: Row, field: str, pattern: str, shape: str, *, required: bool = False, default: str = "") -> str:
    """A code of a fixed shape, in upper case."""
    found = text(row, field, required=required, default=default).upper()
    if found and not re.fullmatch(pattern, found):
        raise RowFault(field, f"must be {shape}", found)
    return found


def currency(row: Row, field: str = "currency", *, required: bool = False, default: str = "") -> str:
    """An ISO 4217 code."""
    return code(row, field, "[A-Z]{3}", "a currency code such as EUR", required=required, default=default)


def country(row: Row, field: str = "country", *, required: bool = False, default: str = "") -> str:
    """An ISO 3166 code of two letters."""
    return code(row, field, "[A-Z]{2}", "a country code such as PL", required=required, default=default)


def many(row: Row, field: str) -> list[str]:
    """Several values: a list, or text with | between them."""
    value = row.get(field)
    if isinstance(value, list):
        parts = [str(each).strip() for each in value if each is not None]
    else:
        parts = [part.strip() for part in text(row, field, limit=5_000).split("|")]
    return list(dict.fromkeys(part for part in parts if part))
