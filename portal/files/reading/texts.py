"""Rows of CSV and text files, whatever their encoding and delimiter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from portal.files.kinds import decoded
from portal.files.reading.cells import MAX_ROWS, Table, limited

DELIMITERS = ("\t", ";", "|", ",")
SAMPLE = 60


def text_tables(content: bytes) -> Iterator[Table]:
    """One table: by its delimiter where there is one, else a cell a line."""
    text = decoded(content) or ""
    if text.lower().startswith("sep=") and "\n" in text:  # Excel's own hint
        text = text.split("\n", 1)[1]
    lines = text.splitlines()
    delimiter = delimiter_of([line for line in lines if line.strip()][:SAMPLE])
    if delimiter is None:
        yield Table(name="", rows=list(limited(([line] for line in lines), MAX_ROWS)))
        return
    csv.field_size_limit(1_000_000)
    yield Table(name="", rows=list(limited(csv.reader(StringIO(text), delimiter=delimiter), MAX_ROWS)))


def delimiter_of(lines: list[str]) -> str | None:
    """The delimiter that most lines have equally often; None when the lines are no table.

    A comma is no delimiter where it stands before a blank or between figures: "20 m NYM 3x1,5, two drills".
    """
    for delimiter in DELIMITERS:
        counts = [_fields(line, delimiter) for line in lines]
        several = [count for count in counts if count > 1]
        if len(several) < max(1, len(lines) * 0.6):
            continue
        usual = max(set(several), key=several.count)
        if delimiter == "," and (usual < 3 or several.count(usual) < len(several) * 0.9) and ", " in "\n".join(lines):
            continue
        if several.count(usual) >= len(several) * 0.5:
            return delimiter
    return None


def _fields(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 1
