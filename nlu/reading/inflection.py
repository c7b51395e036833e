"""Whether two words are forms of one word: ніж and ножів, біла and білі, rękawice and rękawic, knife and knives. Pure.

Light stemming: the ending is cut off by list, and vowels that alternate inside a stem are written alike. Made for the few
names of a cart or a list, where a wrong match is unlikely, not for a search in the catalogue.
"""

# ruff: noqa: E501 - lists of endings, a language to a line
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nlu.reading.likeness import words_of

SHORTEST = 2
_ENDINGS = tuple(
    sorted(
        [
            "s",
            "es",
            "ий",
            "ій",
            "ого",
            "ього",
            "ому",
            "ьому",
            "им",
            "ім",
            "их",
            "іх",
            "ими",
            "іми",
            "ої",
            "ою",
            "ею",
            "єю",
            "а",
            "я",
            "у",
            "ю",
            "і",
            "ї",
            "е",
            "є",
            "и",
            "о",
            "ь",
            "ів",
            "їв",
            "ей",
            "ам",
            "ям",
            "ами",
            "ями",
            "ах",
            "ях",
            "ові",
            "еві",
            "ння",
            "ття",
            "ый",
            "ой",
            "ая",
            "яя",
            "ое",
            "ее",
            "ые",
            "ие",
            "ая",
            "ому",
            "ему",
            "ым",
            "ых",
            "ыми",
            "ую",
            "юю",
            "ов",
            "ев",
            "ей",
            "ы",
            "ий",
            "ия",
            "ию",
            "ием",
            "ии",
            "y",
            "i",
            "a",
            "e",
            "ą",
            "ę",
            "o",
            "u",
            "ego",
            "emu",
            "ym",
            "im",
            "ej",
            "ych",
            "ich",
            "ymi",
            "imi",
            "ów",
            "om",
            "ami",
            "ach",
            "ie",
            "iem",
            "owi",
            "em",
        ],
        key=len,
        reverse=True,
    )
)
_ALIKE = str.maketrans({"і": "о", "ї": "о", "ó": "o", "ё": "е", "є": "е", "ґ": "г", "ą": "a", "ę": "e", "ł": "l", "ś": "s", "ć": "c", "ń": "n", "ż": "z", "ź": "z"})  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")
# касок and каска, рулеток and рулетка, wierteł and wiertło
_VANISHING = re.compile(r"(?<=[^аеиоуюяaeiouy])[оеoe](?=[кнлрцknlrc]$)")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """``word`` caseless without its ending, alternating vowels alike; a word with figures stays as it is."""
    word = word.casefold()
    if not _LETTERS.fullmatch(word):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > SHORTEST:
            word = word.removesuffix(ending)
            break
    word = _VANISHING.sub("", word.translate(_ALIKE))
    if word.isascii():
        word = word.removesuffix("e") if len(word) > SHORTEST + 1 else word
        return f"{word[:-1]}f" if word.endswith("v") else word
    return word


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one; long ones may differ by a suffix: рукавиці and рукавички."""
    first, second = stem(one), stem(other)
    if first == second:
        return True
    shorter = min(len(first), len(second))
    if shorter < 5 or any(map(str.isdigit, first + second)):
        return False
    common = max(5, -(-shorter * 4 // 5))
    return first[:common] == second[:common]


def named(names: Sequence[str], text: str) -> list[int]:
    """Positions of the names that have most words of ``text`` in some form, if they have more than half of them."""
    asked = [word for word in words_of(text) if len(word) > 1]
    if not asked:
        return []
    scores = [sum(any(same_word(word, part) for part in words_of(name)) for word in asked) for name in names]
    best = max(scores, default=0)
    if best * 2 <= len(asked):
        return []
    return [position for position, score in enumerate(scores) if score == best]
