"""Fail when the models and the migrations differ: migrates a throw-away database and compares (portal environment)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic.util.exc import CommandError

from portal.installation.database import running_database
from portal.installation.layout import Installation
from portal.migrations import runner


def main() -> int:
    """Returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="prilavok-migrations-", ignore_cleanup_errors=True) as folder:
        here = Installation(Path(folder) / "var")
        with running_database(here, print, durable=False) as values:
            runner.upgrade(values["DATABASE_OWNER_URL"])
            try:
                runner.check(values["DATABASE_OWNER_URL"])
            except CommandError as error:
                print(error, file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
