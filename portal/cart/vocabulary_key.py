"""A phrase as it is compared with what a company called a product before. Pure."""

from __future__ import annotations

import re
from typing import Final

from portal.cart.agreement import normal

MAX_PHRASE: Final = 200
_WORD: Final = re.compile(r"[^\W_]+(?:[.,/x×-][^\W_]+)*")
_STOP: Final = frozenset(
    {"the", "a", "an", "of", "for", "with", "and", "для", "на", "з", "із", "с", "та", "і", "и", "z", "na", "do", "i"}
)
_SHORT: Final = 5  # words up to this length stand as they are
_ENDINGS: Final = "аеєиіїоуюяыэйьвмхaeiouyąęówvmhcsj"


def phrase_key(phrase: str) -> str:
    """Lower case, without punctuation and joining words, long words without their endings; "" for what names nothing.

    "Автоматів на 16А" and "автомати 16а" are the same wish; "3x1.5" and "3x2.5" are not.
    """
    words = [_stem(word) for word in _WORD.findall(normal(phrase[:MAX_PHRASE])) if word not in _STOP]
    key = " ".join(words)
    return key if any(letter.isalpha() for letter in key) or len(key) >= _SHORT else ""


def _stem(word: str) -> str:
    if len(word) <= _SHORT or any(letter.isdigit() for letter in word):
        return word
    while len(word) > _SHORT and word[-1] in _ENDINGS:
        word = word[:-1]
    return word
