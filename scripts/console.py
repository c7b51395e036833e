"""Running the commands of the set-up: progress on the terminal, everything in a log, a helpful failure."""

from __future__ import annotations

import os
import queue
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".venvs"
LOGS = VENVS / "logs"
HEARTBEAT_SECONDS = 15.0


class StepError(Exception):
    """A step of the set-up failed; the message says what failed and how to go on."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def var_dir() -> Path:
    """The installation's data folder: ``VAR_DIR``, by default ``./var`` beside the sources."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().resolve()


def environment_python(name: str) -> Path:
    """The interpreter of the environment ``portal`` or ``assistant``."""
    return VENVS / name / "bin" / "python"


def run(
    what: str,
    command: Sequence[str | Path],
    *,
    advice: str = "",
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a command, its output in a log file, the last line of it shown while it takes long.

    Args:
        what: The step's name, for the log's file name and the messages.
        command: Program and arguments.
        advice: What a person can do when the command fails.
        cwd: Folder to run in.
        env: Variables added to this process's environment.

    Raises:
        StepError: The command could not be started or returned an error; tells command, output and advice.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log_path = LOGS / f"{what.replace(' ', '-')}.log"
    words = [str(word) for word in command]
    try:
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise StepError(f"{what}: cannot start {words[0]}: {error.strerror}. {advice}".strip()) from error
    tail = _follow(process, log_path)
    if process.wait() != 0:
        raise StepError(_failure(what, words, process.returncode, tail, log_path, advice))


def _follow(process: subprocess.Popen[str], log_path: Path) -> list[str]:
    """Copy the output to the log; every few seconds say that it is still running. Returns the last lines."""
    lines: queue.Queue[str | None] = queue.Queue()
    assert process.stdout is not None
    reader = threading.Thread(target=_read, args=(process.stdout, lines), daemon=True)
    reader.start()
    started = time.monotonic()
    next_word = started + HEARTBEAT_SECONDS
    tail: list[str] = []
    with log_path.open("w", encoding="utf-8") as log:
        while True:
            try:
                line = lines.get(timeout=1.0)
            except queue.Empty:
                line = ""
            if line is None:
                return tail
            if line:
                log.write(line)
                tail = [*tail[-24:], line.rstrip()]
            if time.monotonic() >= next_word:
                last = tail[-1][:100] if tail else "no output yet"
                say(f"      … {time.monotonic() - started:.0f} s: {last}")
                next_word = time.monotonic() + HEARTBEAT_SECONDS


def _read(stream: object, lines: queue.Queue[str | None]) -> None:
    for line in stream:  # type: ignore[attr-defined]
        lines.put(line)
    lines.put(None)


def _failure(what: str, words: list[str], code: int, tail: list[str], log_path: Path, advice: str) -> str:
    shown = "\n".join(f"    {line}" for line in tail[-15:]) or "    (no output)"
    parts = [
        f"{what} failed: the command below returned {code}.",
        f"    {shlex.join(words)}",
        "  Its last lines:",
        shown,
        f"  The whole output: {log_path}",
        f"  {advice}" if advice else "",
        "  Then repeat the same make command: finished steps are not done again.",
    ]
    return "\n".join(part for part in parts if part)


def fail(error: StepError) -> None:
    """Print why the set-up stopped."""
    print(f"\n✗ {error}\n", file=sys.stderr, flush=True)
