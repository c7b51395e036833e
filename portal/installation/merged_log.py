"""One merged log of all processes: prefixed and coloured on the terminal, dated and rotated in a file."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

WIDTH = 10
COLOURS = ("36", "35", "33", "32", "34", "96", "95", "93", "92")
FILE_BYTES = 20_000_000
FILES_KEPT = 5


class MergedLog:
    """Lines of several processes, written by several threads.

    Args:
        folder: Where `prilavok.log` is kept.
        terminal: Where people read it; colours only if it is one.
    """

    def __init__(self, folder: Path, terminal: TextIO | None = None) -> None:
        self._terminal = terminal if terminal is not None else sys.stdout
        self._lock = threading.Lock()
        self._colours: dict[str, str] = {}
        path = folder / "prilavok.log"
        self._file = RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8")
        self._file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))

    def line(self, name: str, text: str) -> None:
        """Write one line of the process."""
        prefix = f"{name:<{WIDTH}}| "
        record = logging.LogRecord(name, logging.INFO, "", 0, f"{prefix}{text}", None, None)
        with self._lock:
            self._file.handle(record)
            print(self._coloured(name, prefix) + text, file=self._terminal, flush=True)

    def plain(self, text: str) -> None:
        """Write lines for people, without a prefix, to the terminal alone."""
        with self._lock:
            print(text, file=self._terminal, flush=True)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _coloured(self, name: str, prefix: str) -> str:
        if not self._terminal.isatty():
            return prefix
        colour = self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])
        return f"\033[{colour}m{prefix}\033[0m"
