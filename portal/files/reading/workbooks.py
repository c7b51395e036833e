"""Rows of Excel workbooks: what formulas came to when the file was saved, visible sheets only."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from portal.files.reading.cells import MAX_ROWS, MAX_TABLES, Table, cell_text, limited

MAX_UNPACKED = 120 * 1024 * 1024


class BombError(ValueError):
    """The workbook unpacks to more than any honest one."""


def xlsx_tables(content: bytes) -> Iterator[Table]:
    """The visible sheets of an .xlsx. Raises BombError, or what openpyxl raises for a damaged file."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise BombError("unpacks to over 120 MB")
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    left = MAX_ROWS
    for sheet in [one for one in book.worksheets if one.sheet_state == "visible"][:MAX_TABLES]:
        sheet.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be lost
        rows = list(limited(sheet.iter_rows(values_only=True), left))
        left -= len(rows)
        yield Table(name=cell_text(sheet.title), rows=rows)
        if left <= 0:
            return


def xls_tables(content: bytes) -> Iterator[Table]:
    """The visible sheets of an .xls. Raises CalamineError for a damaged file."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    left = MAX_ROWS
    shown = [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]
    for name in shown[:MAX_TABLES]:
        rows = list(limited(book.get_sheet_by_name(name).iter_rows(), left))
        left -= len(rows)
        yield Table(name=cell_text(name), rows=rows)
        if left <= 0:
            return
