"""Stamps: a step is done again only when what it is made from changed.

A stamp is a small file beside the step's output that holds the hash of its inputs, so that removing the
output removes the stamp with it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

SKIPPED_FOLDERS = {"__pycache__", "node_modules", "dist", ".cache"}


def files_below(folder: Path, patterns: Iterable[str] = ("*",)) -> list[Path]:
    """The source files below a folder, sorted; build products and caches left out. Empty if it is missing."""
    if not folder.is_dir():
        return []
    found = {path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}
    return sorted(
        path
        for path in found
        if not SKIPPED_FOLDERS.intersection(path.relative_to(folder).parts)
        and path.suffix not in {".pyc", ".mo"}
        and path.name != ".stamp"
    )


def fingerprint(root: Path, files: Iterable[Path], *words: str) -> str:
    """SHA-256 over the files' names (relative to root) and contents, the words and the Python version."""
    digest = hashlib.sha256(".".join(map(str, sys.version_info[:2])).encode())
    for word in words:
        digest.update(b"\0" + word.encode())
    for path in files:
        name = path.relative_to(root) if path.is_relative_to(root) else path
        digest.update(b"\0" + str(name).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Whether the stamp exists and holds this value."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == value


def write(stamp: Path, value: str) -> None:
    """Write the stamp, after its step succeeded."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value + "\n", encoding="utf-8")
