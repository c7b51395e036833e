"""Which of several names a few words are about, by the words they share, in any case and number. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.phrases import asking_words

_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of ``text`` folded to one spelling, numbers with their points."""
    folded = re.sub(r"(?<=\d)[х×](?=\d)", "x", text.casefold()).replace("ё", "е")
    return _WORD.findall(re.sub(r"(?<=\d),(?=\d)", ".", folded))


def nearest(names: Sequence[str], text: str) -> list[int]:
    """Positions of the names that share most words with ``text``, provided they share half of its words; else none."""
    asked = [word for word in words_of(text) if word not in asking_words() and len(word) > 1]
    if not asked:
        return []
    scores = [sum(any(_same(word, part) for part in words_of(name)) for word in asked) for name in names]
    best = max(scores, default=0)
    if best == 0 or best * 2 < len(asked):
        return []
    return [position for position, score in enumerate(scores) if score == best]


def _same(word: str, part: str) -> bool:
    if word == part:
        return True
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return False
    stem = max(4, len(word) * 7 // 10)
    return part[:stem] == word[:stem] and abs(len(part) - len(word)) <= 4
