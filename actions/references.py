"""Pointing words: "the second one", "the last", "both", and small numbers in words, in four languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

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
_NUMBER_WORDS = {
    1: "one a один одну одна одне одно jeden jedną jedna jedno",
    2: "two два дві две пару пара dwa dwie dwóch parę para couple",
    3: "three три trzy",
    4: "four чотири четыре cztery",
    5: "five п'ять пять pięć piec",
    6: "six шість шесть sześć",
    7: "seven сім семь siedem",
    8: "eight вісім восемь osiem",
    9: "nine дев'ять девять dziewięć",
    10: "ten десять dziesięć dziesiec",
    12: "twelve dozen дванадцять двенадцать дюжину дюжина dwanaście tuzin",
    15: "fifteen п'ятнадцять пятнадцать piętnaście",
    20: "twenty двадцять двадцать dwadzieścia",
    50: "fifty п'ятдесят пятьдесят pięćdziesiąt",
    100: "hundred сто сотню сотня setka setkę",
}
_WORD_VALUES = {word: value for value, words in _NUMBER_WORDS.items() for word in words.split()}
_DIGITS = re.compile(
    r"(?<![\w.,/\-])(\d{1,6}(?:[.,]\d{1,3})?)(?=\s*(?:шт|pcs|pc|pieces|szt|м|m|кг|kg|л|l|x|х)?\b)(?![\w]*\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")


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
    found = [(match.start(), Decimal(match[1].replace(",", "."))) for match in _DIGITS.finditer(text)]
    for match in _WORD.finditer(text):
        value = _WORD_VALUES.get(match[0].casefold().replace("’", "'").replace("ʼ", "'"))
        if value is not None and not (value == 1 and match[0].casefold() == "a"):
            found.append((match.start(), Decimal(value)))
    return [value for _, value in sorted(found)]
