"""pg_dump and pg_restore, as the owner of the tables.

The owner is bound by row-level security too (FORCE), so it dumps as the system (`app.kind`), for whom the
walls are open. Addresses and passwords go through the environment, where other users' `ps` does not show them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portal.installation.embedded_postgres import programs
from portal.installation.layout import InstallationError
from portal.installation.roles import RASA

SCHEMAS = ("public", "rasa")
LONGEST_SECONDS = 6 * 3600.0


def dump(owner_url: str, target: Path) -> None:
    """Write the database, compressed, to a file that pg_restore reads. Raises InstallationError."""
    schemas = [f"--schema={name}" for name in SCHEMAS]
    options = ["--format=custom", "--enable-row-security", *schemas, f"--file={target}"]
    _call("pg_dump", owner_url, options)


def restore(owner_url: str, source: Path) -> None:
    """Fill an empty database, all or nothing by schema; the assistant's tables become its role's.

    Raises:
        InstallationError: pg_restore failed, e.g. because the database is not empty.
    """
    common = ["--no-owner", "--single-transaction", "--exit-on-error"]
    _call("pg_restore", owner_url, [*common, "--schema=public", "--dbname", _name(owner_url), str(source)])
    rasa = [*common, "--schema=rasa", f"--role={RASA}", "--dbname", _name(owner_url), str(source)]
    _call("pg_restore", owner_url, rasa)


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.lstrip("/"))


def _call(program: str, url: str, options: Sequence[str]) -> None:
    parts = urlsplit(url)
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LC_ALL": "C.UTF-8",
        "PGHOST": parts.hostname or "127.0.0.1",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": _name(url),
        "PGOPTIONS": "-c app.kind=system",
        "PGCONNECT_TIMEOUT": "10",
    }
    command = [str(programs() / program), *options]
    try:
        result = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            env=environment,
            timeout=LONGEST_SECONDS,
            umask=0o077,
        )
    except subprocess.TimeoutExpired as error:
        raise InstallationError(f"{program} took longer than {LONGEST_SECONDS / 3600:.0f} hours.") from error
    if result.returncode != 0:
        raise InstallationError(f"{program} failed: {result.stderr.strip()[-1200:]}")
