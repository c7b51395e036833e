"""The words of a line that name its product, without the talk around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlu.reading.lines import words
from nlu.reading.lines.chatter import GAP
from nlu.reading.lines.tokens import Token
from nlu.reading.lines.units import is_technical

Tokens = Sequence[Token]
_OPENING: Final = frozenset({"(", "«", "“", "„", '"'})
_PREPOSITIONS: Final = frozenset(
    [
        "на",
        "з",
        "із",
        "в",
        "у",
        "для",
        "до",
        "по",
        "с",
        "к",
        "із",
        "from",
        "with",
        "for",
        "to",
        "на",
        "z",
        "do",
        "na",
        "w",
        "dla",
        "od",
        "of",
    ]
)


def _stripped(row: Tokens, start: int, stop: int) -> tuple[int, int]:
    """Without joining and ordering words and signs at both edges."""
    while start < stop and (row[start].is_joining or row[start].is_ordering) and row[start].text not in _OPENING:
        start += 1
    while start < stop and _ends_nothing(row, start, stop):
        stop -= 1
    return start, stop


def _ends_nothing(row: Tokens, start: int, stop: int) -> bool:
    token = row[stop - 1]
    if token.text == ")":
        return not any(row[index].text == "(" for index in range(start, stop))
    return token.is_joining or token.is_ordering


def _is_talk(token: Token) -> bool:
    """Whether a word belongs to talk or tells something."""
    return token.is_talking or token.is_stating


def _names(row: Tokens, start: int, stop: int) -> tuple[int, ...]:
    return tuple(index for index in range(start, stop) if row[index].text != GAP)


def _after_talk(row: Tokens, start: int, stop: int) -> int:
    """The place after the last ordering or talking word, if a word follows it."""
    for index in range(stop - 1, start - 1, -1):
        if row[index].is_ordering or row[index].is_talking or row[index].is_stating:
            inner = _stripped(row, index + 1, stop)
            if inner[0] < inner[1]:
                return index + 1
    return start


def before_amount(row: Tokens, start: int, stop: int) -> tuple[tuple[int, ...], bool]:
    """The tokens before a quantity that name the product, and whether a colon ends them.

    Words of ordering and what stands before them are talk; so is everything when nothing but such words remains.
    """
    heading = stop > start and row[stop - 1].text == ":"
    first, last = _stripped(row, start, stop)
    if first >= last:
        return (), heading
    talking = [
        index
        for index in range(first, last)
        if row[index].is_ordering or row[index].is_talking or row[index].is_stating
    ]
    if talking:
        first, last = _stripped(row, _after_talk(row, first, last), last)
        if first < last and talking[-1] > first:
            first, last = _stripped(row, first, talking[-1])
            if any(row[index].is_stating for index in talking[:-1]) and row[talking[-1]].is_ordering:
                return (), heading
    if first < last and all(
        row[index].is_talking or row[index].is_stating or row[index].is_joining for index in range(first, last)
    ):
        return (), heading
    return _names(row, first, last), heading


def after_amount(row: Tokens, start: int, stop: int) -> tuple[int, ...]:
    """The tokens after a quantity that name the product: up to a word that orders or talks."""
    first, last = _stripped(row, start, stop)
    for index in range(first + 1, last):
        if row[index].is_ordering or row[index].is_talking or row[index].is_stating:
            first, last = _stripped(row, first, index)
            break
    if first < last and all(row[index].low in words.POINTING for index in range(first, last)):
        return ()
    if first < last and row[first].is_talking:
        return ()
    return _names(row, first, last)


def only_measures(row: Tokens, name: Sequence[int]) -> bool:
    """Whether a name is a measure and nothing else: "1 m", "6 mm"."""
    texts = [row[index] for index in name]
    return len(texts) == 2 and texts[0].text.isdigit() and bool(texts[1].unit or is_technical(texts[1].text))


def _names_nothing(token: Token) -> bool:
    """A number, a word that points elsewhere, a sign; eight digits and more are an EAN."""
    return (
        token.low in words.POINTING
        or token.is_joining
        or (token.text.isdigit() and len(token.text) < 4 and token.text[0] != "0")
    )


def name_alone(row: Tokens, start: int, stop: int) -> tuple[tuple[int, ...], bool]:
    """The name in a part without a quantity, and whether the part is talk of something else."""
    if any(row[index].is_talking or row[index].is_stating for index in range(start, stop)):
        return (), True
    first, last = _stripped(row, _after_talk(row, start, stop), stop)
    if first >= last or all(_names_nothing(row[index]) for index in range(first, last)):
        return (), True
    return _names(row, first, last), False


def depths(tokens: Sequence[Token]) -> list[int]:
    """How many brackets are open at each token; none where they do not match."""
    depth, result = 0, []
    for token in tokens:
        depth += token.text == "("
        result.append(depth)
        depth = max(0, depth - (token.text == ")"))
    return result if depth == 0 else [0] * len(tokens)
