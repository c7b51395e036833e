"""Every reading of a row's tokens as a quantity, with how sure it is; `grammar` chooses among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from nlu.reading.lines import figures, numbers, words
from nlu.reading.lines.multiplied import TIMES, times
from nlu.reading.lines.tokens import Token
from nlu.reading.lines.types import Amount
from nlu.reading.lines.units import ALSO_GOODS, CONTAINERS, MEASURES, glued, is_technical, unit_of
from nlu.reading.lines.values import Tokens, is_number, unit_at, value_at

_PER: Final = frozenset({"по", "po"})
_MARKS: Final = frozenset({"-", "–", "—", ":", "=", "->", "→"})
_QUANTITY_WORDS: Final = frozenset(words.lexicon("quantity"))
_COUNTERS: Final = frozenset({"no", "nos", "off"})
_N_NO: Final = re.compile(r"^(\d{1,6})(?:no|nos|off)$", re.IGNORECASE)
# After these a number is a size, a model or a rate.
_SIZING: Final = frozenset(words.lexicon("sizing"))
_MEASURING: Final = frozenset(["à", "a", "á", "size", "розмір", "размер", "длина", "довжина", "długość", "length", "ø"])
_HALF: Final = re.compile(r"^(?:пів|пол-?|pół)(?=\w{3})")
_ROOM: Final = frozenset({"на", "na", "for", "по"})  # "подовжувач на 5 метрів": the measure is the product's
_FRACTIONS: Final = frozenset(["quarter", "quarters", "eighths", "sixteenths"])
_VAGUE: Final = frozenset({"a", "an"})
# A container alone is one of it, where goods follow: "мішок цементу", "kilogram cukru".
_ALONE: Final = re.compile(
    r"^(?:пачк[ау]|упаковк[ау]|мішок|мешок|рулон|бухт[ау]|ящик|коробк[ау]|палет[ау]|паллет[ау]|кілограм|килограмм|літр|литр|метр|барабан|"
    r"туб[ау]|tub[aęe]|"
    r"пляшк[ау]|бутылк[ау]|каністр[ау]|канистр[ау]|банк[ау]|відро|ведро|тюбик|моток|"
    r"paczk[aęe]|opakowanie|pudełko|pudelko|skrzynk[aęe]|worek|rolk[aęe]|karton|palet[aęe]|kilogram|litr|metr|kr[aą][żz]ek|b[eę]ben|puszk[aęe]|butelk[aęe]|wiadro|kanister|ryz[aęe])$"
)
_AGREEING: Final = re.compile(
    r"\w{3,}(?:на|ча|ва|ка|ну|чу|ву|ная|ную|чая|чую|вая|вую|овий|ний|ный|owa|ową|na|ną|czna|cza|ny|wy)$"
)


def find(row: Tokens, locale: str) -> list[Amount]:
    """All readings, by where they begin."""
    return [_extended(row, amount) for index in range(len(row)) for amount in _at(row, index, locale)]


def _at(row: Tokens, index: int, locale: str) -> Iterator[Amount]:
    yield from _marked(row, index, locale)
    yield from _plain(row, index, locale)
    yield from times(row, index, locale)
    yield from _inverted(row, index, locale)
    yield from _alone(row, index)


def _plain(row: Tokens, index: int, locale: str) -> Iterator[Amount]:
    """`20 m`, `40шт`, `5`, `five`, `a couple of`."""
    token = row[index]
    parts = glued(token.text)
    if parts is None and token.text[0].isdigit():
        parts = _glued_grams(token.text)
    if parts and token.text not in {"3M", "3М"}:
        value = numbers.digits(parts[0], locale)
        if value:
            yield _measured(row, index, index + 1, value, parts[1], tight=True)
        return
    yield from _one_word(index, token)
    found = value_at(row, index, locale)
    if found is None:
        return
    value, end, worded = found
    after = row[end] if end < len(row) else None
    unit = unit_at(after)
    goods = unit in ALSO_GOODS and figures.is_goods(row, end)
    if unit and after and not goods:
        yield _measured(row, index, end + 1, value, unit, worded=worded)
    elif after is not None and after.low in _COUNTERS and not worded:
        yield Amount(index, end + 1, value, None, 2.5, closed=True)
    if unit and after and after.text not in {"t", "т", "g", "г"} and not goods:
        return
    yield from _bare(row, index, end, value, worded=worded)


def _one_word(index: int, token: Token) -> Iterator[Amount]:
    """`півкіло`, `пару`, `10no`."""
    half = unit_of(_HALF.sub("", token.low)) if _HALF.match(token.low) else None
    if half and half not in {"pcs", "pair"}:
        yield Amount(index, index + 1, Decimal("0.5"), half, 2.4, worded=True)
    if token.low in numbers.PAIRS:
        yield Amount(index, index + 1, Decimal(2), None, 2.2, "start", pair_word=True, worded=True)
    counted = _N_NO.match(token.text)
    if counted:
        yield Amount(index, index + 1, Decimal(counted.group(1)), None, 2.5, closed=True)


def _glued_grams(text: str) -> tuple[str, str] | None:
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)(?:g|gr|г|гр|грам\w*|л|l|т|t)", text, flags=re.IGNORECASE)
    unit = unit_of(re.sub(r"^[\d.,]+", "", text)) if found else None
    return (found.group(1), unit) if found and unit else None


def _measured(
    row: Tokens, start: int, end: int, value: Decimal, unit: str, *, tight: bool = False, worded: bool = False
) -> Amount:
    """An amount with its unit; what may be a measure of the product itself is less sure."""
    if unit not in MEASURES:
        return Amount(start, end, value, unit, 3.0, closed=True, worded=worded)
    before = row[start - 1] if start else None
    if before is not None and before.low in TIMES | _MEASURING and not worded:
        return Amount(start, end, value, unit, -2.0, worded=worded)
    if before is not None and before.low in _ROOM and start > 1 and _names(row[start - 2]):
        return Amount(start, end, value, unit, 0.4, worded=worded)
    if before is not None and before.unit in CONTAINERS:
        return Amount(start, end, value, unit, -0.5, worded=worded)
    if unit == "m" and any(words.has_length(each.text) for each in row[max(0, start - 3) : start]):
        return Amount(start, end, value, unit, -0.5, worded=worded)
    if unit in {"g", "t"} and not worded:
        strength = 2.0 if unit == "g" else 2.2
        long = len(row[end - 1].text) > 2 and not tight
        place = "any" if long or (unit == "t" and not tight) else "start"
        return Amount(start, end, value, unit, strength, place)
    return Amount(start, end, value, unit, 2.4 if worded else 2.0 if tight else 2.2, worded=worded)


def _names(token: Token) -> bool:
    """Whether a token may be a word of a product's name."""
    return not (token.is_sign or token.is_joining or token.is_ordering or token.is_talking or token.unit)


