"""`portal backup`: database, files, models, settings and keys in one archive.

The database is dumped first and the files are read after it: files are only ever added, so every file that a
row names is in the archive. The archive holds the keys and is readable for its maker alone.
"""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from portal.installation import postgres_tools
from portal.installation.layout import Installation, InstallationError
from portal.installation.manifest import Manifest, database_revision, product_version

MANIFEST = "manifest.json"
DUMP = "database.dump"
SETTINGS = "settings.env"
FOLDERS = ("files", "mail")
MODELS = "models"
TAUGHT = "nlu"  # what was taught, and which model is served

Report = Callable[[str], None]


def back_up(
    installation: Installation,
    values: Mapping[str, str],
    target: Path,
    report: Report,
    *,
    with_models: bool = True,
) -> Path:
    """Write the archive; it appears under its name only when it is complete.

    Args:
        installation: What to save; may be running.
        values: Its settings; the database accepts connections.
        target: The archive's name, `.tar`.
        report: Told each part.
        with_models: Models can be built again, so they may be left out.

    Raises:
        InstallationError: The target exists, or the database cannot be dumped.
    """
    if target.exists():
        raise InstallationError(f"{target} exists already; choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    owner_url = values["DATABASE_OWNER_URL"]
    manifest = Manifest(
        product=product_version(),
        created_at=datetime.now(UTC),
        revision=database_revision(owner_url),
        with_models=with_models,
    )
    partial = target.with_name(f".{target.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
            dump = Path(scratch) / DUMP
            report("backup: database")
            postgres_tools.dump(owner_url, dump)
            _pack(installation, manifest, dump, partial, report)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def _pack(installation: Installation, manifest: Manifest, dump: Path, target: Path, report: Report) -> None:
    folders = [*FOLDERS, *([MODELS, TAUGHT] if manifest.with_models else [])]
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
            _add_text(archive, MANIFEST, manifest.model_dump_json(indent=2))
            archive.add(dump, DUMP)
            archive.add(installation.settings_file, SETTINGS)
            for name in folders:
                if (installation.var_dir / name).is_dir():
                    report(f"backup: {name}")
                    archive.add(installation.var_dir / name, name)
        stream.flush()
        os.fsync(stream.fileno())


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(data)
    member.mode = 0o600
    archive.addfile(member, io.BytesIO(data))
