"""What the letters of a message say about its language."""

import re

LANGUAGES = ("en", "uk", "ru", "pl")
UKRAINIAN = frozenset("іїєґ")
RUSSIAN = frozenset("ыэъё")
# Article numbers, numbers of orders and ratings: KNF-18, SO-100045, MCB6-1P-C16, 16A.
_CODES = re.compile(r"(?<![^\W_])(?=[^\s,;]*\d)[^\W_][^\s,;:!?]*|(?<![^\W_])[A-Z]{2,}(?:-[A-Z]{1,})+(?![^\W_])")


def possible_languages(shown: str) -> frozenset[str]:
    """What the letters leave of the four languages: і, ї, є, ґ are no Russian ones, ы, э, ъ, ё no Ukrainian ones.

    A mixture of both keeps both, and Latin letters keep all four: people transliterate.
    """
    if not is_cyrillic(shown):
        return frozenset(LANGUAGES)
    ukrainian, russian = bool(UKRAINIAN & set(shown)), bool(RUSSIAN & set(shown))
    if ukrainian == russian:
        return frozenset({"uk", "ru"})
    return frozenset({"uk"} if ukrainian else {"ru"})


def is_cyrillic(shown: str) -> bool:
    """Whether most letters are; a product code in the other script does not count for a language."""
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in shown)
    return cyrillic > sum(character.isalpha() for character in shown) / 2


def without_codes(text: str) -> str:
    """``text`` without article numbers, numbers of orders and ratings, which belong to no language: KNF-18, 16A."""
    return _CODES.sub(" ", text)
