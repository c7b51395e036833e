"""Quantities with a sign of multiplication: `x5`, `5 x`, `×3`; not sizes such as `3 x 2.5` and `M8 x 40`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from nlu.reading.lines import numbers
from nlu.reading.lines.types import Amount
from nlu.reading.lines.units import MEASURES, is_technical, unit_of
from nlu.reading.lines.values import Tokens, value_at

TIMES: Final = frozenset({"x", "х", "×", "*"})
_TIMES_N: Final = re.compile(r"^[xх×*](\d{1,6})([^\W\d_]+)?$", re.IGNORECASE)
_N_TIMES: Final = re.compile(r"^(\d{1,6})[xх×*]$", re.IGNORECASE)
_DIMENSION: Final = re.compile(r"^\d+(?:[.,/]\d+)?(?:mm|мм|mm²|мм²|mm2|мм2|cm|см|m|м)?$", re.IGNORECASE)
_SIZE: Final = re.compile(r"^(?:[MМmм]|DN|Ø|d)?\d{1,4}(?:[.,]\d+)?$")
_LENGTH: Final = re.compile(r"^(?:\d+(?:[.,]\d+)?)?(?:mm|мм|cm|см)$", re.IGNORECASE)
_BARE_LENGTHS: Final = frozenset({"mm", "мм", "cm", "см"})
_MARKED_SIZE: Final = re.compile(r"^\d+(?:[.,]\d+)?(?:mm|мм|cm|см)$|^\d{3}/\d+$", re.IGNORECASE)
LONGEST: Final = 200  # "19 mm x 20" is a size, "80 mm x 1000" a quantity
THICKEST: Final = 64  # M64 is a thread, M185 a model
LARGE: Final = 100  # "725 x 2" is a model and a quantity, "20 x 2" a size
FEW: Final = 10


def times(row: Tokens, index: int, locale: str) -> Iterator[Amount]:
    """`x5`, `x 5`, `5x`, `5 x`; not `3 x 2.5`, `M8 x 40`, `19 mm x 20`."""
    token = row[index]
    before = row[index - 1].text if index else ""
    after = row[index + 1] if index + 1 < len(row) else None
    place = "any" if not index or row[index - 1].is_sign else "end"
    found = _TIMES_N.match(token.text)
    if found and index and not _is_size(before, int(found.group(1))):
        unit = unit_of(found.group(2)) if found.group(2) else None
        if found.group(2) is None or unit:
            yield Amount(index, index + 1, Decimal(found.group(1)), unit, 3.0, place, closed=True)
    short = None if token.text[-1] in "XХ" and before.isupper() else _N_TIMES.match(token.text)
    if (
        short
        and after is not None
        and not after.is_sign
        and not (_DIMENSION.match(after.text) and _before_times(row, index + 1) and not _counts(row, index, index + 1))
    ):
        yield Amount(index, index + 1, Decimal(short.group(1)), None, 2.9, "start", closed=True)
    elif short and (after is None or after.is_sign):
        yield Amount(index, index + 1, Decimal(short.group(1)), None, 2.9, "end", closed=True)
    if token.low in TIMES and after is not None and index:
        yield from _times_number(row, index, locale, place)
    value = numbers.digits(token.text, locale)
    if (
        value
        and after is not None
        and after.low in TIMES
        and index + 2 < len(row)
        and not (_DIMENSION.match(row[index + 2].text) and not _rated(row, index + 3))
    ):
        yield Amount(index, index + 2, value, None, 2.9, "start", closed=True)
    elif value and after is not None and after.low in TIMES and _counts(row, index, index + 2):
        yield Amount(index, index + 2, value, None, 2.2, "start")
    elif value and after is not None and after.low in TIMES and index and _multiplies_package(row, index + 2):
        yield Amount(index, index + 2, value, None, 2.9, closed=True)


def _counts(row: Tokens, index: int, size: int) -> bool:
    """`20 x 15mm copper elbow`, `4x 205/55 R16 tyres`: a quantity at the beginning, before a size and a name."""
    if index and not row[index - 1].is_sign:
        return False
    if size + 1 >= len(row) or not _MARKED_SIZE.match(row[size].text):
        return False
    return any(each.text.isalpha() and len(each.text) > 2 and not each.unit for each in row[size + 1 : size + 3])


def _multiplies_package(row: Tokens, index: int) -> bool:
    """`glue - 2 x 5 kg`: packages of a size, at the end."""
    measured = index + 2 == len(row) and row[index + 1].unit in {"kg", "l", "g"}
    return measured and row[index - 3].text in {"-", "–", "—", ":"}


def _before_times(row: Tokens, index: int) -> bool:
    """`3x 2.5`: a size with a gap; `5x 1.5 mm drill` and `5x 100 W bulb` are quantities."""
    following = row[index + 1] if index + 1 < len(row) else None
    return following is None or not is_technical(following.text)


def _times_number(row: Tokens, index: int, locale: str, place: str) -> Iterator[Amount]:
    """`x 5`, `x 5 pcs`, after a name."""
    before = row[index - 1].text
    found = value_at(row, index + 1, locale)
    if found is None or _is_size(before, found[0]) or (_LENGTH.match(before) and found[0] < LONGEST):
        return
    value, end, _ = found
    if end < len(row) and row[end].low in _BARE_LENGTHS:
        return  # "tape measure 5 m x 25 mm"
    unit = row[end].unit if end < len(row) else None
    counted = unit if unit not in MEASURES else None
    yield Amount(index, end + (counted is not None), value, counted, 3.0, place, closed=True)


def _is_size(before: str, value: Decimal | int) -> bool:
    """Whether `M8` or `20` before "x 40" makes a size of both: not "M185 x3", "725 x2", "M6 x500"."""
    if not _SIZE.match(before) or value >= LONGEST:
        return False
    first = Decimal(re.sub(r"^\D+", "", before).replace(",", "."))
    thread = before[0] in "MМmм"
    return first <= THICKEST if thread else not (first >= LARGE and value <= FEW)


def _rated(row: Tokens, index: int) -> bool:
    """`12 x 1.5 V`: a number before a rating is the product's."""
    return index < len(row) and row[index].low in {"v", "в", "w", "вт", "ah", "kw", "квт", "a"}
