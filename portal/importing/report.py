"""What an import did, row by row where something was wrong. Its memory does not grow with the file."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import IO, Any, Self

from portal.importing.errors import RowFault, RowSkipped

COLUMNS = ("file", "row", "kind", "field", "reason", "value")


class Report:
    """Counts by reason; every faulty or skipped row goes to a CSV file beside the input, made when first needed."""

    def __init__(self, source: Path, faults_file: Path | None = None, *, partial: bool = False) -> None:
        self.partial = partial
        self.source = source
        self.faults_file = faults_file or source.with_name(source.name + ".errors.csv")
        self.rows = 0
        self.created: Counter[str] = Counter()
        self.updated: Counter[str] = Counter()
        self.unchanged: Counter[str] = Counter()
        self.errors: Counter[tuple[str, str]] = Counter()
        self.skipped: Counter[tuple[str, str]] = Counter()
        self.notes: list[str] = []
        self._file: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        self.faults_file.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def error_count(self) -> int:
        """Rows that cannot be imported."""
        return self.errors.total()

    @property
    def doomed(self) -> bool:
        """Whether nothing will be kept, so that importers need not write what they staged."""
        return bool(self.errors) and not self.partial

    def fault(self, row: int, fault: RowFault) -> None:
        """Note a row that is not imported."""
        skipped = isinstance(fault, RowSkipped)
        (self.skipped if skipped else self.errors)[fault.field, fault.reason] += 1
        if self._file is None:
            self._file = self.faults_file.open("w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._file)
            self._writer.writerow(COLUMNS)
        kind = "skipped" if skipped else "error"
        self._writer.writerow((self.source.name, row, kind, fault.field, fault.reason, fault.value))

    def error(self, row: int, field: str, reason: str, value: object = "") -> None:
        """Note an error found after reading."""
        self.fault(row, RowFault(field, reason, value))

    def count(self, thing: str, *, created: int = 0, updated: int = 0, unchanged: int = 0) -> None:
        """Add to what was done to `thing` (products, orders, …)."""
        self.created[thing] += created
        self.updated[thing] += updated
        self.unchanged[thing] += unchanged

    def as_facts(self) -> dict[str, Any]:
        """For the audit log."""
        return {
            "file": self.source.name,
            "rows": self.rows,
            "created": dict(self.created),
            "updated": dict(self.updated),
            "unchanged": dict(self.unchanged),
            "errors": self.error_count,
            "skipped": self.skipped.total(),
        }
