"""What is left of a question when the words of asking are taken away: the product it is about."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from actions.references import without_pointers

_WORD = re.compile(r"(?:[^\s,;:!?()\"«»„”]|(?<=\d),(?=\d))+")
_QUANTITY = re.compile(
    r"\d{1,5}(?:[.,]\d+)?|(?:\d+(?:[.,]\d+)?)?(?:m|м|kg|кг|l|л|pcs?|шт|szt|"
    r"pack\w*|box\w*|roll\w*|set\w*|pair\w*|метр\w*|"
    r"короб\w*|пач\w*|упак\w*|рулон\w*|комплект\w*|пар\w?|karton\w*|pacz\w*|opak\w*|rol\w*|komplet\w*|metr\w*)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[\s,.:;!?–—-]*([^\W\d_]+(?:['’ʼ][^\W\d_]+)?)(?=[\s,.:;!?]|$)[\s,.:;!?–—-]*")
_RATED = re.compile(r"\d{1,5}(?:[.,]\d+)?")
_RATING = re.compile(r"m?[AVW]|к?[АВ]|мА|kA|kV|kW|mm", re.IGNORECASE)
_EDGES = ".,;:!?()\"'«»„”-–—"


@lru_cache(maxsize=1)
def asking_words() -> frozenset[str]:
    """Words of asking and pointing in the four languages; those of ``asking_words.txt``."""
    text = (Path(__file__).resolve().parent / "asking_words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word.casefold() for line in lines for word in line.split())


def product_phrase(text: str) -> str:
    """The words of ``text`` that may name a product, in their order; "" where there are none."""
    kept: list[str] = []
    for match in _WORD.finditer(without_pointers(text)):
        word = match[0].strip(_EDGES)
        # "30 mA" is a rating, though "ma" alone is a Polish verb
        rating = bool(kept) and _RATED.fullmatch(kept[-1]) and _RATING.fullmatch(word)
        if word and (rating or not _asks(word)):
            kept.append(word)
    return "" if all(_QUANTITY.fullmatch(word) for word in kept) else " ".join(kept)


def without_request(text: str) -> str:
    """``text`` without the words of asking that it begins with: "I need a quotation for 300 m …" is "300 m …"."""
    while True:
        match = _FIRST.match(text)
        if match is None or not _asks(match[1]):
            return text
        text = text[match.end() :]


def _asks(word: str) -> bool:
    return word.casefold().replace("’", "'").replace("ʼ", "'") in asking_words()


def names_product(text: str) -> bool:
    """Whether ``text`` names something, beyond pointing at what was shown."""
    return bool(product_phrase(text))
