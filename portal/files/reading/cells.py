"""What every reader gives: tables of texts, within limits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypedDict

ACTIVE = 3  # how the child ends when a document would run something
MAX_ROWS = 5_000
MAX_COLUMNS = 40
MAX_CELL = 300
MAX_TABLES = 12
MAX_BLANK = 200  # blank rows in a row, after which a sheet has ended


class ActiveError(ValueError):
    """The document runs something when it is opened."""


class Table(TypedDict):
    """A sheet, or a page's rows; every cell is a text, "" when blank."""

    name: str
    rows: list[list[str]]


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as ISO; control characters are left out."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e12 else ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = "".join(" " if char in "\r\n\t\u00a0" else char for char in str(value))
    clean = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    return " ".join(clean.split())[:MAX_CELL]


def limited(rows: Iterable[Iterable[object]], left: int) -> Iterator[list[str]]:
    """At most `left` rows with something in them, without blank cells at their ends."""
    taken = blank = 0
    for row in rows:
        cells = [cell_text(value) for _, value in zip(range(MAX_COLUMNS), row, strict=False)]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            blank += 1
            if blank > MAX_BLANK:
                return
            continue
        blank = 0
        yield cells
        taken += 1
        if taken >= left:
            return