def _bare(row: Tokens, start: int, end: int, value: Decimal, *, worded: bool) -> Iterator[Amount]:
    after = row[end] if end < len(row) else None
    if after is not None and after.low in TIMES:
        return
    if after is not None and is_technical(after.text) and not figures.joins_on(row, end):
        if figures.are_goods(row, start, end):
            yield Amount(start, end, value, None, 2.0, "start", worded=worded)
        return
    if after is not None and after.low in _FRACTIONS:
        return
    if (after is not None and after.text == "/") or (row[start].text[0] == "0" and not worded and value < 1):
        return
    preceding = row[start - 1].low if start else ""
    if preceding in _SIZING and not words.is_joining(preceding):
        return
    whole = value == value.to_integral_value()
    leading = (2.1 if worded else 2.0) - (0 if whole else 1.2)
    yield Amount(start, end, value, None, leading, "start", worded=worded)
    before = row[start - 1] if start else None
    if before is None or not whole:
        return
    if worded:
        yield Amount(start, end, value, None, 1.6, "end", worded=True)
    elif before.low not in _SIZING and before.low not in TIMES and before.text not in {"№", "#", "/"}:
        strong = (
            -0.5
            if figures.is_model(row, start, value) or figures.is_year(value)
            else 1.4
            if any(letter.isdigit() for letter in before.text)
            else 1.1
        )
        yield Amount(start, end, value, None, strong, "end")


def _inverted(row: Tokens, index: int, locale: str) -> Iterator[Amount]:
    """`метрів 30`, `штук 100`, `qty 5`, `шт. 5`."""
    token = row[index]
    quantity = token.low.rstrip(".:") in _QUANTITY_WORDS
    if not quantity and (token.unit is None or (len(token.low) < 3 and token.low not in {"шт", "уп"})):
        return
    counted = index and is_number(row[index - 1])
    start = index + 1
    if start < len(row) and (row[start].text in _MARKS | {"."} or row[start].low in {"зо", "со"}):
        start += 1
    value = value_at(row, start, locale) if start < len(row) else None
    if value is None:
        return
    end = value[1]
    unit = token.unit
    if counted:
        if unit and unit not in ALSO_GOODS and (end == len(row) or row[end].is_sign):
            yield Amount(index, end, value[0], unit, 3.3, "end")
        return
    if quantity:
        unit = row[end].unit if end < len(row) and row[end].unit not in {None, *MEASURES} else None
        yield Amount(index, end + bool(unit), value[0], unit, 3.1, closed=True)
    elif not (end < len(row) and (row[end].unit or is_technical(row[end].text))) and token.low not in {
        "set",
        "pair",
        "box",
        "ring",
    }:
        yield Amount(index, end, value[0], unit, (2.8 if unit == "pcs" else 2.3) if unit not in ALSO_GOODS else 0.8)


