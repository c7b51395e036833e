"""Which of several names a few words mean: "the 100 m ring", "1P C16", "cut to length". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.phrases import asking_words
from actions.references import without_pointers

MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_]{1,2}\b)(?!x)", re.IGNORECASE)


def named_candidate(names: Sequence[str], text: str) -> int | None:
    """The position of the only one of ``names`` that has every word of ``text``; None where there is not one only."""
    asked = [word for word in _words(without_pointers(text)) if word not in asking_words() or len(word) == 1]
    if not asked or len(asked) > MOST_WORDS:
        return None
    found = [position for position, name in enumerate(names) if _has_all(_words(name), asked)]
    return found[0] if len(found) == 1 else None


def shares_word(words: str, text: str) -> bool:
    """Whether one of ``words`` stands in ``text``, be it in another case."""
    there = _words(text)
    return any(_akin(word, part) for word in _words(words) if len(word) > 2 for part in there)


def _akin(word: str, part: str) -> bool:
    """As ``_same``, for longer endings too: рукавиць and рукавиці, glove and gloves."""
    same = min(len(word), len(part), 5)
    return _same(word, part) or (same >= 4 and word[:same] == part[:same])


def _words(text: str) -> list[str]:
    folded = re.sub(r"(?<=\d)[х×](?=\d)", "x", text.casefold()).replace(",", ".")
    return _WORD.findall(_GLUED.sub(" ", folded))


def _has_all(name: Sequence[str], asked: Sequence[str]) -> bool:
    return all(any(_same(word, part) for part in name) for word in asked)


def _same(word: str, part: str) -> bool:
    """Equal, or two forms of one longer word: бухта and бухту, ring and rings."""
    if word == part or len(word) < 4 or any(letter.isdigit() for letter in word):
        return word == part
    same = max(4, len(word) - 2)
    return word[:same] == part[:same] and abs(len(word) - len(part)) <= 2
