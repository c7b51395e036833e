"""Rows to order lines. See `order_lines`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from nlu.reading.lines import ParsedLine, parse
from nlu.reading.lines.numbers import digits
from nlu.reading.lines.units import FACTORS, glued, unit_of
from portal.cart.sheets.columns import Columns, by_content, by_header
from portal.cart.sheets.headers import roles_of

HEADER_WITHIN: Final = 60  # rows above a header: letterheads, addresses, notes
_TOTAL: Final = re.compile(
    r"^(?:sub-?total|grand total|total|sum|vat|tax|carried|page|"
    r"разом|всього|усього|підсумок|пдв|сума|сторінка|итого|всего|ндс|сумма|страница|"
    r"razem|suma|łącznie|lacznie|ogółem|ogolem|podatek|strona)\b",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(r"[\s\u00a0\u202f']")


class QuantitiesMissing(ValueError):
    """There is a column for quantities, and nothing in it."""


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    unit: str | None


def order_lines(tables: Sequence[dict[str, Any]], locale: str) -> list[ParsedLine]:
    """The lines that the rows of a file's sheets ask for, in their order, positions from 1.

    A sheet with a header counts; where none has one, columns are told by their content, and rows of one cell are read
    as free text. In a sheet with quantities, a row without one is no order: a price list with three figures filled in
    is an order of three lines. Raises QuantitiesMissing.
    """
    sheets: list[list[list[str]]] = [table["rows"] for table in tables if table["rows"]]
    headed = [(rows, at) for rows in sheets if (at := _header_at(rows)) is not None]
    found: list[ParsedLine] = []
    blank = False
    for rows, at in headed:
        lines, missing = _of_table(rows[at + 1 :], by_header(rows[at], rows[at + 1 :], locale), locale)
        found.extend(lines)
        blank = blank or missing
    if not headed:
        found = [line for rows in sheets for line in _headless(rows, locale)]
    if not found and blank:
        raise QuantitiesMissing
    return [replace(line, position=place) for place, line in enumerate(found, 1)]


def _header_at(rows: list[list[str]]) -> int | None:
    """The row of headings; one that has quantities goes before one that has none."""
    found = [(index, roles) for index, row in enumerate(rows[:HEADER_WITHIN]) if (roles := roles_of(row))]
    counted = [index for index, roles in found if "quantity" in roles]
    return next(iter(counted), found[0][0] if found else None)


def _headless(rows: list[list[str]], locale: str) -> Iterator[ParsedLine]:
    columns = by_content(rows, locale)
    if columns is not None:
        yield from _of_table(rows, columns, locale)[0]
        return
    free = "\n".join(" ".join(filter(None, row)) for row in rows if not _is_total(row))
    yield from parse(free, locale)


def _of_table(rows: list[list[str]], columns: Columns, locale: str) -> tuple[list[ParsedLine], bool]:
    """The lines of a table, and whether its column of quantities is there and empty."""
    lines = [line for row in rows if (line := _line(row, columns, locale)) is not None]
    if columns.quantity is None:
        return lines, False
    given = [line for line in lines if line.quantity_given]
    return given, bool(lines) and not given


def _line(row: list[str], columns: Columns, locale: str) -> ParsedLine | None:
    code, name = columns.cell(row, columns.code), columns.cell(row, columns.name)
    if not (name or code) or _is_total(row) or roles_of(row):
        return None
    amount = amount_of(columns.cell(row, columns.quantity), locale)
    if amount is not None and amount.value <= 0:
        amount = None
    unit = (amount.unit if amount else None) or unit_of(columns.cell(row, columns.unit)) or columns.default_unit
    value = amount.value if amount else Decimal(1)
    if unit in FACTORS:
        unit, factor = FACTORS[unit]
        value *= factor
    shown = " ".join(filter(None, (code, name, columns.cell(row, columns.quantity), columns.cell(row, columns.unit))))
    return ParsedLine(
        position=0,
        text=shown,
        quantity=value,
        unit=unit,
        phrase=name or code,
        quantity_given=amount is not None,
        code=code or None,
    )


def _is_total(row: list[str]) -> bool:
    first = next((cell for cell in row if cell), "")
    return bool(_TOTAL.match(first))


def amount_of(cell: str, locale: str) -> _Amount | None:
    """`20`, `1 250,5`, `1,250.00`, `20 м`, `40шт`; None for what is no quantity."""
    plain = _BLANKS.sub("", cell)
    if "," in plain and "." in plain:
        plain = plain.replace("," if plain.rfind(",") < plain.rfind(".") else ".", "")
    plain = re.sub(r"[.,]0+$", "", plain)
    value = digits(plain, locale)
    if value is not None:
        return _Amount(value, None)
    parts = glued(plain)
    if parts is None:
        return None
    value = digits(parts[0], locale)
    return _Amount(value, parts[1]) if value is not None else None
