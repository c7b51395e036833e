"""Rows pasted from a spreadsheet or a CSV file: which column names the product and which one counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.reading.lines import numbers, units
from nlu.reading.lines.codes import looks_like_code

_HEADERS: Final = {
    "code": "sku code cat ref article item part number mpn ean артикул код номенклатура indeks kod numer symbol",
    "phrase": "name desc details material materiał позиція позиция description product title назва найменування "
    "товар наименование название опис "
    "описание nazwa opis towar produkt",
    "quantity": "qty quantity amount count pcs кількість к-сть к-ть кіл-ть кіл кількіст количество кол-во кол "
    "к-во шт "
    "ilość ilosc il szt",
    "unit": "unit uom um од одн одиниця ед единица jm j.m jednostka",
}
_ROLES: Final = {word: role for role, words in _HEADERS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that matter."""

    text: str
    code: str | None
    phrase: str
    quantity: Decimal | None
    unit: str | None


def cells(line: str, sign: str | None = "\t") -> list[str]:
    """The cells of a line cut at `sign`; at tabs when None."""
    inner = line.strip().strip("|") if sign == "|" else line.rstrip("\r")
    return [cell.strip().strip('"').strip() for cell in inner.split(sign or "\t")]


def csv_cells(line: str) -> list[str]:
    """The cells of a line of a CSV file: semicolons cut where there are any, else commas."""
    return cells(line, ";" if ";" in line else ",")


def separator(line: str) -> str | None:
    """As in "|" for a row of a table drawn with bars."""
    return "|" if line.count("|") >= 2 else None


def header(row: list[str]) -> dict[int, str]:
    """{column: role} when the row is a header of known names, else empty."""
    roles: dict[int, str] = {}
    for index, cell in enumerate(row):
        first = re.split(r"[\s,(/]+", cell.lower().strip("№ ."))[0].rstrip(".") if cell else ""
        role = _ROLES.get(cell.lower().rstrip(".")) or _ROLES.get(first)
        if role and role not in roles.values():
            roles[index] = role
    return roles if len(roles) >= 2 and "quantity" in roles.values() else {}


def read(line: str, row: list[str], roles: dict[int, str], ordinal: int, locale: str) -> Row | None:
    """What a row says; None when no cell names anything."""
    if roles:
        return _by_header(line, row, roles, locale)
    texts = [index for index, cell in enumerate(row) if cell and numbers.digits(cell, locale) is None]
    eans = [index for index, cell in enumerate(row) if re.fullmatch(r"\d{8,14}", cell)]
    counts = [
        index
        for index, cell in enumerate(row)
        if numbers.digits(cell, locale) is not None
        and not (index == 0 and cell.rstrip(".") == str(ordinal) and len(row) > 2)
    ]
    names = [index for index in texts if index not in eans and units.unit_of(row[index]) is None]
    if not names and not eans:
        return None
    unit = next((units.unit_of(row[index]) for index in texts if units.unit_of(row[index])), None)
    code = next((row[index] for index in [*eans, *names] if looks_like_code(row[index])), None)
    named = max((row[index] for index in names), key=len, default=code or "")
    first = names[0] if names else eans[0]
    after = [index for index in counts if index > first]
    counted = after or counts
    quantity = numbers.digits(row[counted[0]], locale) if counted else None
    return _glued(Row(" ".join(filter(None, row)), code, named, quantity, unit), row, locale)


def _by_header(line: str, row: list[str], roles: dict[int, str], locale: str) -> Row | None:
    found = {role: row[index] for index, role in roles.items() if index < len(row)}
    code, phrase = found.get("code", ""), found.get("phrase", "")
    if not code and not phrase:
        return None
    quantity, unit = _counted(found.get("quantity", ""), locale)
    return Row(
        " ".join(filter(None, row)) or line,
        code or None,
        phrase or code,
        quantity,
        units.unit_of(found.get("unit", "")) or unit,
    )


def _counted(cell: str, locale: str) -> tuple[Decimal | None, str | None]:
    """The quantity in a cell, with the unit that may follow it: "20", "2 boxes"."""
    found = re.fullmatch(r"(\d[\d.,]*?)\s*([^\W\d_][^\d\s]*)?", cell)
    if found is None:
        return numbers.digits(cell, locale), None
    return numbers.digits(found.group(1), locale), units.unit_of(found.group(2) or "")


def _glued(row: Row, parts: list[str], locale: str) -> Row:
    """`20 m` or `40шт` in one cell."""
    if row.quantity is not None:
        return row
    for cell in parts:
        found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_][^\d\s]*)", cell)
        unit = units.unit_of(found.group(2)) if found else None
        if found and unit:
            names = [other for other in parts if other and other != cell]
            named = max(names, key=len, default="")
            return Row(row.text, row.code, named, numbers.digits(found.group(1), locale), unit)
    return row
