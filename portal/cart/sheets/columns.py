"""Which column names the goods, which one counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Final

from nlu.reading.lines.numbers import digits
from nlu.reading.lines.units import glued, unit_of
from portal.cart.sheets.headers import CODE, NAME, QUANTITY, UNIT, roles_of, unit_in

LOOKED_AT: Final = 200
MOST: Final = 0.6
_MONEY: Final = re.compile(r"^\d[\d\s]*[.,]\d{2}$")
# One token with digits, as SKUs and manufacturer's numbers are.
_CODE_SHAPE: Final = re.compile(r"^(?=.*\d)(?=.*[^\W\d_]|.*-)[^\W_][\w./+-]{3,}$")
_EAN: Final = re.compile(r"^\d{8,14}$")
_PREFERRED: Final = re.compile(r"sku|article|\bart|артикул|indeks|\bkod\b|\bcode\b|\bкод\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Column numbers; None where there is no such column."""

    name: int | None
    code: int | None
    quantity: int | None
    unit: int | None
    default_unit: str | None = None

    @staticmethod
    def cell(row: list[str], index: int | None) -> str:
        """The row's cell, "" where there is none."""
        return row[index] if index is not None and index < len(row) else ""


def by_header(header: list[str], rows: list[list[str]], locale: str) -> Columns:
    """Columns as the headings name them; of several for one role, the one that is filled best."""
    roles = roles_of(header)
    quantity = _fullest(roles.get(QUANTITY, []), rows, lambda cell: _counts(cell, locale))
    codes = roles.get(CODE, [])
    preferred = [index for index in codes if _PREFERRED.search(header[index])]
    name = _fullest(roles.get(NAME, []), rows, lambda cell: any(char.isalpha() for char in cell))
    code = _fullest(preferred or codes, rows, bool)
    if quantity is None:
        taken = {index for columns in roles.values() for index in columns}
        quantity = _unnamed_quantity(rows, taken, locale)
    return Columns(
        name=name,
        code=code,
        quantity=quantity,
        unit=_fullest(roles.get(UNIT, []), rows, lambda cell: unit_of(cell) is not None),
        default_unit=unit_in(header[quantity]) if quantity is not None and quantity < len(header) else None,
    )


def _fullest(columns: list[int], rows: list[list[str]], fits: Callable[[str], object]) -> int | None:
    """The column with most fitting cells, the first of equals."""
    if not columns:
        return None
    sample = rows[:LOOKED_AT]
    return max(columns, key=lambda index: (sum(bool(fits(Columns.cell(row, index))) for row in sample), -index))


def _counts(cell: str, locale: str) -> bool:
    return digits(cell.replace(" ", ""), locale) is not None or glued(cell.replace(" ", "")) is not None


def _unnamed_quantity(rows: list[list[str]], taken: set[int], locale: str) -> int | None:
    """A column without a known heading that counts; none where the header leaves no column over."""
    width = max((len(row) for row in rows[:LOOKED_AT]), default=0)
    free = [index for index in range(width) if index not in taken]
    return next((index for index in free if _Column(rows, index, locale).counts), None)


class _Column:
    """What the cells of one column are."""

    def __init__(self, rows: list[list[str]], index: int, locale: str) -> None:
        self.index = index
        self.cells = [cell for row in rows[:LOOKED_AT] if (cell := Columns.cell(row, index))]
        self._locale = locale
        self.of = max(len(self.cells), 1)
        self.filled = len(self.cells) / max(len(rows[:LOOKED_AT]), 1)

    def share(self, fits: Callable[[str], object]) -> float:
        return sum(bool(fits(cell)) for cell in self.cells) / self.of

    @property
    def is_ordinal(self) -> bool:
        numbers = [cell.rstrip(".)") for cell in self.cells]
        steps = sum(a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1 for a, b in pairwise(numbers))
        return len(numbers) > 1 and numbers[0] in {"0", "1"} and steps >= (len(numbers) - 1) * 0.8

    @property
    def counts(self) -> bool:
        """Quantities: numbers that are neither money, nor EANs, nor the numbers of the rows."""
        if self.share(lambda cell: _counts(cell, self._locale)) < MOST or self.is_ordinal:
            return False
        return self.share(_EAN.match) < MOST and self.share(_MONEY.match) < MOST

    @property
    def is_unit(self) -> bool:
        return self.share(lambda cell: unit_of(cell) is not None) >= MOST

    @property
    def words(self) -> float:
        """How much text the cells hold; 0 for numbers, codes and units."""
        if self.share(lambda cell: any(char.isalpha() for char in cell)) < MOST or self.is_unit:
            return 0.0
        return fmean(len(cell) for cell in self.cells) if self.cells else 0.0

    @property
    def is_code(self) -> bool:
        return self.share(lambda cell: _CODE_SHAPE.match(cell) or _EAN.match(cell)) >= MOST


def by_content(rows: list[list[str]], locale: str) -> Columns | None:
    """Columns of a table without headings; None when it is no table that orders anything."""
    width = max((len(row) for row in rows[:LOOKED_AT]), default=0)
    columns = [_Column(rows, index, locale) for index in range(width)]
    codes = [one for one in columns if one.is_code and not one.counts]
    worded = [one for one in columns if one.words > 0 and one not in codes and one.filled >= 0.5]
    name = max(worded, key=lambda one: one.words, default=None)
    code = next(iter(codes), None)
    first = name or code
    if first is None:
        return None
    counting = [one for one in columns if one.counts and one is not first]
    unit = next((one for one in columns if one.is_unit), None)
    quantity = _beside(counting, unit) or next((one for one in counting if one.index > first.index), None)
    quantity = quantity or next(iter(counting), None)
    if quantity is None:
        return None
    return Columns(
        name=name.index if name else None,
        code=code.index if code else None,
        quantity=quantity.index,
        unit=unit.index if unit else None,
    )


def _beside(counting: list[_Column], unit: _Column | None) -> _Column | None:
    """The column next to the units, on either side."""
    if unit is None:
        return None
    return next((one for one in counting if abs(one.index - unit.index) == 1), None)
