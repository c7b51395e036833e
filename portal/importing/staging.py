"""Temporary tables that rows are copied into before anything real changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import psycopg
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.importing.errors import RowFault
from portal.importing.readers import Numbered, Row
from portal.importing.report import Report

Parse = Callable[[Row], Sequence[Any]]
"""A row's values in the order of the staging table's columns. Raises RowFault or RowSkipped."""


class Staging:
    """A temporary table that lives as long as the transaction; its first column is the row's number in the file."""

    def __init__(self, session: Session, name: str, columns: dict[str, str]) -> None:
        self.session = session
        self.name = name
        self.columns = columns
        # Names and types are literals of this package, never input.
        spelled = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        session.execute(text(f"CREATE TEMP TABLE {name} (row_no bigint NOT NULL, {spelled}) ON COMMIT DROP"))

    def copy(self, rows: Iterable[Numbered], parse: Parse, report: Report) -> None:
        """Stream rows through `parse` into the table; faulty ones go to the report."""
        connection = cast("psycopg.Connection[Any]", self.session.connection().connection.driver_connection)
        statement = f"COPY {self.name} (row_no, {', '.join(self.columns)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for number, row in rows:
                report.rows += 1
                if isinstance(row, RowFault):
                    report.fault(number, row)
                    continue
                try:
                    values = parse(row)
                except RowFault as fault:
                    report.fault(number, fault)
                    continue
                copy.write_row((number, *values))
        self.run(f"ANALYZE {self.name}")

    def run(self, sql: str, **values: Any) -> int:
        """Execute a statement; returns how many rows it touched."""
        return self.session.execute(text(sql), values).rowcount  # type: ignore[attr-defined,no-any-return]

    def scalar(self, sql: str, **values: Any) -> Any:
        """The first value of a query."""
        return self.session.execute(text(sql), values).scalar()

    def reject(self, report: Report, field: str, reason: str, condition: str, value: str, **values: Any) -> int:
        """Report and remove the staged rows `s` that fulfil `condition`; `value` is the SQL of what stood there."""
        sql = f"DELETE FROM {self.name} s WHERE {condition} RETURNING s.row_no, ({value})::text AS value"  # noqa: S608
        rows = self.session.execute(text(sql), values).all()
        for row in sorted(rows):
            report.error(row.row_no, field, reason, row.value)
        return len(rows)

    def reject_repeats(self, report: Report, field: str, key: str) -> None:
        """Keep the first row of each `key`; the others are errors."""
        self.reject(
            report,
            field,
            "stands in the file twice",
            f"EXISTS (SELECT 1 FROM {self.name} f WHERE ({_prefixed(key, 'f')}) = ({_prefixed(key, 's')}) AND f.row_no < s.row_no)",  # noqa: S608, E501
            key.partition(",")[0],
        )

    def ids(self, sql: str, batch: int = 5_000) -> Iterator[int]:
        """The bigint `id`s of a query, ascending, read in batches; other statements may run in between."""
        last = -1
        while True:
            found = self.session.scalars(
                text(f"SELECT id FROM ({sql}) q WHERE id > :last ORDER BY id LIMIT :batch"),  # noqa: S608
                {"last": last, "batch": batch},
            ).all()
            yield from found
            if len(found) < batch:
                return
            last = found[-1]


def _prefixed(key: str, alias: str) -> str:
    return ", ".join(f"{alias}.{column.strip()}" for column in key.split(","))
