"""Playing the scripted conversations of tests/assistant/dialogues against a running product."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from portal.installation.layout import SOURCES
from tests.stack import Stack, clean_environment

FOLDER = SOURCES / "tests" / "assistant" / "dialogues"


def play(stack: Stack, *arguments: str) -> dict[str, Any]:
    """The figures of `python -m nlu.evaluate dialogues` against this installation."""
    command = [str(SOURCES / "bin" / "with"), "assistant", "python", "-m", "nlu.evaluate", "dialogues", str(FOLDER)]
    done = subprocess.run(
        [*command, "--json", *arguments],
        env=clean_environment(stack.installation),
        capture_output=True,
        text=True,
        timeout=800,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return dict(json.loads(done.stdout))
