"""``make test-full``: every test, also those that take long; writes the dated result to docs/test-full.md."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scripts.console import ROOT, say

RESULT = ROOT / "docs" / "test-full.md"
LOCAL_PATH = re.compile(r"(?<![\w.])/(?:[\w.+-]+/)+")


@dataclass(frozen=True)
class Outcome:
    """One test's result; `kind` is passed, failed or skipped, `seconds` how long it took."""

    group: str
    name: str
    kind: str
    seconds: float
    message: str


def outcomes(report: Path) -> list[Outcome]:
    """The results in pytest's JUnit report, which was written by our own run."""
    cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314 -- our own file
    return [_outcome(case) for case in cases]


def _outcome(case: ET.Element) -> Outcome:
    kind, message = "passed", ""
    for child in case:
        if child.tag in {"failure", "error", "skipped"}:
            kind = "skipped" if child.tag == "skipped" else "failed"
            message = (child.get("message") or "").splitlines()[0] if child.get("message") else ""
    group = ".".join(case.get("classname", "").split(".")[:2])
    return Outcome(group, case.get("name", ""), kind, float(case.get("time", 0)), LOCAL_PATH.sub("…/", message))


def page(results: list[Outcome], seconds: float) -> str:
    """The result as Markdown."""
    counts = {kind: sum(one.kind == kind for one in results) for kind in ("passed", "failed", "skipped")}
    lines = [
        "# The full test run",
        "",
        (
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {seconds / 60:.1f} minutes, Python {platform.python_version()}, "
            f"{platform.machine()}. Written by `make test-full`."
        ),
        "",
        f"**{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped**",
        "",
        "| tests | passed | failed | skipped | seconds |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for group in sorted({one.group for one in results}):
        of_group = [one for one in results if one.group == group]
        numbers = [sum(one.kind == kind for one in of_group) for kind in ("passed", "failed", "skipped")]
        total = sum(one.seconds for one in of_group)
        lines.append(f"| {group} | {numbers[0]} | {numbers[1]} | {numbers[2]} | {total:.1f} |")
    for kind, title in (("failed", "Failed"), ("skipped", "Skipped")):
        some = [f"- `{one.group}` {one.name}: {one.message}" for one in results if one.kind == kind]
        if some:
            lines += ["", f"## {title}", "", *some]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Run everything; returns pytest's exit status."""
    started = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", "", f"--junitxml={report}", *arguments]
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if report.exists() and not arguments:
            RESULT.write_text(page(outcomes(report), (datetime.now(UTC) - started).total_seconds()), encoding="utf-8")
            say(f"The result is in {RESULT.relative_to(ROOT)}.")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
