"""The child: bytes of a file on standard input, its rows as JSON on standard output."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator

from portal.files.reading.cells import ACTIVE, ActiveError, Table

CPU_SECONDS = 12
MEMORY = 1024 * 1024 * 1024


def _xlsx(content: bytes) -> Iterator[Table]:
    from portal.files.reading.workbooks import xlsx_tables

    return xlsx_tables(content)


def _xls(content: bytes) -> Iterator[Table]:
    from portal.files.reading.workbooks import xls_tables

    return xls_tables(content)


def _text(content: bytes) -> Iterator[Table]:
    from portal.files.reading.texts import text_tables

    return text_tables(content)


def _pdf(content: bytes) -> Iterator[Table]:
    from portal.files.reading.pages import pdf_tables

    return pdf_tables(content)


READERS: dict[str, Callable[[bytes], Iterator[Table]]] = {"xlsx": _xlsx, "xls": _xls, "text": _text, "pdf": _pdf}


def main() -> None:
    """Reads by the reader that the first argument names; any fault is the parent's to report."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        tables = list(READERS[sys.argv[1]](sys.stdin.buffer.read()))
    except ActiveError:
        sys.exit(ACTIVE)
    sys.stdout.buffer.write(json.dumps(tables, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
