"""`portal restore`: a whole installation from an archive, into a folder without one.

Everything is made in a folder beside its final place and moved there when it is complete, so a failed restore
leaves nothing behind. The database gets new passwords; keys and tokens come from the archive, so that sessions,
two-factor secrets and encrypted fields stay valid.
"""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from portal.installation import postgres_tools, settings_file
from portal.installation.backup import DUMP, FOLDERS, MANIFEST, MODELS, SETTINGS, TAUGHT
from portal.installation.database import running_database
from portal.installation.layout import Installation, InstallationError
from portal.installation.manifest import FORMAT, Manifest, code_revisions
from portal.migrations import runner

MOVED = (*FOLDERS, MODELS, TAUGHT, "log", "run", "postgres", "settings.env")

Report = Callable[[str], None]


def restore(installation: Installation, archive: Path, report: Report, *, external_url: str | None = None) -> Manifest:
    """Make the installation that the archive holds.

    Args:
        installation: Where; may hold models, but no settings, files or database.
        archive: A file that `portal backup` wrote.
        report: Told each part.
        external_url: Restore the database to this server (an empty database, as its owner) instead of a new
            embedded one.

    Raises:
        InstallationError: The place is taken, the archive is no backup or of a newer product, or its database
            cannot be read.
    """
    taken = [installation.var_dir / name for name in ("settings.env", "postgres")]
    if found := [path for path in taken if path.exists()]:
        raise InstallationError(f"There is an installation already ({found[0]}). Restore into an empty folder.")
    installation.var_dir.mkdir(parents=True, exist_ok=True)
    staging = Installation(installation.var_dir / ".restoring")
    shutil.rmtree(staging.var_dir, ignore_errors=True)
    staging.create_folders()
    try:
        report("restore: unpacking")
        manifest = _unpack(archive, staging.var_dir)
        _fill_database(staging, report, external_url)
        _move_into_place(staging, installation)
    finally:
        shutil.rmtree(staging.var_dir, ignore_errors=True)
    return manifest


def _unpack(archive: Path, target: Path) -> Manifest:
    """Unpack what a backup holds; other names, links and paths that lead elsewhere are refused."""
    try:
        with tarfile.open(archive, mode="r:") as members:
            manifest = _read_manifest(members, archive)
            known = (DUMP, SETTINGS, *FOLDERS, MODELS, TAUGHT)
            wanted = [member for member in members if member.name.split("/")[0] in known]
            members.extractall(target, members=wanted, filter="data")
    except (tarfile.TarError, OSError) as error:
        raise InstallationError(f"{archive} cannot be unpacked: {error}") from error
    # out of the way of the settings that the new database brings
    (target / SETTINGS).rename(target / "saved.env")
    return manifest


def _read_manifest(members: tarfile.TarFile, archive: Path) -> Manifest:
    first = members.next()
    stream = members.extractfile(first) if first is not None and first.name == MANIFEST else None
    if stream is None:
        raise InstallationError(f"{archive} is no backup of Prilavok: it does not begin with {MANIFEST}.")
    try:
        manifest = Manifest.model_validate(json.loads(stream.read()))
    except (ValidationError, ValueError) as error:
        raise InstallationError(f"{archive}: its {MANIFEST} cannot be read.") from error
    if manifest.format > FORMAT or (manifest.revision and manifest.revision not in code_revisions()):
        raise InstallationError(
            f"{archive} was made by version {manifest.product}, which is newer than this one: update the product first."
        )
    return manifest


def _fill_database(staging: Installation, report: Report, external_url: str | None) -> None:
    saved = settings_file.read(staging.var_dir / "saved.env")
    with running_database(staging, report, external_url=external_url) as fresh:
        kept = {name: value for name, value in saved.items() if not name.startswith("DATABASE_")}
        kept.pop(settings_file.EMBEDDED, None)
        values = settings_file.with_addresses({**fresh, **kept})
        settings_file.write(staging.settings_file, values)
        report("restore: database")
        postgres_tools.restore(values["DATABASE_OWNER_URL"], staging.var_dir / DUMP)
        runner.upgrade(values["DATABASE_OWNER_URL"])


def _move_into_place(staging: Installation, installation: Installation) -> None:
    for name in MOVED:
        source, target = staging.var_dir / name, installation.var_dir / name
        if not source.exists():
            continue
        if target.exists():
            if not any(source.iterdir()):
                continue  # an archive without models leaves those that the set-up built
            shutil.rmtree(target)
        source.rename(target)
