"""Which of a company's purchases a few words name: "my gloves", "рукавички", "the NYM cable". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")


def named(names: Mapping[int, Sequence[str]], words: str) -> list[int]:
    """The ids whose names (in any language, or their number) have every one of `words`; failing that, the ids that
    have the most of them, provided it is at least half.
    """
    asked = [word for word in _words(words) if len(word) > 1][:MOST_WORDS]
    if not asked:
        return []
    scores = {each: max((_score(_words(name), asked) for name in texts), default=0) for each, texts in names.items()}
    best = max(scores.values(), default=0)
    if best == 0 or best * 2 < len(asked):
        return []
    return [each for each, score in scores.items() if score == best]


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    folded = re.sub(r"(?<=\d)[х×](?=\d)", "x", text.casefold()).replace("ё", "е")
    return tuple(_WORD.findall(re.sub(r"(?<=\d),(?=\d)", ".", folded)))


def _score(name: Iterable[str], asked: Sequence[str]) -> int:
    parts = tuple(name)
    return sum(any(_same(word, part) for part in parts) for word in asked)


def _same(word: str, part: str) -> bool:
    """Equal, or forms of one longer word: кабель and кабелю, rękawice and rękawiczki."""
    if word == part:
        return True
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return False
    stem = max(4, len(word) * 7 // 10)
    return part[:stem] == word[:stem] and abs(len(part) - len(word)) <= 4
