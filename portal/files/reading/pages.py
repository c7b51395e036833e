"""Rows of a PDF's text. Columns are told apart by wide gaps; a scan has no text and gives no rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from portal.files.reading.cells import MAX_ROWS, ActiveError, Table, limited

MAX_PAGES = 60
_CELL = re.compile(r"\S+(?: \S+)*")
_ACTIONS = ("/JavaScript", "/Launch")


def pdf_tables(content: bytes) -> Iterator[Table]:
    """The document's rows as one table. Raises ActiveError, or what pypdf raises for a damaged or locked file."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("protected by a password")
    _refuse_actions(reader)
    rows: list[list[str]] = []
    for page in reader.pages[:MAX_PAGES]:
        text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
        rows.extend(limited(aligned(text.splitlines()), MAX_ROWS - len(rows)))
        if len(rows) >= MAX_ROWS:
            break
    yield Table(name="", rows=rows)


def aligned(lines: list[str]) -> Iterator[list[str]]:
    """The cells of a page's lines, each under the column it stands under, so that a blank cell shifts nothing.

    Cells are parted by two blanks or more; the first line with most cells shows where the columns are.
    """
    split = [[(found.start(), found.end(), found.group()) for found in _CELL.finditer(line)] for line in lines]
    widest = max(split, key=len, default=[])
    for cells in split:
        if len(cells) < 2 or len(cells) == len(widest):
            yield [text for _, _, text in cells]
            continue
        row = [""] * len(widest)
        for start, end, text in cells:
            place = min(range(len(widest)), key=lambda at: _distance(start, end, widest[at]))
            row[place] = f"{row[place]} {text}".strip()
        yield row


def _distance(start: int, end: int, column: tuple[int, int, str]) -> int:
    """How far a cell is from a column: 0 where they overlap or share an edge, as right-aligned figures do."""
    if start < column[1] and column[0] < end:
        return 0
    return min(abs(start - column[0]), abs(end - column[1]), abs(start - column[1]), abs(end - column[0]))


def _refuse_actions(reader: Any) -> None:
    """Look where raw bytes may not show it: in the catalogue, which may be in a compressed stream."""
    root = reader.trailer["/Root"]
    action = root.get("/OpenAction")
    found = action.get_object() if action is not None else None
    if isinstance(found, dict) and found.get("/S") in _ACTIONS:
        raise ActiveError("it runs something when it is opened")
    names = root.get("/Names")
    names = names.get_object() if names is not None else None
    if isinstance(names, dict) and "/JavaScript" in names:
        raise ActiveError("it holds scripts")
