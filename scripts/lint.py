"""``make lint``: ruff, mypy --strict, import-linter, and that the migrations match the models."""

from __future__ import annotations

import subprocess
import sys
import time

from scripts.console import ROOT, say

PACKAGES = ("portal", "index", "actions", "nlu", "assistant", "scripts", "tests", "benchmarks")
CHECKS: dict[str, list[str]] = {
    "ruff": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "layers": ["lint-imports", "--no-cache"],
    "migrations": [sys.executable, "-m", "scripts.check_migrations"],
}
TAKES_FOLDERS = {"ruff", "format", "mypy"}


def main(names: list[str]) -> int:
    """Run the named checks, or all; returns the exit status."""
    folders = [name for name in PACKAGES if any((ROOT / name).rglob("*.py"))]
    failed = []
    for name in names or list(CHECKS):
        started = time.monotonic()
        command = [*CHECKS[name], *(folders if name in TAKES_FOLDERS else [])]
        result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        mark = "✓" if result.returncode == 0 else "✗"
        say(f"  {mark} {name} ({time.monotonic() - started:.1f} s)")
        if result.returncode != 0:
            failed.append(name)
            say(result.stdout + result.stderr)
    if failed:
        say(f"lint: {', '.join(failed)} failed; `make format` repairs what can be repaired by itself")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
