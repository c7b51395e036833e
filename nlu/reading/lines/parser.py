"""Free text to order lines. See `parse`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from nlu.reading.lines import fillers, quantity, split, table
from nlu.reading.lines.types import Amount, ParsedLine
from nlu.reading.lines.units import FACTORS, unit_of

MAX_LINES: Final = 500
_SHAPE: Final = re.compile(
    r"^([^\W\d_]{0,2})(\d+(?:[.,]\d+)?)((?:[xх×]\d+(?:[.,]\d+)?)*)([^\W\d_]{0,2})$", re.IGNORECASE
)
# A word that merely points at goods named elsewhere is no product.
_POINTING: Final = (
    "it this these that those them one ones both more all такі таких цих ці це цей його їх оба обидва "
    "такие этих эти это его их takich tych tego to te ten oba"
)
_POINTERS: Final = frozenset(_POINTING.split())


@dataclass(frozen=True, slots=True)
class _Wish:
    """A product phrase, the words it came from, and its quantity."""

    text: str
    phrase: str
    amount: Amount | None


def parse(text: str, locale: str = "en") -> list[ParsedLine]:
    """The order lines in `text`, in its order; at most MAX_LINES.

    Understands lists (lines, commas, semicolons, bullets, "and"), quantities before or after the name, in digits or
    words of the four languages, units of sale, "5 of each", and rows pasted from a spreadsheet. Numbers that belong
    to names (3x2.5, M8x40, 16A, 1/2", AB-1234) stay in the phrase.
    """
    lines: list[ParsedLine] = []
    for found in _read(_clean(text), locale):
        lines.append(replace(found, position=len(lines) + 1))
        if len(lines) == MAX_LINES:
            break
    return lines


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\u200b-\u200d\ufeff\u00ad]", "", text)
    return re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", text)


def _read(text: str, locale: str) -> Iterator[ParsedLine]:
    rows = split.rows(text)
    tabular = [row for row in rows if "\t" in row.strip()]
    roles: dict[int, str] = {}
    ordinal = 0
    for row in rows:
        if row in tabular or roles:
            columns = table.cells(row) if "\t" in row else re.split(r"[;,]", row)
            head = table.header(columns)
            if head:
                roles = head
                continue
            ordinal += 1
            yield from _tabular(row, columns, roles, ordinal, locale)
            continue
        head = _csv_header(row)
        if head:
            roles = head
            continue
        yield from _free(row, locale)


def _csv_header(row: str) -> dict[int, str]:
    separator = ";" if ";" in row else ","
    return table.header([cell.strip().strip('"') for cell in row.split(separator)]) if separator in row else {}


def _tabular(row: str, columns: list[str], roles: dict[int, str], ordinal: int, locale: str) -> Iterator[ParsedLine]:
    found = table.read(row, [cell.strip().strip('"') for cell in columns], roles, ordinal, locale)
    if found is None:
        return
    amount = Amount(found.quantity, found.unit) if found.quantity else None
    yield _line(found.text, found.phrase, amount, code=found.code, unit=found.unit)


def _free(row: str, locale: str) -> Iterator[ParsedLine]:
    row = fillers.strip(row)
    shared: Amount | None = None
    each = split.each_amount(row)
    if each:
        found = quantity.leading(each[0].split(), locale)
        shared, row = (found[0], each[1]) if found else (None, row)
    wishes: list[_Wish] = []
    for segment in _segments(row, locale, everywhere=shared is not None):
        phrase, amount = _amount(segment, locale)
        if _joins(wishes, segment, phrase, amount):
            continue
        if amount is not None and amount.each:
            shared = amount
            wishes.extend(_distribute(segment, phrase, amount, locale))
        elif phrase:
            wishes.append(_Wish(segment, _completed(phrase, wishes), amount or shared))
    for wish in wishes:
        if not set(wish.phrase.lower().split()) <= _POINTERS:
            yield _line(wish.text, wish.phrase, wish.amount)


def _joins(wishes: list[_Wish], segment: str, phrase: str, amount: Amount | None) -> bool:
    """Whether a segment only counts, or only names the unit of, the wish before it; it is joined to that then."""
    if not wishes:
        return False
    before = wishes[-1]
    if not phrase and amount and before.amount is None:
        wishes[-1] = _Wish(f"{before.text}, {segment}", before.phrase, amount)
        return True
    unit = unit_of(phrase) if phrase and " " not in phrase else None
    if unit and amount is None and before.amount is not None and before.amount.unit is None:
        wishes[-1] = _Wish(f"{before.text} {segment}", before.phrase, replace(before.amount, unit=unit))
        return True
    return False


def _distribute(segment: str, phrase: str, amount: Amount, locale: str) -> list[_Wish]:
    """`po 10 szt dławnic M20 i M25`: both parts get the amount."""
    done: list[_Wish] = []
    parts = split.conjunctions(phrase, locale, everywhere=True)
    for part in parts:
        own, found = _amount(part, locale)
        done.append(_Wish(segment if len(parts) == 1 else part, _completed(own, done), found or amount))
    return done


def _segments(row: str, locale: str, *, everywhere: bool) -> Iterator[str]:
    for part in split.segments(row):
        for piece in split.conjunctions(part, locale, everywhere=everywhere):
            yield from split.run_on(fillers.strip(piece), locale)


def _amount(segment: str, locale: str) -> tuple[str, Amount | None]:
    """The phrase of a segment and the quantity found in it."""
    tokens = re.sub(r"\((\d[^)]*)\)\s*$", r"\1", segment).split()
    if tokens and re.fullmatch(r"\d{8,14}", tokens[0]) and len(tokens) == 1:
        return tokens[0], None
    found = quantity.leading(tokens, locale) or quantity.trailing(tokens, locale) or quantity.inside(tokens, locale)
    if found is None:
        return fillers.tidy(segment), None
    amount, rest = found
    if not rest and not _bare(tokens):
        return fillers.tidy(segment), None
    return fillers.tidy(fillers.strip(" ".join(rest))), amount


def _bare(tokens: list[str]) -> bool:
    return len(tokens) <= 2 or all(not any(letter.isalpha() for letter in token) for token in tokens)


def _completed(phrase: str, before: list[_Wish]) -> str:
    """`В10` after `автомат С16` is `автомат В10`: a lone size takes the words of the line before."""
    if not before or " " in phrase:
        return phrase
    shape = _shape(phrase)
    if shape is None:
        return phrase
    words = before[-1].phrase.split()
    if len(words) < 2:
        return phrase
    for index in range(len(words) - 1, -1, -1):
        if _shape(words[index]) == shape:
            return " ".join([*words[:index], phrase, *words[index + 1 :]])
    return phrase


def _shape(token: str) -> tuple[int, int, int] | None:
    found = _SHAPE.match(token)
    if not found or not (found.group(1) or found.group(3) or found.group(4)):
        return None
    return len(found.group(1)), len(re.findall(r"[xх×]", found.group(3), flags=re.IGNORECASE)), len(found.group(4))


def _line(
    text: str, phrase: str, amount: Amount | None, *, code: str | None = None, unit: str | None = None
) -> ParsedLine:
    value = amount.value if amount else Decimal(1)
    named = amount.unit if amount else unit
    if named in FACTORS:
        named, factor = FACTORS[named]
        value *= factor
    if code is None and quantity.looks_like_code(phrase):
        code = phrase
    return ParsedLine(
        position=0,
        text=text.strip(),
        quantity=value,
        unit=named,
        phrase=phrase,
        quantity_given=amount is not None,
        code=code,
        pair_word=bool(amount and amount.pair_word),
    )
