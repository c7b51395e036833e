"""Reading a file in a child process: what hangs, bursts or breaks there ends there.

The child knows no secret: it is started with an empty environment, gets the bytes, and gives rows back.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.files.errors import ActiveContent
from portal.files.reading.cells import ACTIVE
from portal.shared.errors import Unavailable

log = logging.getLogger(__name__)
SOURCES = Path(__file__).resolve().parents[3]
WALL_SECONDS = 20.0
AT_ONCE = 2
QUEUE_SECONDS = 10.0  # an upload holds a database connection while it waits
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Outcome:
    """How reading went (see StoredFile.reading), and the rows."""

    reading: str
    tables: list[dict[str, Any]] | None = None


def read(reader: str, content: bytes) -> Outcome:
    """Rows of a file by `reader` (xlsx, xls, text, pdf). A damaged file is an outcome.

    Raises ActiveContent, and Unavailable when too many are read at the same time.
    """
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(SOURCES),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # numpy, which openpyxl loads, reserves memory for each thread
    }
    if not _places.acquire(timeout=QUEUE_SECONDS):
        raise Unavailable
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with one of four fixed words
            [sys.executable, "-m", "portal.files.reading", reader],
            input=content,
            capture_output=True,
            env=environment,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("reading a %s file took over %s s and was given up", reader, WALL_SECONDS)
        return Outcome("failed")
    finally:
        _places.release()
    if done.returncode == ACTIVE:
        raise ActiveContent
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        # the fault's name only: its message may quote the file
        fault = said[-1].partition(":")[0][:100] if said else "-"
        log.warning("reading a %s file failed (%s): %s", reader, done.returncode, fault)
        return Outcome("failed")
    tables: list[dict[str, Any]] = json.loads(done.stdout)
    return Outcome("read", tables) if any(table["rows"] for table in tables) else Outcome("empty")
