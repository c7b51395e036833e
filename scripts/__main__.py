"""``python3.11 -m scripts STEP…``: do the named steps of the set-up, each only when its inputs changed."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from scripts import browser, environments, locks, products
from scripts.console import ROOT, VENVS, StepError, fail, say

CACHES = (".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache")

STEPS: dict[str, Callable[[], None]] = {
    "portal": environments.ensure_portal,
    "assistant": environments.ensure_assistant,
    "model": products.build_embedding_model,
    "frontend": products.build_frontend,
    "translations": products.compile_translations,
    "tuning": products.tune_encoder,
    "rasa": products.train_assistant,
    "tests": partial(environments.ensure_portal, with_tests=True),
    "browser": browser.ensure_browser,
    "lock": locks.compile_locks,
}
GROUPS = {
    "setup": ("portal", "assistant", "translations", "model", "frontend", "tuning", "rasa"),
    "test-setup": ("portal", "tests", "assistant", "translations", "model", "frontend", "tuning", "rasa", "browser"),
    "lint-setup": ("portal", "tests", "translations"),
}


def clean() -> None:
    """Remove environments, front-end build and caches; data and models in var stay."""
    for folder in (
        VENVS,
        products.DIST,
        products.FRONTEND / "node_modules",
        *(ROOT / name for name in CACHES),
    ):
        shutil.rmtree(folder, ignore_errors=True)
    for compiled in ROOT.glob("*/**/*.mo"):
        if ".venvs" not in compiled.parts:
            compiled.unlink()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups in one folder wait for each other."""
    VENVS.mkdir(exist_ok=True)
    with (VENVS / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  another set-up is running in this folder; waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main(names: list[str]) -> int:
    """Do the steps; returns the exit status."""
    if sys.version_info[:2] != (3, 11):
        fail(StepError(f"Python 3.11 is needed, this is {sys.version.split()[0]}. Use: make PYTHON=/path/to/it"))
        return 1
    if names == ["clean"]:
        clean()
        return 0
    steps = [step for name in names for step in GROUPS.get(name, (name,))]
    unknown = [step for step in steps if step not in STEPS]
    if unknown or not steps:
        fail(StepError(f"Unknown step {unknown}. Known: {', '.join([*GROUPS, *STEPS, 'clean'])}."))
        return 2
    os.umask(0o022)  # PostgreSQL's programs in the environment must be readable for its unprivileged user
    started = time.monotonic()
    try:
        with one_at_a_time():
            for step in steps:
                STEPS[step]()
    except StepError as error:
        fail(error)
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The next run goes on from here.")
        return 130
    say(f"  everything is built ({time.monotonic() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
