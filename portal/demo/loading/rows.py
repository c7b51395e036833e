"""Bulk inserts without the unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from portal.shared.database import Base

BATCH = 5_000


def write(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of one shape in batches; columns that are missing take their defaults."""
    table = model.__table__
    assert isinstance(table, Table)
    connection = session.connection()
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), list(rows[start : start + BATCH]))
