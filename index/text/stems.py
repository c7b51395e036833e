"""Stems: Snowball's algorithms for English, Russian and Polish, a light one for Ukrainian."""

import threading
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

from index.text.characters import is_cyrillic

MIN_STEM = 3
_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


def _snowball(language: str) -> Callable[[str], str]:
    """Snowball's stemmers keep the word in themselves while they work, so threads take turns."""
    stemmer, lock = snowballstemmer.stemmer(language), threading.Lock()

    def stem(word: str) -> str:
        with lock:
            return str(stemmer.stemWord(word))

    return stem


_ENGLISH = _snowball("english")
_POLISH = _snowball("polish")
_RUSSIAN = _snowball("russian")

_UKRAINIAN_LETTERS = frozenset("іїєґ")
_RUSSIAN_LETTERS = frozenset("ыэъ")
_POLISH_LETTERS = frozenset("ąćęłńóśźż")

# Endings of nouns and adjectives in Ukrainian, longest first; verbs hardly occur in a catalogue.
_UKRAINIAN_ENDINGS = tuple(
    sorted(
        [
            "ового",
            "евого",
            "ьового",
            "овому",
            "евому",
            "ьовому",
            "ованого",
            "ованому",
            "ованими",
            "ованих",
            "ована",
            "оване",
            "овані",
            "ований",
            "ність",
            "ністю",
            "ності",
            "ення",
            "енням",
            "енню",
            "еннями",
            "ами",
            "ями",
            "ові",
            "еві",
            "єві",
            "ого",
            "ому",
            "ими",
            "їми",
            "ій",
            "ий",
            "ою",
            "ею",
            "єю",
            "их",
            "іх",
            "їх",
            "ів",
            "їв",
            "ів",
            "ам",
            "ям",
            "ах",
            "ях",
            "ем",
            "єм",
            "ом",
            "ія",
            "ії",
            "ію",
            "ієї",
            "іями",
            "а",
            "я",
            "о",
            "е",
            "є",
            "у",
            "ю",
            "и",
            "і",
            "ї",
            "ь",
        ],
        key=len,
        reverse=True,
    )
)


@lru_cache(maxsize=200_000)
def stems(word: str, language: str = "") -> tuple[str, ...]:
    """The distinct stems of a lower-case word, without Polish diacritics (many people type none).

    A word of the given language's script is stemmed by its rules (a Latin word in a Ukrainian text by the
    English ones). Where the language is unknown, letters that only one language has decide; otherwise
    Cyrillic words get the Russian and the Ukrainian stem, Latin words the English and the Polish one.
    """
    found = [stem(word) for stem in _stemmers(word, language)]
    return tuple(dict.fromkeys((stem if len(stem) >= MIN_STEM else word).translate(_PLAIN) for stem in found))


def _stemmers(word: str, language: str) -> tuple[Callable[[str], str], ...]:
    letters = frozenset(word)
    if is_cyrillic(word):
        if letters & _UKRAINIAN_LETTERS or language == "uk":
            return (_ukrainian,)
        if letters & _RUSSIAN_LETTERS or language == "ru":
            return (_RUSSIAN,)
        return _RUSSIAN, _ukrainian
    if letters & _POLISH_LETTERS or language == "pl":
        return (_POLISH,)
    return (_ENGLISH,) if language else (_ENGLISH, _POLISH)


def _ukrainian(word: str) -> str:
    for ending in _UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word[: -len(ending)]
    return word
