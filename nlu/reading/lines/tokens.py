"""A row of text as tokens that remember where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from nlu.reading.lines import numbers, units, words
from nlu.reading.lines.chatter import GAP

LONGEST_SHORT: Final = 6
_VOWELS: Final = "аеєиіїоуюяыэёьaeiouyąęó"
_LEADING: Final = "(«“„[\"'*"
_TRAILING: Final = ",;:.!?)]»”*"
# "WAGO-221-413,5" has a count, the size in "TS35x7,5" is a decimal
_CODE_COUNT: Final = re.compile(r"^((?=\S*[^\W\d_]\S*[^\W\d_])(?!\S*\d[xхXХ×]\d+,)[^\s,]{5,}),(\d{1,6}[^\W\d_]*)$")
# "кран,5шт", "C16,C20": a comma cuts unless digits stand on both sides of it
_INNER: Final = re.compile(
    r"(?<=\S),(?=[^\d\s])|\+(?=\d+[^\W\d])|(?<=[^\d\s]),(?=\d)|;|(?<=\d[^\W\d]),(?=\S)|\||(?<=[^\W\d_]{3})[:=](?=\d)"
)
_POINTED: Final = re.compile(r"^(\d+[^\W\d]+)\.([^\W\d].*)$")
_DASHED: Final = re.compile(r"^([-–—:=])(\d.*)$")
_WORD_DASH: Final = re.compile(r"^([^\W\d_]{3,}|\S*\d\S*)[-–—](\d{1,5})([^\W\d_]+)\.?$")
_SENTENCE_END: Final = re.compile(r"\s+[^\sа-яіїєґa-ząćęłńóśźż]|\s*$")
_SMALL_NEXT: Final = re.compile(r"\s*(?:\d|[^\W\d_]\b)")
_NUMBER_NEXT: Final = re.compile(r"\s*\d")
_ABBREVIATIONS: Final = frozenset(
    [
        "арт",
        "art",
        "nr",
        "no",
        "вул",
        "ул",
        "ul",
        "мод",
        "тип",
        "ст",
        "гр",
        "im",
        "ім",
        "кв",
        "пог",
        "м",
        "п",
        "е",
        "д",
        "т",
    ]
)


@dataclass(frozen=True)
class Token:
    """A word or a sign; `start` and `end` are offsets in the row."""

    text: str
    start: int
    end: int

    @cached_property
    def low(self) -> str:
        """The word in lower case."""
        return numbers.fold(self.text)

    @cached_property
    def unit(self) -> str | None:
        """The unit of sale that it names."""
        return units.unit_of(self.text)

    @property
    def is_comma(self) -> bool:
        """Whether it is a comma, or a part left out."""
        return self.text in {",", GAP, "|"}

    @property
    def is_stop(self) -> bool:
        """Whether nothing goes on across it."""
        return self.text in {";", "!", "?", "\n"}

    @cached_property
    def is_sign(self) -> bool:
        """Whether it is no word."""
        return not any(letter.isalnum() for letter in self.text)

    @cached_property
    def is_conjunction(self) -> bool:
        """Whether it may join two products."""
        return (self.low in _CONJUNCTIONS and not words.is_letter(self.text)) or self.text in {"+", "&"}

    @cached_property
    def is_ordering(self) -> bool:
        """See words.is_ordering."""
        return words.is_ordering(self.text)

    @cached_property
    def is_talking(self) -> bool:
        """See words.is_talking."""
        return words.is_talking(self.text)

    @cached_property
    def is_stating(self) -> bool:
        """See words.is_stating."""
        return words.is_stating(self.text)

    @cached_property
    def is_joining(self) -> bool:
        """See words.is_joining."""
        return self.text == GAP or self.is_sign or words.is_joining(self.text)


_CONJUNCTIONS: Final = frozenset(
    {"and", "та", "й", "и", "і", "i", "oraz", "plus", "плюс", "а", "also", "ще", "ещё", "еще", "jeszcze"}
)


def tokens(row: str, ordinal: int = 0) -> list[Token]:
    """The tokens of a row; punctuation at the edges of words stands alone. `ordinal`: the number the row began with."""
    found: list[Token] = []
    for match in re.finditer(r"\S+", row):
        found.extend(_cut(row, match.group(), match.start()))
    return _without_numbering(found, ordinal)


def _cut(row: str, chunk: str, start: int) -> Iterator[Token]:
    if chunk == GAP:
        yield Token(chunk, start, start + len(chunk))
        return
    while len(chunk) > 1 and chunk[0] in _LEADING:
        yield Token(chunk[0], start, start + 1)
        chunk, start = chunk[1:], start + 1
    tail: list[Token] = []
    while len(chunk) > 1 and chunk[-1] in _TRAILING and not _belongs(chunk):
        sign = chunk[-1]
        end = start + len(chunk)
        if sign == "." and _ends_sentence(row, end, chunk[:-1]):
            sign = ";"
        tail.insert(0, Token(sign, end - 1, end))
        chunk = chunk[:-1]
    yield from _inner(chunk, start)
    yield from tail


def _belongs(chunk: str) -> bool:
    """Whether a closing bracket was opened in the same word, or a point belongs to it."""
    return (chunk[-1] == ")" and "(" in chunk) or (chunk[-1] == "]" and "[" in chunk)


def _ends_sentence(row: str, end: int, word: str) -> bool:
    if word.lower() in _ABBREVIATIONS or (
        word.isdigit() and len(word) < 3 and end < len(row) and row[:end].strip() == f"{word}."
    ):
        return False
    if _shortened(word) and _SMALL_NEXT.match(row, end):
        return False
    if (units.unit_of(word) or word.lower() in {"no", "nos"}) and _NUMBER_NEXT.match(row, end):
        return False
    return bool(_SENTENCE_END.match(row, end))


def _shortened(word: str) -> bool:
    """Whether a word before a point is cut short: "гофр.", "розм."; they end with a consonant."""
    return word.isalpha() and len(word) <= LONGEST_SHORT and word[-1].lower() not in _VOWELS and not units.unit_of(word)


def _inner(chunk: str, start: int) -> Iterator[Token]:
    counted = _CODE_COUNT.match(chunk)
    if counted:
        yield Token(counted.group(1), start, start + counted.end(1))
        yield Token(":", start + counted.end(1), start + counted.end(1) + 1)
        yield Token(counted.group(2), start + counted.start(2), start + len(chunk))
        return
    cut = _INNER.search(chunk)
    if cut and 0 < cut.start() < len(chunk) - 1:
        yield from _inner(chunk[: cut.start()], start)
        yield Token(chunk[cut.start()], start + cut.start(), start + cut.end())
        yield from _inner(chunk[cut.end() :], start + cut.end())
        return
    pointed = _POINTED.match(chunk)
    if pointed and units.glued(pointed.group(1)):
        yield Token(pointed.group(1), start, start + pointed.end(1))
        yield Token(".", start + pointed.end(1), start + pointed.end(1) + 1)
        chunk, start = pointed.group(2), start + pointed.start(2)
    dashed = _DASHED.match(chunk)
    if dashed:
        yield Token(dashed.group(1), start, start + 1)
        chunk, start = dashed.group(2), start + 1
    glued = _WORD_DASH.match(chunk)
    if glued and units.unit_of(glued.group(3)) and units.glued(glued.group(2) + glued.group(3)):
        yield Token(glued.group(1), start, start + glued.end(1))
        yield Token("-", start + glued.end(1), start + glued.end(1) + 1)
        yield Token(chunk[glued.end(1) + 1 :], start + glued.end(1) + 1, start + len(chunk))
        return
    yield Token(chunk, start, start + len(chunk))


def _without_numbering(found: list[Token], ordinal: int) -> list[Token]:
    """`1) … 2) …`, `1. … 2. …` within a row become stops, as long as they count up from one."""
    result: list[Token] = []
    first = max(ordinal, 1)
    index = 0
    while index < len(found):
        token = found[index]
        follows = found[index + 1].text if index + 1 < len(found) else ""
        if (
            token.text == str(ordinal + 1)
            and follows in {")", "."}
            and _glued_sign(found, index)
            and not _is_open(result)
        ):
            ordinal += 1
            result.append(Token(";", token.start, token.end))
            index += 2
            continue
        result.append(token)
        index += 1
    return result if ordinal > first else found


def _glued_sign(found: list[Token], index: int) -> bool:
    return found[index].end == found[index + 1].start


def _is_open(result: list[Token]) -> bool:
    return sum(token.text.count("(") - token.text.count(")") for token in result[-8:]) > 0
