"""Where given order lines stand in a message, as a tag for each of its words.

Tags: O no part of a line, P of a name, Q of a quantity, BP and BQ the same where a line begins, E a quantity that
several lines share.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlu.reading.lines.tagging.sequence import Word
from nlu.reading.lines.types import Amount
from nlu.reading.lines.units import FACTORS

TAGS: Final = ("O", "BP", "P", "BQ", "Q", "E")
FAR: Final = 12  # words between a name and its quantity
_MERGED: Final = {
    "ring": "roll",
    "drum": "roll",
    "bag": "pack",
    "ream": "pack",
    "tube": "pcs",
    "can": "pcs",
    "sheet": "pcs",
}


@dataclass(frozen=True)
class Wanted:
    """A line to be found; its unit as it is measured."""

    quantity: Decimal
    unit: str | None
    phrase: str


def measured(amount: Amount) -> tuple[Decimal, str | None]:
    """The quantity and unit of an amount as they are measured: kilometres as metres, bags as packs."""
    value, unit = amount.value, amount.unit
    if unit in FACTORS:
        unit, factor = FACTORS[unit]
        value *= factor
    return value.normalize(), _MERGED.get(unit or "", unit)


def tags(text: str, words: Sequence[Word], lines: Sequence[Wanted]) -> list[str] | None:
    """The tags of all words; None where a line is not found in the text."""
    found = _places(text, words, lines)
    return None if any(each is None for each in found) else _tagged(words, [each for each in found if each])


def guesses(text: str, words: Sequence[Word], lines: Sequence[Wanted]) -> list[str]:
    """The tags by as many of the lines as are found in the text."""
    return _tagged(words, [each for each in _places(text, words, lines) if each])


def _tagged(words: Sequence[Word], places: Sequence[tuple[tuple[int, int], Amount | None]]) -> list[str]:
    result = ["O"] * len(words)
    uses = Counter(amount for _, amount in places)
    for span, amount in places:
        for index in range(*span):
            result[index] = "P"
        begin = span[0]
        if amount is not None:
            shared = uses[amount] > 1
            for index in range(amount.start, amount.end):
                result[index] = "E" if shared else "Q"
            begin = begin if shared else min(begin, amount.start)
        result[begin] = "B" + result[begin]
    return result


def _places(
    text: str, words: Sequence[Word], lines: Sequence[Wanted]
) -> list[tuple[tuple[int, int], Amount | None] | None]:
    """Where each line's name stands, and its amount; None for a line that is not found."""
    spans = _names(text, words, lines)
    taken: set[int] = {index for span in spans if span for index in range(*span)}
    result: list[tuple[tuple[int, int], Amount | None] | None] = []
    for line, span in zip(lines, spans, strict=True):
        amount = _amount(words, line, span, taken) if span else None
        if span is None or (amount is None and line.quantity != 1):
            result.append(None)
            continue
        result.append((span, amount))
        if amount is not None and not amount.each:
            taken.update(range(amount.start, amount.end))
    return result


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)", re.IGNORECASE)


def _names(text: str, words: Sequence[Word], lines: Sequence[Wanted]) -> list[tuple[int, int] | None]:
    """Where each line's name stands, in the order of the lines as far as that is possible."""
    spans: list[tuple[int, int] | None] = []
    starts, ends = [word.start for word in words], [word.end for word in words]
    cursor, used = 0, set[int]()
    for line in lines:
        options = [
            (bisect_right(ends, match.start()), bisect_left(starts, match.end()))
            for match in _pattern(line.phrase).finditer(text)
        ]
        options = [each for each in options if each[0] < each[1] and not used & set(range(*each))]
        if not options:
            spans.append(None)
            continue
        behind = [each for each in options if each[0] >= cursor] or options
        best = min(behind, key=lambda each: (_amount(words, line, each, used) is None and line.quantity != 1, each[0]))
        spans.append(best)
        used |= set(range(*best))
        cursor = best[0]
    return spans


def _amount(words: Sequence[Word], line: Wanted, span: tuple[int, int], taken: set[int]) -> Amount | None:
    """The nearest reading with the line's quantity and unit, outside of names; the longest of several there."""
    low, high = max(0, span[0] - FAR), min(len(words), span[1] + FAR)
    wanted = (line.quantity.normalize(), line.unit)
    fitting = {
        amount
        for word in words[low:high]
        for amount in word.amounts
        if measured(amount) == wanted
        and (amount.each or not taken & set(range(amount.start, amount.end)))
        and not (amount.start < span[1] and amount.end > span[0])
    }
    if not fitting:
        shared = {each for word in words for each in word.amounts if each.each and measured(each) == wanted}
        return min(shared, key=lambda each: abs(each.start - span[0]), default=None)

    def distance(amount: Amount) -> tuple[int, int, float]:
        gap = span[0] - amount.end if amount.start < span[0] else amount.start - span[1]
        return gap + 3 * (words[amount.start].row != words[span[0]].row), amount.start - amount.end, -amount.strength

    return min(fitting, key=distance)
