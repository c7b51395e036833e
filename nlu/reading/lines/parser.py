"""Free text to order lines. See `parse`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from nlu.reading.lines import asides, chatter, clauses, codes, completion, table, wishes
from nlu.reading.lines.tagging import reader
from nlu.reading.lines.types import MAX_LINES, Amount, ParsedLine
from nlu.reading.lines.units import FACTORS
from nlu.reading.lines.words import POINTING

MAX_ROW: Final = 600  # characters of a row that are read together
MAX_ROWS: Final = 2000
MAX_WORD: Final = 80  # characters of a word; a longer one is no word


def parse(text: str, locale: str = "en") -> list[ParsedLine]:
    """The order lines in `text`, in its order; at most MAX_LINES.

    Understands lists (lines, commas, semicolons, bullets, "and"), quantities before or after the name, in digits or
    words of the four languages, units of sale, "5 of each", and rows pasted from a spreadsheet. Numbers that belong
    to names (3x2.5, M8x40, 16A, 1/2", AB-1234) stay in the phrase; greetings, deadlines, sites and signatures do not.
    """
    lines: list[ParsedLine] = []
    for found in _read(cleaned(text), locale):
        lines.append(replace(found, position=len(lines) + 1))
        if len(lines) == MAX_LINES:
            break
    return lines


def cleaned(text: str) -> str:
    """The text without control signs and endless rows, letters in one form."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(rf"\S{{{MAX_WORD},}}", " ", text)
    text = re.sub(r"([.!?,:;–—-])\1{3,}", r"\1\1\1", text)
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\u3000]", " ", text)
    return "\n".join(part for row in text.splitlines()[:MAX_ROWS] for part in _short(re.sub(r" {3,}", "  ", row)))


def _short(row: str) -> Iterator[str]:
    """A row in parts of at most MAX_ROW characters, cut at a comma, a semicolon or a point where there is one."""
    while len(row) > MAX_ROW:
        cut = max(row.rfind(sign, MAX_ROW // 2, MAX_ROW) for sign in (", ", "; ", ". "))
        cut = (cut + 1) or (row.rfind(" ", 1, MAX_ROW) + 1) or MAX_ROW
        yield row[:cut].rstrip(" ,;")
        row = row[cut:]
    yield row


def _read(text: str, locale: str) -> Iterator[ParsedLine]:
    roles: dict[int, str] = {}
    free: list[str] = []
    ordinal = 0
    for row in filter(str.strip, text.splitlines()):
        separator = "\t" if "\t" in row.strip() else table.separator(row) if "|" in row or roles else None
        columns = table.cells(row, separator or ("\t" if roles else None)) if separator or roles else []
        head = table.header(columns) if separator else _csv_header(row)
        if head:
            yield from _free(free, locale)
            free, roles = [], head
            continue
        if separator or (roles and len(table.csv_cells(row)) > 1):
            yield from _free(free, locale)
            free = []
            ordinal += 1
            yield from _tabular(row, columns if separator else table.csv_cells(row), roles, ordinal, locale)
            continue
        free.append(row)
    yield from _free(free, locale)


def _csv_header(row: str) -> dict[int, str]:
    return table.header(table.csv_cells(row)) if ";" in row or "," in row else {}


def _tabular(row: str, columns: list[str], roles: dict[int, str], ordinal: int, locale: str) -> Iterator[ParsedLine]:
    found = table.read(row, columns, roles, ordinal, locale)
    if found is None:
        return
    amount = Amount(0, 0, found.quantity, found.unit) if found.quantity else None
    yield _line(found.text, found.phrase, amount, code=found.code, unit=found.unit)


def _free(rows: Sequence[str], locale: str) -> Iterator[ParsedLine]:
    if not rows:
        return
    text = "\n".join(rows)
    kept = clauses.without(chatter.without(asides.without(text)))
    by_grammar = wishes.find(kept, locale)
    before: list[str] = []
    for wish in reader.lines(text, kept, by_grammar, locale):
        if not set(wish.phrase.lower().split()) <= POINTING:
            meant = completion.completed(wish.phrase, before)
            before.append(meant)
            yield _line(wish.text, wish.phrase, wish.amount, meant=meant)


def _line(
    text: str, phrase: str, amount: Amount | None, *, code: str | None = None, unit: str | None = None, meant: str = ""
) -> ParsedLine:
    value = amount.value if amount else Decimal(1)
    named = amount.unit if amount else unit
    if named in FACTORS:
        named, factor = FACTORS[named]
        value *= factor
    if code is None and codes.looks_like_code(phrase):
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
        meant="" if meant == phrase else meant,
    )
