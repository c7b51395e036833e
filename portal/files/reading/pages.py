"""Rows of a PDF's text. Columns are told apart by wide gaps; a scan has no text and gives no rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from portal.files.reading.cells import MAX_ROWS, ActiveError, Table, limited

MAX_PAGES = 60
_GAP = re.compile(r"\s{2,}|\t")
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
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        rows.extend(limited((_GAP.split(line) for line in lines), MAX_ROWS - len(rows)))
        if len(rows) >= MAX_ROWS:
            break
    yield Table(name="", rows=rows)


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
