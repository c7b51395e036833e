"""Whether the words of a phrase are found in a product's own words. Pure.

The guard against adding a wrong article: "3x1.5" is not "3x2.5", "16A" is not "C10", whatever a search engine finds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlu.reading.inflection import stem

# Cyrillic letters as the Latin ones that look the same: people type either in M8х40, 16А, С16.
_LOOKALIKES = str.maketrans("авекмнорстухіј×", "abekmhopctyxijx")
# Polish is often typed without its diacritics: "helmow" is "hełmów".
_POLISH = str.maketrans("ąćęłńóśźż", "acelnoszz")
_UNIT_WORDS = (
    "mm2 mm cm kw kv ka ma mah ah va kva nm hz lm ml kg mb bar pole p a v b w m l g k "
    "вт квт кв ка ма мм2 мм см мл в а м кг г л"
)
_UNITS = "|".join(sorted(_UNIT_WORDS.split(), key=len, reverse=True))
_NUMBER_UNIT = re.compile(rf"(?<![\w.])(\d+(?:\.\d+)?)\s*(?:{_UNITS})(?![a-zа-яіїєґ0-9])")
_SIZE = re.compile(r"(?<![\w-])(XS|S|M|L|X{1,3}L)(?![\w-])")
_WORD = re.compile(r"[^\W_]+(?:[./][^\W_]+)*")
_STOP = frozenset(["the", "and", "for", "with", "from", "на", "для", "oraz"])


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Lower case without Polish diacritics, decimal points, sizes without spaces (3x2.5), and lookalike letters of
    words with digits in Latin.
    """
    folded = text.lower().replace("²", "2").replace("ё", "е").translate(_POLISH)
    folded = re.sub(r"(?<=\d),(?=\d)", ".", folded)
    folded = re.sub(r"(?<=\d)\s*[xх×*]\s*(?=\d)", "x", folded)
    folded = re.sub(r"\b([mм])\s*(\d+)\s*x\s*(?=\d)", r"\1\2x", folded)
    return re.sub(r"\S*\d\S*", lambda found: found.group().translate(_LOOKALIKES), folded)


def figures(text: str) -> set[str]:
    """The tokens of `text` that hold digits, without units and signs such as Ø (3x2.5, 16, m8x40, c16), and sizes of
    clothing (L, XL).
    """
    found: set[str] = set(_SIZE.findall(text))
    for token in _WORD.findall(_NUMBER_UNIT.sub(r"\1 ", normal(text))):
        if any(letter.isdigit() for letter in token):
            found.add(token.strip("."))
    return found


def words(text: str) -> set[str]:
    """The words of `text` without digits, of three letters and more."""
    return {
        token
        for token in _WORD.findall(normal(text))
        if len(token) > 2 and not any(letter.isdigit() for letter in token) and token not in _STOP
    }


@dataclass(frozen=True, slots=True)
class Agreement:
    """`figures`: every figure of the phrase is the product's; `words`: the share of its words that are (0 to 1)."""

    figures: bool
    words: float

    @property
    def full(self) -> bool:
        """Whether the product has everything the phrase says."""
        return self.figures and self.words >= 0.999


def agree(phrase: str, languages: Sequence[Sequence[str]]) -> Agreement:
    """How far a product is what `phrase` says.

    `languages` holds what describes the product (names, synonyms, numbers, attribute values), a group a language.
    Figures may stand in any of them; words must come from one, for the same letters mean other things in another.
    """
    have = {figure for texts in languages for text in texts for figure in figures(text)}
    loose = (
        have | {_digits(figure) for figure in have} | {part for figure in have for part in re.split(r"[/x]", figure)}
    )
    figures_agree = all(figure in loose or _digits_only_match(figure, have) for figure in figures(phrase))
    asked = words(phrase)
    if not asked:
        return Agreement(figures_agree, 1.0)
    best = 0
    for texts in languages:
        known = {word for text in texts for word in words(text)}
        best = max(best, sum(1 for word in asked if _known(word, known)))
    return Agreement(figures_agree, best / len(asked))


def _digits(figure: str) -> str:
    return re.sub(r"^[a-zа-яіїєґ]+|[a-zа-яіїєґ]+$", "", figure)


def _digits_only_match(figure: str, have: set[str]) -> bool:
    """`3x2.5` is in `nym-j3x2.5`; a figure that begins with a letter (c16, m8) must stand as it is."""
    return figure[0].isdigit() and any(re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", token) for token in have)


def _known(word: str, known: set[str]) -> bool:
    """Whether a word, or another form of it, is among `known`: the ending may differ, the longer the word the more."""
    if word in known:
        return True
    if len(word) < 4:
        return False
    if any(stem(other) == stem(word) for other in known if len(other) >= 4):
        return True  # a short word too: білі and біла
    same = max(4, len(word) - 3)
    return any(
        other[:same] == word[:same] and abs(len(other) - len(word)) <= (1 if len(word) < 5 else 3) for other in known
    )
