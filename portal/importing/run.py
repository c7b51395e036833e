"""One import from beginning to end: one transaction, a report, an audit entry."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.audit.service import record
from portal.importing.errors import ImportRejected
from portal.importing.readers import Numbered, Progress, read_rows
from portal.importing.report import Report
from portal.security.actor import Actor, Via
from portal.shared.database import Database


class Importer(Protocol):
    """Knows one kind of file: what a row means and what to make of all of them."""

    thing: str
    file_format: str

    def load(self, session: Session, rows: Iterator[Numbered], report: Report) -> None:
        """Stage, check and apply the rows; faults go to the report."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import went; `seconds` is wall time, `peak_mib` this process's largest resident size."""

    report: Report
    applied: bool
    seconds: float
    peak_mib: float

    @property
    def rows_per_second(self) -> float:
        """Rows of the file, good and bad."""
        return self.report.rows / self.seconds if self.seconds else 0.0


def run_import(
    database: Database,
    importer: Importer,
    path: Path,
    *,
    partial: bool = False,
    faults_file: Path | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Import a file: all of it, or with `partial` the good rows, or nothing.

    Raises ImportRejected when the file cannot be read at all. Row faults do not raise: see the outcome.
    """
    started = time.monotonic()
    actor = Actor.system("import", via=Via.CLI)
    applied = False
    with Report(path, faults_file, partial=partial) as report, database.session(actor) as session:
        try:
            # The engine's limits are for requests; an import may take minutes.
            session.execute(text("SELECT set_config('statement_timeout', '0', true)"))
            session.execute(text("SELECT set_config('idle_in_transaction_session_timeout', '0', true)"))
            session.execute(text("SELECT pg_advisory_xact_lock(7310002)"))
            importer.load(session, read_rows(path, importer.file_format, progress), report)
            applied = not report.doomed
            if applied:
                record(session, actor, "import.run", importer.thing, path.name, partial=partial, **report.as_facts())
                session.commit()
            else:
                session.rollback()
        except IntegrityError as error:
            session.rollback()
            reason = str(error.orig).strip().splitlines()
            raise ImportRejected(f"{path.name}: the database refuses the data: {' '.join(reason)}") from error
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Outcome(report, applied, time.monotonic() - started, peak)
