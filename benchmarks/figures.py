"""Percentiles, and the report's file."""

from __future__ import annotations

import math
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` between 0 and 1. Raises ValueError without values."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def spread(seconds: Sequence[float]) -> str:
    """Median, p95 and maximum in milliseconds, and how many."""
    p50, p95, most = (1000 * percentile(seconds, share) for share in (0.5, 0.95, 1.0))
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, max {most:.0f} ms (n = {len(seconds)})"


def machine() -> str:
    """What it was measured on."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{psutil.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, Python {platform.python_version()}"


def write_section(name: str, lines: Sequence[str]) -> None:
    """Replace the section between the marks of `name` in docs/benchmarks.md, or append it."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else "# Benchmarks\n"
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    stamp = f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()}."
    block = "\n".join([start, stamp, "", *lines, end])
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    text = pattern.sub(lambda _found: block, text) if pattern.search(text) else f"{text.rstrip()}\n\n{block}\n"
    REPORT.write_text(text, encoding="utf-8")
