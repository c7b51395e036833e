"""Numbers and units at a place of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from nlu.reading.lines import numbers
from nlu.reading.lines.tokens import Token
from nlu.reading.lines.units import glued, misspelt_unit, unit_of

Tokens = Sequence[Token]
_QUARTERS = frozenset({"quarter", "ćwierć", "cwierc", "чверть", "четверть"})


def value_at(row: Tokens, index: int, locale: str) -> tuple[Decimal, int, bool] | None:
    """(value, end, in words) of a number that begins at `index`."""
    texts = [token.text for token in row[index : index + 6]]
    if not texts:
        return None
    grouped = numbers.spaced(texts)
    if grouped:
        return grouped[0], index + grouped[1], False
    value = numbers.digits(texts[0], locale) if not texts[0].startswith("(") else None
    if value is not None:
        if _is_spaced(texts):
            return Decimal(texts[0] + texts[1]), index + 2, False
        scale = numbers.scales(texts[1]) if len(texts) > 1 else None
        return (value * scale, index + 2, False) if scale else (value, index + 1, False)
    low = row[index].low
    if low in numbers.PAIRS or (row[index].unit == "pair" and low not in {"pr", "prs", "par", "пар"}):
        return None
    if low in _QUARTERS and index + 1 < len(row) and row[index + 1].unit in {"t", "kg", "l"}:
        return Decimal("0.25"), index + 1, True
    spelt = numbers.words(texts)
    return (spelt[0], index + spelt[1], True) if spelt else None


def _is_spaced(texts: list[str]) -> bool:
    """`1 500 шт`: two groups are one number where a unit follows."""
    return (len(texts) == 2 and texts[1] == "000") or (
        len(texts) > 2
        and bool(re.fullmatch(r"[1-9]\d?", texts[0]) and re.fullmatch(r"\d{3}", texts[1]))
        and (texts[1] == "000" or unit_of(texts[2]) in {"pcs", "m", "kg", "l"})
    )


def unit_at(token: Token | None) -> str | None:
    """The unit that a token names, a slip of the finger allowed."""
    if token is None:
        return None
    return token.unit or misspelt_unit(token.text)


def is_number(token: Token) -> bool:
    """Whether a token is a number, in words or with its unit too."""
    return bool(numbers.digits(token.text) or glued(token.text) or numbers.words([token.text]))
