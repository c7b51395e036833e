"""Reading rows from files, one at a time: CSV, XLSX, JSON Lines, Parquet; the first two and JSON also gzipped."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from portal.importing.errors import ImportRejected, RowFault

Row = dict[str, Any]
Numbered = tuple[int, Row | RowFault]
Progress = Callable[[float], None]
"""Told how much of the file is read, from 0 to 1."""

PARQUET_BATCH = 5_000
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}


def format_of(path: Path) -> str:
    """The format that the file's name tells. Raises ImportRejected when it tells none."""
    name = path.name.removesuffix(".gz")
    found = _SUFFIXES.get(Path(name).suffix.lower())
    if found is None:
        raise ImportRejected(f"{path.name}: the name does not tell the format. Say --format.")
    return found


def read_rows(path: Path, file_format: str, progress: Progress | None = None) -> Iterator[Numbered]:
    """Rows with their number in the file (as a person counts them there), or what is wrong with one.

    Raises ImportRejected when the file cannot be read at all.
    """
    if not path.is_file():
        raise ImportRejected(f"{path}: there is no such file.")
    readers = {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl, "parquet": _parquet}
    tell = progress or (lambda _share: None)
    try:
        yield from readers[file_format](path, tell)
    except UnicodeDecodeError as error:
        raise ImportRejected(f"{path.name}: not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except (OSError, EOFError) as error:
        raise ImportRejected(f"{path.name}: cannot be read: {error}") from error


def _open(path: Path) -> tuple[IO[bytes], IO[str]]:
    raw = path.open("rb")
    stream = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
    return raw, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def _csv(path: Path, tell: Progress) -> Iterator[Numbered]:
    raw, lines = _open(path)
    size = max(path.stat().st_size, 1)
    with closing(raw), closing(lines):
        first = lines.readline()
        names = [name.strip() for name in next(csv.reader([first], delimiter=_delimiter(first)), [])]
        if not any(names):
            raise ImportRejected(f"{path.name}: the first line must name the columns.")
        reader = csv.reader(lines, delimiter=_delimiter(first))
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num + 1, RowFault("", f"not readable as CSV: {error}")
                continue
            number = reader.line_num + 1
            if number % 500 == 0:
                tell(raw.tell() / size)
            if not any(cells):
                continue
            if len(cells) > len(names):
                yield number, RowFault("", "more cells than the first line has names", cells[len(names)])
                continue
            yield number, dict(zip(names, cells, strict=False))


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _jsonl(path: Path, tell: Progress) -> Iterator[Numbered]:
    raw, lines = _open(path)
    size = max(path.stat().st_size, 1)
    with closing(raw), closing(lines):
        for number, line in enumerate(lines, start=1):
            if number % 500 == 0:
                tell(raw.tell() / size)
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                yield number, RowFault("", "not readable as JSON", error)
                continue
            yield number, row if isinstance(row, dict) else RowFault("", "not a JSON object", line)


def _xlsx(path: Path, tell: Progress) -> Iterator[Numbered]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ImportRejected(f"{path.name}: not a readable XLSX workbook: {error}") from error
    with closing(book):
        sheet = book.worksheets[0]
        total = max(sheet.max_row or 1, 1)
        names: list[str] = []
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number == 1:
                names = ["" if cell is None else str(cell).strip() for cell in cells]
                if not any(names):
                    raise ImportRejected(f"{path.name}: the first row must name the columns.")
                continue
            if number % 500 == 0:
                tell(min(number / total, 1))
            row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
            if any(cell is not None for cell in row.values()):
                yield number, row


def _parquet(path: Path, tell: Progress) -> Iterator[Numbered]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path, memory_map=True)
    except pa.ArrowException as error:
        raise ImportRejected(f"{path.name}: not a readable Parquet file: {error}") from error
    with closing(file):
        total = max(file.metadata.num_rows, 1)
        number = 0
        for batch in file.iter_batches(batch_size=PARQUET_BATCH, use_threads=False):
            columns = batch.to_pydict()
            names = list(columns)
            for cells in zip(*columns.values(), strict=True):
                number += 1
                yield number, dict(zip(names, cells, strict=True))
            tell(number / total)
