"""Every reading of a row's words as a quantity, also those that the grammar by itself would not dare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from nlu.reading.lines import amounts, numbers
from nlu.reading.lines.multiplied import TIMES
from nlu.reading.lines.tokens import Token
from nlu.reading.lines.types import Amount
from nlu.reading.lines.values import unit_at, value_at

_TIMES_N: Final = re.compile(r"^[xх×*](\d{1,6})$", re.IGNORECASE)
_FIVE: Final = frozenset({"piec"})
_WEAK: Final = 0.1


def candidates(row: Sequence[Token], locale: str) -> list[Amount]:
    """Readings of `amounts.find`, then those that no other has the same place and value of."""
    found = amounts.find(row, locale)
    known = {(each.start, each.end) for each in found}
    for index in range(len(row)):
        found += [each for each in _more(row, index, locale) if (each.start, each.end) not in known]
    return found


def _more(row: Sequence[Token], index: int, locale: str) -> Iterator[Amount]:
    times = _TIMES_N.match(row[index].text)
    if times:
        yield Amount(index, index + 1, Decimal(times.group(1)), None, _WEAK)
    found = _value(row, index, locale)
    if found is None:
        unit = row[index].unit
        after = _value(row, index + 1, locale) if unit and index + 1 < len(row) else None
        if unit and after:
            yield Amount(index, after[1], after[0], unit, _WEAK, worded=after[2])
        elif unit and unit not in {"g", "t", "m", "l"}:
            yield Amount(index, index + 1, Decimal(1), unit, _WEAK)
        return
    value, end, worded = found
    yield Amount(index, end, value, None, _WEAK, worded=worded)
    if end < len(row) and row[end].low in TIMES:
        yield Amount(index, end + 1, value, None, _WEAK)
    if index and row[index - 1].low in TIMES:
        yield Amount(index - 1, end, value, None, _WEAK)
    unit = unit_at(row[end]) if end < len(row) else None
    if unit:
        yield Amount(index, end + 1, value, unit, _WEAK, worded=worded)


def _value(row: Sequence[Token], index: int, locale: str) -> tuple[Decimal, int, bool] | None:
    low = row[index].low
    if low in numbers.PAIRS or low == "para":
        return Decimal(2), index + 1, True
    if low in _FIVE:
        return Decimal(5), index + 1, True
    return value_at(row, index, locale)
