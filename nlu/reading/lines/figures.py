"""Numbers and containers that look like quantities and belong to the goods: `fluke 117`, `5 коробок розподільчих`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from nlu.reading.lines import numbers, words
from nlu.reading.lines.units import MEASURES, glued
from nlu.reading.lines.values import Tokens, is_number

_GOODS: Final = frozenset(["puszka", "puszki", "puszek", "коробок", "коробка", "коробки", "коробку", "кор"])
_ADJECTIVE: Final = re.compile(r"^\w{3,}(?:ych|ich|их|ых|ових|ная|на|ча|owa|owe|ne)$")
_PARTS: Final = re.compile(r"^(?:modu[łl]\w*|модул\w*|порт\w*|port\w*|каналов|каналів|kanał\w*)$")
FEW_LETTERS: Final = 3
HUNDRED: Final = 100
FIVE: Final = 5
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2030


def is_goods(row: Tokens, index: int) -> bool:
    """`25 розподільчих коробок`, `5 коробок розподільчих`, `10 puszek`: the containers themselves are asked for."""
    if index + 2 < len(row) and row[index + 1].text == ".":
        index += 1
    after = row[index + 1] if index + 1 < len(row) else None
    if after is None or (after.is_sign and after.text not in {"(", "-"}):
        return index > 0 and _starts_line(row, index)
    if after.low.startswith(("зажиган", "запалюв", "запалён")):
        return True
    if index > 0 and _measures(row, index + 1) and row[index].unit == "can" and _after_sign(row, index):
        return True
    if row[index].low in _GOODS and _ADJECTIVE.match(after.low):
        beyond = row[index + 2] if index + 2 < len(row) else None
        return beyond is None or beyond.is_sign or words.is_figure(beyond.text) or beyond.is_conjunction
    return False


def _measures(row: Tokens, index: int) -> bool:
    """Whether a measure stands at `index` and ends its part: "2 buckets 15 l"."""
    end = index + 1 if glued(row[index].text) else index + 2
    counted = glued(row[index].text) or (is_number(row[index]) and end <= len(row) and row[index + 1].unit in MEASURES)
    return bool(counted) and (end >= len(row) or row[end].is_sign or row[end].is_conjunction)


def _after_sign(row: Tokens, index: int) -> bool:
    """Whether a sign, "and" or a word of ordering stands before the number that counts the unit at `index`."""
    place = index - 2
    return place < 0 or row[place].is_sign or row[place].is_joining or row[place].is_ordering


def _starts_line(row: Tokens, index: int) -> bool:
    """Whether only a number and talk stand before the unit at `index` in its part of the row."""
    place = index - 1
    while place >= 0 and (numbers.digits(row[place].text) is not None or numbers.words([row[place].text])):
        place -= 1
    return all(row[each].is_joining or row[each].is_ordering for each in range(place + 1))


def is_year(value: Decimal) -> bool:
    """`rozrząd do golfa 2015`."""
    return FIRST_YEAR <= value < LAST_YEAR and value % HUNDRED != 0


def are_goods(row: Tokens, start: int, end: int) -> bool:
    """`10 modułów awaryjnych`: at the beginning of a line, with a word behind it, a part that is bought."""
    if start and not row[start - 1].is_sign:
        return False
    return bool(_PARTS.match(row[end].low)) and end + 1 < len(row) and row[end + 1].text.isalpha()


def is_model(row: Tokens, index: int, value: Decimal) -> bool:
    """`Hakko 936`, `fluke 117`: an odd number of three figures after a word in Latin letters is a model's."""
    before = row[index - 1].text
    if (
        not before.isascii()
        or not before.isalpha()
        or len(before) < FEW_LETTERS
        or value < HUNDRED
        or value % FIVE == 0
    ):
        return False
    return before[0].isupper() or any(not each.text.isascii() for each in row[:index])


def joins_on(row: Tokens, index: int) -> bool:
    """`10 в корзину`: a letter that is a technical unit elsewhere joins here."""
    return row[index].low in {"в", "у"} and index + 1 < len(row) and row[index + 1].low[:5] in {"корзи", "кошик"}