def _marked(row: Tokens, index: int, locale: str) -> Iterator[Amount]:
    """`- 5`, `: 5 шт`, `(5)`, `(x10)`, `= 3`: amounts that a sign introduces and that end their part."""
    token = row[index]
    if (token.text not in _MARKS and token.text != "(") or not index or index + 1 == len(row):
        return
    for amount in (
        *_plain(row, index + 1, locale),
        *times(row, index + 1, locale),
        *_inverted(row, index + 1, locale),
    ):
        end = amount.end
        if amount.strength < -1 or end <= index + 1:
            continue
        if token.text == "(":
            if end < len(row) and row[end].text == "." and end + 1 < len(row):
                end += 1
            if end < len(row) and row[end].text == ")":
                measure = amount.unit in MEASURES
                bonus = -1.0 if measure else 0.6 if amount.closed else 0.9
                yield replace(amount, start=index, end=end + 1, strength=amount.strength + bonus, place="any")
        elif end == len(row) or (row[end].is_sign and (row[end].text != "." or end + 1 == len(row))):
            yield replace(amount, start=index, strength=max(amount.strength, 2.0) + 0.7, place="end")


def _alone(row: Tokens, index: int) -> Iterator[Amount]:
    """`мішок цементу`, `a box of`, `a pair of`: one of it."""
    token = row[index]
    after = row[index + 1] if index + 1 < len(row) else None
    if after is None or after.is_sign or token.unit is None:
        return
    article = index > 0 and row[index - 1].low in _VAGUE | {"another", "one"}
    start = index - 1 if article else index
    if after.low == "of" and article:
        yield Amount(start, index + 2, Decimal(1), token.unit, 2.4, "start", closed=True)
    elif after.low == "of" and not index:
        yield Amount(index, index + 2, Decimal(1), token.unit, 1.5, "start", closed=True)
    elif _ALONE.match(token.low) and not (index and is_number(row[index - 1])) and _may_be_counted(token, after):
        strength = 2.8 if token.unit in {"ring", "drum"} and (not index or row[index - 1].is_sign) else 1.2
        yield Amount(index, index + 1, Decimal(1), token.unit, strength, "start")
    if token.low == "para":
        yield Amount(index, index + 1, Decimal(1), "pair", 1.2, "start")


def _may_be_counted(token: Token, after: Token) -> bool:
    """Whether a word after a container is what it holds: no number, no adjective ("коробка розподільча")."""
    agrees = (
        token.unit not in {"tube", "bag"}
        and token.low not in {"відро", "ведро", "wiadro"}
        and _AGREEING.match(after.low)
    )
    return not (agrees or glued(after.text) or numbers.digits(after.text) or numbers.words([after.text]))


def _extended(row: Tokens, amount: Amount) -> Amount:
    """With what belongs to it: "по" before it, "of", "each"; "по 12" or "200 m each" of a package after it."""
    start, end, each = _with_each(row, amount)
    if end + 1 < len(row) and row[end].low == "of" and row[end + 1].low in words.POINTING:
        end += 2
    if amount.unit in CONTAINERS | {"can", "tube"} and not each:
        end = _past_content(row, end)
    if end < len(row) and row[end].low == "of":
        end += 1
    return replace(amount, start=start, end=end, each=each)


def _with_each(row: Tokens, amount: Amount) -> tuple[int, int, bool]:
    start, end, each = amount.start, amount.end, amount.each
    if start and row[start - 1].low in _PER:
        start, each = start - 1, True
    if end + 1 < len(row) and row[end].low in {"of", "for"} and words.is_each(row[end + 1].text):
        end, each = end + 2, True
    elif end < len(row) and words.is_each(row[end].text):
        end, each = end + 1, True
    elif start and words.is_each(row[start - 1].text):
        start, each = start - 1, True
    if each and end + 1 < len(row) and row[end].low in {"of", "з", "z", "из"}:
        end += 1
    return start, end, each


def _past_content(row: Tokens, end: int) -> int:
    """The place after what a package holds: "10 упаковок по 12", "2 packs of 100", "2 coils 200 m each"."""
    closes = end + 2 == len(row) or (end + 2 < len(row) and row[end + 2].is_sign)
    if closes and row[end].low == "of" and numbers.digits(row[end + 1].text):
        return end + 2
    if end + 1 < len(row) and row[end].low in _PER:
        inner = value_at(row, end + 1, "uk")
        if inner:
            return inner[1] + (inner[1] < len(row) and row[inner[1]].unit is not None)
        return end + 2 if glued(row[end + 1].text) else end
    if end + 2 < len(row) and row[end + 1].unit == "m" and words.is_each(row[end + 2].text):
        return end + 3
    return end
