"""Finding the quantity among a segment's words, and telling it from the numbers in product names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from nlu.reading.lines import numbers
from nlu.reading.lines.types import Amount
from nlu.reading.lines.units import ALSO_GOODS, CONTAINERS, GOODS_WORDS, glued, is_technical, unit_of

_TIMES: Final = frozenset({"x", "х", "×", "*"})
_PER: Final = frozenset({"по", "po"})
_MARKERS: Final = re.compile(
    r"^(?:qty|quantity|q-ty|к-сть|кількість|кол-во|количество|ilość|ilosc|szt\.?:|—|–|-|:|=)$", re.IGNORECASE
)
_TIMES_N: Final = re.compile(r"^[xх×*](\d{1,6})$", re.IGNORECASE)
_N_TIMES: Final = re.compile(r"^(\d{1,6})[xх×*]$", re.IGNORECASE)
_DIMENSION: Final = re.compile(r"^\d+(?:[.,/]\d+)?(?:mm|мм|mm²|мм²|mm2|мм2|cm|см|m|м)?$", re.IGNORECASE)
_CODE: Final = re.compile(r"^(?=.*\d)[A-Za-zА-Яа-яІіЇїЄєҐґ0-9][\w./+-]{3,}$")

Found = tuple[Amount, list[str]]


def looks_like_code(text: str) -> bool:
    """Whether `text` is one token with digits, as SKUs, manufacturer's numbers and EANs are."""
    return bool(_CODE.match(text))


def leading(tokens: list[str], locale: str) -> Found | None:
    """The quantity that `tokens` begin with and the words after it, or None."""
    each = False
    if len(tokens) > 1 and tokens[0].lower() in _PER:
        tokens, each = tokens[1:], True
    found = _glued(tokens, locale) or _multiplied(tokens, locale) or _number(tokens, locale) or _worded(tokens)
    if found is None:
        return None
    amount, rest = found
    return Amount(amount.value, amount.unit, amount.pair_word, each), rest


def _glued(tokens: list[str], locale: str) -> Found | None:
    parts = glued(tokens[0]) if tokens else None
    if parts is None:
        return None
    value = numbers.digits(parts[0], locale)
    return (Amount(value, parts[1]), tokens[1:]) if value else None


def _multiplied(tokens: list[str], locale: str) -> Found | None:
    """`3x drill`, `10 x breaker`; not `3 x 2.5`."""
    if len(tokens) < 2:
        return None
    short = _N_TIMES.match(tokens[0])
    if short and not _DIMENSION.match(tokens[1]):
        return Amount(Decimal(short.group(1))), tokens[1:]
    value = numbers.digits(tokens[0], locale)
    if value and len(tokens) > 2 and tokens[1].lower() in _TIMES and not _DIMENSION.match(tokens[2]):
        return Amount(value), tokens[2:]
    return None


def _spaced_thousands(tokens: list[str]) -> int:
    """How many tokens make one number such as `1 000` or `20 000`; 0 when they do not."""
    if not re.fullmatch(r"[1-9]\d{0,2}", tokens[0]):
        return 0
    used = 1
    while used < len(tokens) and re.fullmatch(r"\d{3}", tokens[used]) and used < 3:
        used += 1
    follows_unit = used < len(tokens) and unit_of(tokens[used]) is not None
    return used if used > 1 and (follows_unit or tokens[1] == "000") else 0


def _number(tokens: list[str], locale: str) -> Found | None:
    if not tokens:
        return None
    used = _spaced_thousands(tokens)
    value = Decimal("".join(tokens[:used])) if used else numbers.digits(tokens[0], locale)
    if value is None:
        return None
    used = used or 1
    if used < len(tokens) and numbers.fold(tokens[used]) in numbers.THOUSANDS | numbers.DOZENS:
        word = numbers.fold(tokens[used])
        value *= numbers.THOUSANDS.get(word) or numbers.DOZENS[word]
        used += 1
    return _with_unit(value, tokens, used)


def _worded(tokens: list[str]) -> Found | None:
    if not tokens:
        return None
    first = numbers.fold(tokens[0])
    start = 1 if first in numbers.ARTICLES and len(tokens) > 1 else 0
    if numbers.fold(tokens[start]) in numbers.PAIRS:
        return Amount(Decimal(2), pair_word=True), _after_of(tokens[start + 1 :])
    found = numbers.words(tokens)
    if found is None:
        return None
    value, used = found
    return _with_unit(Decimal(value), tokens, used)


def _with_unit(value: Decimal, tokens: list[str], used: int) -> Found | None:
    rest = tokens[used:]
    if not rest:
        return Amount(value), []
    if rest[0].lower() in _TIMES or is_technical(rest[0]):
        return None
    unit = unit_of(rest[0])
    if unit and _is_goods_here(rest):
        return Amount(value), rest
    return (Amount(value, unit), _after_of(rest[1:])) if unit else (Amount(value), _after_of(rest))


def _is_goods_here(rest: list[str]) -> bool:
    """`25 розподільчих коробок` counts boxes as goods; so does a unit word with nothing but an adjective after it."""
    word = rest[0].strip(".,:;").lower()
    if len(rest) == 1:
        return unit_of(word) in ALSO_GOODS
    return word in GOODS_WORDS and unit_of(word) == "can"


def _after_of(tokens: list[str]) -> list[str]:
    return tokens[1:] if tokens and tokens[0].lower() == "of" else tokens


