"""Which of several names a few words are about, by the words they share, in any case and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` folded to one spelling, numbers with their points."""
    folded = re.sub(r"(?<=\d)[х×](?=\d)", "x", text.casefold()).replace("ё", "е")
    return tuple(_WORD.findall(re.sub(r"(?<=\d),(?=\d)", ".", folded)))


def alike(word: str, part: str) -> bool:
    """Whether two words are equal, or forms of one longer word: кабель and кабелю, rękawice and rękawiczki."""
    if word == part:
        return True
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return False
    stem = max(4, len(word) * 7 // 10)
    return part[:stem] == word[:stem] and abs(len(part) - len(word)) <= 4


def nearest(named: Sequence[Sequence[str]], asked: Sequence[str]) -> list[int]:
    """Positions of the things that share most of the words ``asked``, provided they share half of them; else none.

    A thing may have several names (languages, a number); its best one counts. ``asked`` are words of `words_of`.
    """
    scores = [max((_shared(name, asked) for name in names), default=0) for names in named]
    best = max(scores, default=0)
    if best == 0 or best * 2 < len(asked):
        return []
    return [position for position, score in enumerate(scores) if score == best]


def _shared(name: str, asked: Sequence[str]) -> int:
    parts = words_of(name)
    return sum(any(alike(word, part) for part in parts) for word in asked)
