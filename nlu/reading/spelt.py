"""Numbers in words, wherever they stand in a text: "make it thirty", "двадцять п'ять", "trzydzieści dwa"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlu.reading.lines import numbers
from nlu.reading.lines.units import unit_of

LONGEST = 8  # words of one number
_WORD = re.compile(r"(?<![\w.,/])[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_PAIRS = numbers.PAIRS | {"para"}


def spelt(text: str) -> list[tuple[int, int, Decimal]]:
    """(start, end, value) of the numbers in words in ``text``; a mere "a" or "half" before no unit counts nothing."""
    return [found for run in _runs(text) for found in _of_run(run)]


def value_of(words: str) -> Decimal | None:
    """The number that ``words`` spell, in digits or letters and nothing else; None when they spell none."""
    texts = words.split()
    if len(texts) == 1 and texts[0].isdigit():
        return Decimal(texts[0])
    if texts and texts[-1].casefold() == "of":
        texts.pop()
    if len(texts) == 1 and numbers.fold(texts[0]) in _PAIRS:
        return Decimal(2)
    found = numbers.words(texts)
    return found[0] if found and found[1] == len(texts) else None


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with nothing but spaces between them."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and text[run[-1].end() : word.start()].strip():
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _of_run(run: list[re.Match[str]]) -> Iterator[tuple[int, int, Decimal]]:
    index = 0
    while index < len(run):
        texts = [word[0] for word in run[index : index + LONGEST]]
        found = (Decimal(2), 1) if numbers.fold(texts[0]) in _PAIRS else numbers.words(texts)
        if found is None or _is_no_count(texts, found):
            index += 1
            continue
        yield run[index].start(), run[index + found[1] - 1].end(), found[0]
        index += found[1]


def _is_no_count(texts: list[str], found: tuple[Decimal, int]) -> bool:
    """A half of what is not measured: "на пол", "half price"."""
    value, used = found
    return value == Decimal("0.5") and (used == len(texts) or unit_of(texts[used]) is None)