def trailing(tokens: list[str], locale: str) -> Found | None:
    """The quantity that `tokens` end with and the words before it, or None: `… 20 m`, `… x5`, `… - 7`, `… qty 3`."""
    if len(tokens) < 2:
        return None
    return (
        _trailing_times(tokens)
        or _trailing_glued(tokens, locale)
        or _trailing_unit(tokens, locale)
        or _trailing_marked(tokens, locale)
        or _trailing_word(tokens)
        or _trailing_after_code(tokens, locale)
    )


def _trailing_times(tokens: list[str]) -> Found | None:
    short = _TIMES_N.match(tokens[-1])
    if short and not _is_size(tokens[-2]):
        return Amount(Decimal(short.group(1))), tokens[:-1]
    value = numbers.digits(tokens[-1])
    if value and len(tokens) > 2 and tokens[-2].lower() in _TIMES:
        before = tokens[-3]
        if not _is_size(before) and not _is_length(before):
            return Amount(value), tokens[:-2]
    return None


def _is_size(token: str) -> bool:
    """Whether a token before `x 40` makes it a size: 3, M8."""
    return bool(re.fullmatch(r"(?:[MМmм]|DN|Ø|d)?\d{1,4}(?:[.,]\d+)?", token))


def _is_length(token: str) -> bool:
    """Whether a token is a measure of length, with or without its number: 19mm, mm. `19 mm x 20` is a size then."""
    return bool(re.fullmatch(r"(?:\d+(?:[.,]\d+)?)?(?:mm|мм|cm|см)", token, flags=re.IGNORECASE))


def _trailing_glued(tokens: list[str], locale: str) -> Found | None:
    parts = glued(tokens[-1])
    if parts is None or _named_by_container(tokens[:-1], parts[1]):
        return None
    value = numbers.digits(parts[0], locale)
    return (Amount(value, parts[1]), _without_per(tokens[:-1])) if value else None


def _trailing_unit(tokens: list[str], locale: str) -> Found | None:
    unit = unit_of(tokens[-1])
    if unit is None or len(tokens) < 3 or is_technical(tokens[-1]):
        return None
    value = numbers.digits(tokens[-2], locale)
    if value is None:
        return _worded_unit(tokens, unit)
    before = tokens[:-2]
    if len(before) > 1 and re.fullmatch(r"000|\d{3}", tokens[-2]) and re.fullmatch(r"[1-9]\d{0,2}", before[-1]):
        value, before = Decimal(before[-1] + tokens[-2]), before[:-1]
    if _named_by_container(before, unit) or not before:
        return None
    return Amount(value, unit), _without_per(before)


def _worded_unit(tokens: list[str], unit: str) -> Found | None:
    for size in (4, 3, 2, 1):
        if len(tokens) > size + 1:
            found = numbers.words(tokens[-1 - size : -1])
            if found and found[1] == size:
                return Amount(Decimal(found[0]), unit), tokens[: -1 - size]
    return None


def _named_by_container(before: list[str], unit: str) -> bool:
    """`ring 100 m`, `19 mm x 20 m`: the length is part of the name."""
    if not before:
        return False
    if before[-1].lower() in _TIMES:
        return True
    return unit in {"m", "l", "kg"} and (
        unit_of(before[-1]) in CONTAINERS or before[-1].lower().strip(",") in {"à", "a", "á"}
    )


def _without_per(tokens: list[str]) -> list[str]:
    return tokens[:-1] if tokens and tokens[-1].lower() in _PER else tokens


def _trailing_marked(tokens: list[str], locale: str) -> Found | None:
    value = numbers.digits(tokens[-1], locale)
    if value is None:
        inline = re.fullmatch(r"(?:qty|=|:|—|–|-)(\d{1,6})", tokens[-1], flags=re.IGNORECASE)
        return (Amount(Decimal(inline.group(1))), tokens[:-1]) if inline else None
    before = tokens[:-1]
    if before and (_MARKERS.match(before[-1]) or before[-1][-1] in ":="):
        head = before[-1].rstrip(":=")
        return Amount(value), before[:-1] if _MARKERS.match(before[-1]) or _MARKERS.match(head) else [
            *before[:-1],
            head,
        ]
    return None


def _trailing_word(tokens: list[str]) -> Found | None:
    for size in (3, 2, 1):
        if len(tokens) > size:
            found = numbers.words(tokens[-size:])
            if found and found[1] == size:
                return Amount(Decimal(found[0])), tokens[:-size]
    return None


def _trailing_after_code(tokens: list[str], locale: str) -> Found | None:
    """`CAB-0042 7`: a bare number counts only after nothing but a code."""
    value = numbers.digits(tokens[-1], locale)
    if value and len(tokens) == 2 and looks_like_code(tokens[0]):
        return Amount(value), tokens[:-1]
    return None


def inside(tokens: list[str], locale: str) -> Found | None:
    """A number with a unit of sale in the middle: `cable 20 m NYM 3x1.5`."""
    for index in range(1, len(tokens) - 1):
        parts = glued(tokens[index])
        if parts and not _named_by_container(tokens[:index], parts[1]):
            value = numbers.digits(parts[0], locale)
            if value:
                return Amount(value, parts[1]), tokens[:index] + tokens[index + 1 :]
        unit = unit_of(tokens[index + 1])
        value = numbers.digits(tokens[index], locale)
        if value and unit and not is_technical(tokens[index + 1]) and not _named_by_container(tokens[:index], unit):
            return Amount(value, unit), _without_per(tokens[:index]) + tokens[index + 2 :]
    return None
