"""Units and counted parts, as written in the four languages, and the form they are indexed in."""

import re
from decimal import Decimal
from functools import lru_cache

# canonical unit -> spellings (regular expressions, after normalisation: lower case, mm² already mm2)
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "mm2": ("mm2", "мм2", "sq ?mm", "qmm", r"кв\.? ?мм", r"мм ?кв\.?"),
    "m2": ("m2", "м2", r"кв\.? ?м", r"м ?кв\.?"),
    "m3": ("m3", "м3"),
    "mm": ("mm", "мм", r"миллиметр\w*", r"міліметр\w*"),
    "cm": ("cm", "см"),
    "m": ("m", "м", "metr(?:y|ów|es)?", "meters?", "metres?", r"метр\w*"),
    "in": ('"', "''", "inch(?:es)?", r"дюйм\w*", "cal[ei]?"),
    "kg": ("kg", "кг"),
    "g": ("g", "г", "gr", "гр"),
    "l": ("l", "л", "lit(?:re|er)s?", r"литр\w*", r"літр\w*", r"litr\w*"),
    "ml": ("ml", "мл"),
    "a": ("a", "а", "amps?", r"ампер\w*", r"amper\w*"),
    "ma": ("ma", "ма"),
    "ka": ("ka", "ка"),
    "v": ("v", "в", "volts?", r"вольт\w*", "wolt(?:ów|y)?"),
    "kv": ("kv", "кв"),
    "w": ("w", "вт", "watts?", r"ватт?\w*", "wat(?:ów|y)?"),
    "kw": ("kw", "квт"),
    "va": ("va", "ва"),
    "lm": ("lm", "лм"),
    "k": ("k", "к"),
    "hz": ("hz", "гц"),
    "mhz": ("mhz", "мгц"),
    "ghz": ("ghz", "ггц"),
    "mb": ("mb", "мб"),
    "gb": ("gb", "гб"),
    "tb": ("tb", "тб"),
    "db": ("db", "дб"),
    "pcs": ("pcs?", "pieces?", "шт", "штук\\w*", "szt", "sztuk\\w*"),
    "pole": ("p", "п", "poles?", r"полюс\w*", r"пол", r"biegun\w*", r"biegunow\w+"),
    "core": ("cores?", r"жил\w*", r"żył\w*"),
    "module": ("modules?", r"модул\w*", r"moduł\w*"),
}
_SCALES = {"kg": ("g", 1000), "l": ("ml", 1000), "cm": ("mm", 10), "kw": ("w", 1000)}
_COUNTS = (
    (r"одно|mono|single[- ]?|one[- ]|jedno", 1),
    (r"двух|дво|double[- ]|two[- ]|dwu", 2),
    (r"трех|три|триох|three[- ]|triple[- ]|trój|trzy", 3),
    (r"четырех|чотири|four[- ]|cztero|cztery", 4),
    (r"пяти|пять|five[- ]|pięcio", 5),
)
_COUNTED = (
    ("pole", r"полюсн\w*|pole\b|biegunow\w*"),
    ("core", r"жильн\w*|core\b|żyłow\w*"),
)

_ordered = sorted(
    ((spelling, unit) for unit, spellings in _SPELLINGS.items() for spelling in spellings),
    key=lambda pair: -len(pair[0]),
)
UNIT_PATTERN = "|".join(spelling.replace(" ", r"\s") for spelling, _unit in _ordered)
_EXACT = [(re.compile(spelling), unit) for spelling, unit in _ordered]
_ANY_COUNTED = re.compile("|".join(ending for _unit, ending in _COUNTED))
_WORD_COUNTS = [
    (re.compile(rf"\b(?:{prefix})(?:{ending})"), f"{count}{unit}")
    for prefix, count in _COUNTS
    for unit, ending in _COUNTED
]


@lru_cache(maxsize=1024)
def canonical_unit(spelling: str) -> str:
    """The indexed name of a unit; raises ``KeyError`` for what ``UNIT_PATTERN`` would not match."""
    for pattern, unit in _EXACT:
        if pattern.fullmatch(spelling):
            return unit
    raise KeyError(spelling)


def canonical_measure(number: str, spelling: str) -> str:
    """``("0.5", "кг")`` to ``500g``, ``("16", "А")`` to ``16a``."""
    unit = canonical_unit(spelling)
    if unit in _SCALES:
        unit, factor = _SCALES[unit]
        number = canonical_number(str(Decimal(number) * factor))
    return f"{number}{unit}"


def canonical_number(number: str) -> str:
    """``2.50`` to ``2.5``; whole numbers keep their leading zeros, since those belong to article numbers."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def count_words(text: str) -> str:
    """``трёхполюсный`` and ``three-pole`` also say ``3pole``: the count is put before the word."""
    if _ANY_COUNTED.search(text) is None:
        return text
    for pattern, measure in _WORD_COUNTS:
        text = pattern.sub(lambda match, measure=measure: f"{measure} {match.group(0)}", text)  # type: ignore[misc]
    return text
