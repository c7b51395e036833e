"""One supervised process: started, its output read, restarted with growing pauses when it dies, ended."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from portal.installation.layout import SOURCES
from portal.installation.processes import ProcessSpec

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
HEALTHY_SECONDS = 60.0
OPEN_FILES = 16_384
KILL_SECONDS = 10.0
PR_SET_PDEATHSIG = 1

Output = Callable[[str, str], None]
_libc = ctypes.CDLL(None, use_errno=True)


def _prepare() -> None:
    """In the child before it becomes the program: it ends with the supervisor, and may open many files."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))


class Child:
    """A process under supervision.

    Args:
        spec: What to run.
        output: Called with the process's name and each line it prints, and with our own remarks about it.
    """

    def __init__(self, spec: ProcessSpec, output: Output) -> None:
        self.spec = spec
        self._output = output
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._restart_at: float | None = None
        self.restarts = 0

    @property
    def pid(self) -> int | None:
        """The process's number while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start it. To be called from the main thread, with whose end the kernel would end the process."""
        self._restart_at = None
        self._started = time.monotonic()
        # a session of its own: Ctrl-C reaches the supervisor alone, which ends everything in order
        self._process = subprocess.Popen(
            self.spec.command,
            cwd=SOURCES,
            env=dict(self.spec.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_prepare,  # noqa: PLW1509 -- two system calls, no lock is taken
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as stream:
            for line in stream:
                self._output(self.spec.name, line.rstrip("\n"))

    def supervise(self) -> None:
        """Notice that it died and plan its restart, or carry out a planned one."""
        now = time.monotonic()
        if self._restart_at is not None:
            if now >= self._restart_at:
                self.restarts += 1
                self.start()
            return
        if self._process is None or self._process.poll() is None:
            return
        if now - self._started > HEALTHY_SECONDS:
            self._pause = FIRST_PAUSE
        how = _describe(self._process.returncode)
        self._output(self.spec.name, f"✗ {how}; starting it again in {self._pause:.0f} s")
        self._restart_at = now + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def terminate(self) -> None:
        """Ask it to end."""
        self._restart_at = None
        if self._process is not None and self._process.poll() is None:
            with suppress(ProcessLookupError):
                self._process.terminate()

    def kill(self) -> bool:
        """End it and whatever it started, at once. Returns whether there was something left to end."""
        if self._process is None:
            return False
        alive = self._process.poll() is None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=KILL_SECONDS)
        if self._reader is not None:
            self._reader.join(timeout=KILL_SECONDS)
        return alive

    def is_running(self) -> bool:
        """Whether the process lives."""
        return self.pid is not None


def _describe(returncode: int) -> str:
    if returncode < 0:
        return f"ended by signal {signal.Signals(-returncode).name}"
    return f"ended with status {returncode}"
