"""Cutting a text into segments, one product each."""

from __future__ import annotations

import re
from typing import Final

from nlu.reading.lines import numbers, quantity

_BULLET: Final = re.compile(r"^\s*(?:[-*•·▪◦‣–—]\s+|\(?\d{1,3}[.)]\s+(?=\S))")
_HARD: Final = re.compile(r";|\s[•·▪◦‣]\s|\s\|\s")
# A comma between digits is a decimal one, unless a code stands before it and a count after it: CAB-0042,7
_COMMA: Final = re.compile(r",(?!\d)|(?<!\d),")
_CODE_COUNT: Final = re.compile(
    r"^(?P<code>(?=\S*[^\W\d_]\S*[^\W\d_])[^\s,]{5,}),(?P<count>\d{1,6}(?:\s*[^\W\d_]+\.?)?)$"
)
# What follows a comma inside a product's own name: "…, ring 100 m", "…, black", "…, 8.8".
_OF_NAME: Final = re.compile(
    r"^(?:(?:ring|drum|box|coil|бухта|барабан|krążek|bęben|karton|відріз|отрез|cut to length|na "
    r"metry)\b(?:\s+в коробц?ке?\w*)?"
    r"(?:\s+\d+\s*(?:m|м)\b)?"
    r"|(?:black|white|gr[ae]y|red|blue|brown|green(?:-yellow)?|yellow|orange|silver|zinc(?: plated)?|"
    r"stainless\w*|"
    r"чорн\w+|біл\w+|сір\w+|червон\w+|син\w+|коричнев\w+|зелен\w+|жовт\S+|помаранчев\w+|срібн\w+|"
    r"ч[её]рн\w+|бел\w+|сер\w+|красн\w+|зел[её]н\w+|ж[её]лт\S+|оранжев\w+|серебрист\w+|цинк|оцинков\w+|"
    r"нерж\S*|"
    r"czarn\w+|biał\w+|szar\w+|czerwon\w+|niebiesk\w+|brązow\w+|zielon\w+|żółt\S+|pomarańczow\w+|"
    r"srebrn\w+|ocynk\w*|nierdzewn\w+"
    r"|\d{1,2}\.\d))(?=\s*(?:$|[xх×]\s*\d|[—–:=-]\s*\d|\d+\s*\w+\.?$))",
    re.IGNORECASE,
)
_CONJUNCTIONS: Final = frozenset(
    {"and", "та", "й", "и", "і", "i", "oraz", "plus", "плюс", "&", "+", "а", "also", "ще", "ещё", "еще", "jeszcze"}
)
_EACH: Final = re.compile(
    r"(?:\b(?:of|for) each\b|\beach\b|\bкожн(?:ого|ої|ий|их)\b|\bкажд(?:ого|ой|ый|ых)\b|\bkażdego\b|"
    r"\bkażdej\b|\bkazdego\b)",
    re.IGNORECASE,
)
_EACH_AMOUNT: Final = re.compile(
    r"(?P<amount>(?:(?:по|po)\s+)?\S+(?:\s+[^\W\d_]+\.?)?)\s+(?:of |for )?(?:each|кожного|кожної|каждого|"
    r"каждой|każdego|każdej)"
    r"(?:\s+(?:of|з|из|z))?\s*[:,—–-]?\s*",
    re.IGNORECASE,
)
_EACH_BEFORE: Final = re.compile(
    r"(?:each|кожного|кожної|каждого|каждой|każdego|każdej)\s+(?P<amount>(?:по|po)\s+\S+(?:\s+(?:шт|штук|"
    r"pcs|szt|sztuk)\.?)?)\s*[:,—–-]?\s*",
    re.IGNORECASE,
)


def rows(text: str) -> list[str]:
    """The physical lines that say something, without bullets and numbering."""
    found = (_BULLET.sub("", line).strip() if "\t" not in line else line.rstrip("\r") for line in text.splitlines())
    return [line for line in found if line.strip()]


def segments(row: str) -> list[str]:
    """The parts of a row between commas and semicolons; a decimal comma does not cut."""
    found: list[str] = []
    for hard in _HARD.split(row):
        counted = _CODE_COUNT.match(hard.strip())
        if counted:
            found.extend([counted.group("code"), counted.group("count")])
            continue
        for part in filter(None, map(str.strip, _COMMA.split(hard))):
            if found and _OF_NAME.match(part):
                found[-1] = f"{found[-1]}, {part}"
            else:
                found.append(part)
    return found


def each_amount(row: str) -> tuple[str, str] | None:
    """("5", "A, B and C") of `5 of each: A, B and C` or `A, B and C, 5 of each`; None for other rows."""
    if not _EACH.search(row):
        return None
    for pattern in (_EACH_BEFORE, _EACH_AMOUNT):
        found = pattern.search(row)
        if found:
            rest = (row[: found.start()] + " " + row[found.end() :]).strip(" ,:;—–-")
            return (found.group("amount"), rest) if rest else None
    return None


def conjunctions(segment: str, locale: str, *, everywhere: bool = False) -> list[str]:
    """The parts of a segment around "and", where a quantity begins the next part or ends both.

    With `everywhere` every "and" cuts, as in "5 of each: gloves, glasses and helmets".
    """
    tokens = segment.split()
    cuts = [
        index
        for index, token in enumerate(tokens)
        if 0 < index < len(tokens) - 1
        and token.lower() in _CONJUNCTIONS
        and (everywhere or _separates(tokens[:index], tokens[index + 1 :], locale))
    ]
    parts: list[str] = []
    start = 0
    for cut in cuts:
        if cut > start:
            parts.append(" ".join(tokens[start:cut]))
        start = cut + 1
    parts.append(" ".join(tokens[start:]))
    return [part for part in parts if part]


def _separates(before: list[str], after: list[str], locale: str) -> bool:
    found = quantity.leading(after, locale)
    if found is not None and found[1]:
        return not _inside_number(before, after)
    return quantity.trailing(after, locale) is not None and quantity.trailing(before, locale) is not None


def _inside_number(before: list[str], after: list[str]) -> bool:
    """`two hundred and fifty`: the conjunction belongs to a number."""
    return numbers.fold(before[-1]) in numbers.HUNDREDS and numbers.words(after) is not None


def run_on(segment: str, locale: str) -> list[str]:
    """`M10 washers 40 pcs M10 nuts 40 pcs` cut after each quantity that a unit closes."""
    tokens = segment.split()
    if quantity.leading(tokens, locale) is not None or quantity.trailing(tokens, locale) is None:
        return [segment]
    parts: list[str] = []
    start = 0
    for index in range(1, len(tokens)):
        head = tokens[start : index + 1]
        ends = quantity.trailing(head, locale)
        closed = ends is not None and ends[0].unit in {"pcs", "m", "pack", "box", "roll", "set", "pair"}
        if closed and ends is not None and ends[1] and index + 2 < len(tokens):
            parts.append(" ".join(head))
            start = index + 1
    parts.append(" ".join(tokens[start:]))
    return parts
