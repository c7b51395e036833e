"""Files of a few rows, and running an import on the test's database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.importing.run import Importer, Outcome, run_import
from portal.shared.database import Database
from tests.conftest import TestDatabase

Run = Callable[..., Outcome]


@pytest.fixture
def database(clone: TestDatabase) -> Iterator[Database]:
    """As the command line works: in the worker's role, which alone may stage in temporary tables."""
    made = Database(clone.url("worker"), pool_size=5, application_name="test")
    yield made
    made.dispose()


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Run:
    """`run(importer, "a,b\\n1,2\\n")` imports the text."""

    def imported(importer: Importer, content: str, *, name: str = "data.csv", partial: bool = False) -> Outcome:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return run_import(database, importer, path, partial=partial)

    return imported
