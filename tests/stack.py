"""The whole product, started as a person would start it, for tests that need every process."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from portal.installation import settings_file
from portal.installation.layout import SOURCES, Installation

READY_SECONDS = 420.0
STOP_SECONDS = 40.0
OPEN = re.compile(r"Prilavok is open: (\S+)")
# what the calling shell may have of another installation must not reach this one
FOREIGN = re.compile(r"DATABASE_|EMBEDDED_POSTGRES|.*_(PORT|URL|TOKEN)$|SECRET_KEY|VAR_DIR|DEMO|SUPPLIER_NAME")


@dataclass
class Stack:
    """A running product.

    Attributes:
        installation: Its folder.
        process: The supervisor.
        url: Where its pages are.
        settings: Its settings by name.
        output: Everything it has printed so far.
    """

    installation: Installation
    process: subprocess.Popen[str]
    url: str
    settings: dict[str, str]
    output: list[str]

    def command(self, *words: str) -> str:
        """What a command of the portal prints, run against this installation."""
        done = subprocess.run(
            [str(SOURCES / "bin" / "with"), "portal", "portal", *words],
            env=clean_environment(self.installation),
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout

    @cached_property
    def people(self) -> dict[str, dict[str, str]]:
        """The demo's people by role: email and password."""
        return dict(json.loads(self.command("demo", "logins", "--json")))


def clean_environment(installation: Installation) -> dict[str, str]:
    """This process's environment without another installation's settings."""
    own = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
    return own | {"VAR_DIR": str(installation.var_dir)}


def built_models() -> Path:
    """Where the set-up built the models."""
    return SOURCES / "var" / "models"


@contextmanager
def running_product(var_dir: Path, *arguments: str) -> Iterator[Stack]:
    """`portal run` with these arguments in a folder of its own, ready; stopped afterwards as by Ctrl-C."""
    installation = Installation(var_dir)
    var_dir.mkdir(parents=True, exist_ok=True)
    if not installation.models.exists():
        installation.models.symlink_to(built_models())
    process = subprocess.Popen(
        [str(SOURCES / "bin" / "with"), "portal", "portal", "run", *arguments],
        env=clean_environment(installation),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    output: list[str] = []
    reader = threading.Thread(target=_read, args=(process, output), daemon=True)
    reader.start()
    try:
        url = _wait_until_open(process, output)
        yield Stack(installation, process, url, settings_file.read(installation.settings_file), output)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=5)
            raise
        reader.join(timeout=5)


def _read(process: subprocess.Popen[str], output: list[str]) -> None:
    with process.stdout as stream:
        output.extend(iter(stream.readline, ""))


def _wait_until_open(process: subprocess.Popen[str], output: list[str]) -> str:
    deadline = time.monotonic() + READY_SECONDS
    seen = 0
    while time.monotonic() < deadline and process.poll() is None:
        while seen < len(output):
            if found := OPEN.search(output[seen]):
                return found.group(1)
            seen += 1
        time.sleep(0.1)
    raise AssertionError("the product did not open:\n" + "".join(output[-60:]))


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole product with its demo supplier, once for all tests of the run."""
    with running_product(tmp_path_factory.mktemp("stack") / "var", "--demo") as running:
        yield running
