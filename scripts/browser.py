"""The browser that the tests drive: Debian's Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from scripts.console import StepError, run, say

CHROMIUM = Path("/usr/bin/chromium")
PACKAGES = ("chromium", "fonts-dejavu-core")


def ensure_browser() -> None:
    """Install Chromium with apt-get unless it is there.

    Raises:
        StepError: There is no apt-get, or nobody here may use it; names the package to install by hand.
    """
    if CHROMIUM.exists():
        return
    say("  browser for the tests: installing Chromium with apt-get")
    prefix = _administrator_prefix()
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    advice = f"Install {CHROMIUM} by hand (package chromium), then repeat."
    run("apt-get update", [*prefix, "apt-get", "update"], env=env, advice=advice)
    install = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
    run("apt-get install chromium", install, env=env, advice=advice)


def _administrator_prefix() -> list[str]:
    if shutil.which("apt-get") is None:
        raise StepError(f"The browser tests need {CHROMIUM}, and this system has no apt-get: install it by hand.")
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is not None:
        return ["sudo", "-n"]
    raise StepError(
        "The browser tests need Chromium. As an administrator run: apt-get update && apt-get install chromium"
    )
