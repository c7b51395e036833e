"""Pointing words: "the second one", "the last", "both", and quantities, in four languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from nlu.reading.lines import numbers
from nlu.reading.spelt import spelt

T = TypeVar("T")

_ORDINALS: tuple[tuple[int, str], ...] = (
    (0, r"first|1st|перш\w*|перв\w*|pierwsz\w*"),
    (1, r"second|2nd|друг(?:ий|у|а|е|ого|ій|ому|им)|втор\w*|drug(?:i|ą|a|ie|iego|iej|im)"),
    (2, r"third|3rd|трет\w*|trzeci\w*"),
    (3, r"fourth|4th|четверт\w*|четвёрт\w*|czwart\w*"),
    (4, r"fifth|5th|п['’ʼ]?ят(?:ий|у|а|е|ого|ій|ому)|пят(?:ый|ую|ая|ое|ого|ой|ому)|piąt\w*|piat\w*"),
    (-1, r"last|останн\w*|последн\w*|ostatni\w*"),
)
_POINTED = re.compile(
    r"\b(?:number|no\.?|option|line|row|item|position|номер|варіант|вариант|рядок|рядку|строк\w*|позиці\w*|позици\w*|"
    r"numer|opcj\w*|wiersz\w*|pozycj\w*)\s*(\d{1,2})\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*(\d{1,2})\s*[.)]?\s*$")
_SUFFIXED = re.compile(r"\b(\d{1,2})[-\s]?(?:й|я|е|го|му|ий|ый|ой|ша|ге|те)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:both|all of them|обидва|обидві|оба|обе|oba|obie|wszystkie|всі|все|all)\b", re.IGNORECASE)
_DIGITS = re.compile(
    r"(?<![\w.,/\-])(\d{1,6}(?:[.,]\d{1,3})?)(?=\s*(?:шт|pcs|pc|pieces|szt|м|m|кг|kg|л|l|x|х)?\b)(?![\w]*\d)",
    re.IGNORECASE,
)
# "2 dozen", "3 сотні", "2 тис": what the digits are times
_SCALED = re.compile(r"\s+([^\W\d_]+)")


def pointed_at(text: str) -> list[int]:
    """Positions counted from 0 (-1 is the last) that ``text`` points at, in the order they are named."""
    found: list[tuple[int, int]] = []
    for position, words in _ORDINALS:
        found += [(match.start(), position) for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)]
    for pattern in (_POINTED, _SUFFIXED, _BARE):
        found += [(match.start(1), int(match[1]) - 1) for match in pattern.finditer(text) if int(match[1]) > 0]
    return list(dict.fromkeys(position for _, position in sorted(found)))


def choose(shown: Sequence[T], text: str) -> list[T]:
    """The members of ``shown`` that ``text`` points at."""
    if _ALL.search(text) and not pointed_at(text):
        return list(shown)
    return [shown[position] for position in pointed_at(text) if -1 <= position < len(shown) and shown]


def without_pointers(text: str) -> str:
    """``text`` without its pointing words."""
    for _, words in _ORDINALS:
        text = re.sub(rf"\b(?:{words})\b", " ", text, flags=re.IGNORECASE)
    for pattern in (_POINTED, _SUFFIXED, _BARE, _ALL):
        text = pattern.sub(" ", text)
    return text


def numbers_in(text: str) -> list[Decimal]:
    """Quantities in digits or in words, in order; numbers that are part of a product's name are left out."""
    in_words = {start: value for start, _, value in spelt(text)}
    found: list[tuple[int, Decimal]] = []
    for match in _DIGITS.finditer(text):
        value = Decimal(match[1].replace(",", "."))
        after = _SCALED.match(text, match.end(1))
        scale = numbers.scales(after[1]) if after else None
        if after and scale:
            in_words.pop(after.start(1), None)
        found.append((match.start(), value * (scale or 1)))
    return [value for _, value in sorted([*found, *in_words.items()])]
