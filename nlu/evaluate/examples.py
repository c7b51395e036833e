"""Labelled messages, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def read_lines(files: Iterable[Path], *names: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of ``files`` with its place, ``FILE:LINE``; empty lines are passed over.

    Raises:
        ValueError: A line is not an object with all of ``names``; the message says which.
    """
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            place = f"{file}:{number}"
            try:
                example = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{place}: not JSON: {error}") from error
            if not isinstance(example, dict) or not set(names) <= example.keys():
                raise ValueError(f"{place}: a line must be {{{', '.join(map(repr, names))}}}")
            yield place, example
