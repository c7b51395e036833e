"""`portal upgrade`: bring an installation to the version of the sources, with a backup to go back to."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from alembic.util.exc import CommandError
from sqlalchemy.exc import SQLAlchemyError

from portal.installation import settings_file
from portal.installation.backup import back_up
from portal.installation.layout import Installation, InstallationError
from portal.installation.manifest import database_revision
from portal.migrations import runner

Report = Callable[[str], None]


def upgrade(installation: Installation, values: Mapping[str, str], report: Report) -> Path:
    """Back up, add settings that are new, apply migrations. Returns the backup.

    Raises:
        InstallationError: The product is running, or a migration failed; says how to go back.
    """
    _refuse_while_running(installation)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = installation.var_dir / "backups" / f"before-upgrade-{stamp}.tar"
    back_up(installation, values, target, report)
    _complete_settings(installation, values, report)
    before = database_revision(values["DATABASE_OWNER_URL"])
    report("upgrade: migrations")
    try:
        runner.upgrade(values["DATABASE_OWNER_URL"])
    except (CommandError, SQLAlchemyError) as error:
        raise InstallationError(
            f"A migration failed: {error}. Each is one transaction, so the tables are at the last good one. "
            f"To go back, take the old version of the sources and restore {target} into an empty folder."
        ) from error
    after = database_revision(values["DATABASE_OWNER_URL"])
    report(f"upgrade: tables {before or 'none'} -> {after}")
    return target


def _refuse_while_running(installation: Installation) -> None:
    with (installation.run / "supervisor.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InstallationError("The product is running: stop it first, then upgrade.") from None


def _complete_settings(installation: Installation, values: Mapping[str, str], report: Report) -> None:
    """Settings that this version knows and the file lacks: ports and secrets."""
    secrets = {name: value for name, value in settings_file.new_secrets().items() if name not in values}
    completed, ports = settings_file.with_free_ports({**values, **secrets})
    if completed != dict(values):
        settings_file.write(installation.settings_file, completed)
        report(f"upgrade: settings {', '.join([*secrets, *ports])}")
