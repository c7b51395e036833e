"""A copy of the stores on disk, so that a restart answers at once.

Everything in it can be made anew from the database, so it is thrown away rather than repaired: a snapshot is
written beside the current one, checked by size and SHA-256, and only then named in ``CURRENT``.
"""

import hashlib
import json
import logging
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.stores.dense import DenseStore
from index.stores.lexical import LexicalStore

FORMAT = 1
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
RECORDS = "records.json"
LEXICAL, DENSE, LIVE = "lexical", "dense", "live"
KEPT = 2

log = logging.getLogger(__name__)

Records = dict[int, tuple[str, str]]


class SnapshotError(Exception):
    """A snapshot that cannot be used."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Stores as they were, with the records that say what they hold and where to follow changes from.

    ``records`` are ``{product id: (document's version, hash of the passage its vector was made from)}``.
    """

    lexical: LexicalStore
    dense: DenseStore
    records: Records
    cursor: str | None


class SnapshotFolder:
    """The snapshots of one encoder under ``root``; vectors of another encoder never mix in."""

    def __init__(self, root: Path, fingerprint: str, dimension: int) -> None:
        self.folder = root / fingerprint[:16]
        self._dimension = dimension
        self.folder.mkdir(parents=True, exist_ok=True)

    def restore(self) -> Restored:
        """Load the current snapshot; an empty state when there is none or it is damaged (the reason is
        logged).
        """
        name = self._current()
        if name is not None:
            try:
                return self._load(self.folder / name)
            except (SnapshotError, OSError, ValueError, KeyError, RuntimeError) as error:
                log.warning("snapshot %s is not usable, building anew: %s", name, error)
        return Restored(self._live(None), DenseStore(self._dimension), {}, None)

    def save(self, lexical: LexicalStore, dense: DenseStore, records: Records, cursor: str | None) -> Path:
        """Write a snapshot and make it the current one; called by the thread that changes the stores."""
        number = max((int(path.name.split("-")[1]) for path in self.folder.glob("snapshot-*[0-9]")), default=0) + 1
        target = self.folder / f"snapshot-{number:08d}"
        scratch = self.folder / f".writing-{target.name}"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        lexical.copy_to(scratch / LEXICAL)
        dense.save(scratch / DENSE)
        (scratch / RECORDS).write_text(json.dumps({str(key): value for key, value in records.items()}))
        manifest = {"format": FORMAT, "cursor": cursor, "documents": len(records), "files": _checksums(scratch)}
        (scratch / MANIFEST).write_text(json.dumps(manifest, indent=1))
        _flush(scratch)
        scratch.rename(target)
        self._point_to(target.name)
        self._sweep(number)
        return target

    def _current(self) -> str | None:
        try:
            return (self.folder / CURRENT).read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def _load(self, snapshot: Path) -> Restored:
        manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
        if manifest.get("format") != FORMAT:
            raise SnapshotError(f"format {manifest.get('format')} instead of {FORMAT}")
        found, expected = _checksums(snapshot), manifest["files"]
        if found != expected:
            names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
            raise SnapshotError(f"damaged or missing: {', '.join(names[:3])}")
        records = _read_records(snapshot / RECORDS)
        dense = DenseStore(self._dimension)
        dense.load(snapshot / DENSE)
        lexical = self._live(snapshot / LEXICAL)
        if lexical.searcher().num_docs != len(records):
            raise SnapshotError(f"{lexical.searcher().num_docs} documents for {len(records)} records")
        return Restored(lexical, dense, records, manifest["cursor"])

    def _live(self, source: Path | None) -> LexicalStore:
        """The working copy of the lexical index; what an earlier process left there is dropped."""
        live = self.folder / LIVE
        shutil.rmtree(live, ignore_errors=True)
        live.mkdir()
        if source is not None:
            for path in source.iterdir():
                if path.suffix == ".json":
                    shutil.copy2(path, live / path.name)
                else:
                    (live / path.name).hardlink_to(path)
        return LexicalStore(live)

    def _point_to(self, name: str) -> None:
        scratch = self.folder / f".{CURRENT}"
        with scratch.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self.folder / CURRENT)

    def _sweep(self, newest: int) -> None:
        for path in self.folder.glob("snapshot-*[0-9]"):
            if int(path.name.split("-")[1]) <= newest - KEPT:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(".writing-*"):
            shutil.rmtree(path, ignore_errors=True)


def _read_records(path: Path) -> Records:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {int(key): (str(value[0]), str(value[1])) for key, value in content.items()}


def _checksums(folder: Path) -> dict[str, list[Any]]:
    """Size and SHA-256 of every file but the manifest, by its path inside the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    found: dict[str, list[Any]] = {}
    for path in files:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found[str(path.relative_to(folder))] = [path.stat().st_size, digest]
    return found


def _flush(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
