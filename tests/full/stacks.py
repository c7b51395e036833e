"""Whole products to be hurt: the portal with stand-ins for the assistant, or everything under its supervisor."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx
import psutil
import psycopg
from sqlalchemy.engine import make_url

from portal.installation import settings_file
from portal.installation.layout import Installation
from portal.installation.ports import free_port
from tests.conftest import TestDatabase

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240.0


@dataclass
class Stack:
    """What a test needs: addresses, and what may be killed. `exact` when the assistant understands every word."""

    web_url: str
    worker_database: str
    web_database: str
    kinds: tuple[str, ...]
    pause: tuple[float, float]
    exact: bool
    find: Callable[[str], Sequence[int]]
    end: Callable[[], None]
    log: Path
    hits: dict[str, int] = field(default_factory=dict)

    def hurt(self, random: Random) -> str:
        """Kill a process, or cut the database's connections; returns what."""
        kind = random.choice(self.kinds)
        if kind == "connections":
            self._cut(random)
        else:
            pids = list(self.find(kind))
            if not pids:
                return f"{kind} (already down)"
            with suppress(ProcessLookupError):
                os.kill(random.choice(pids), signal.SIGKILL)
        self.hits[kind] = self.hits.get(kind, 0) + 1
        return kind

    def _cut(self, random: Random) -> None:
        """Terminate about half of the portal's connections, in the middle of whatever they do."""
        for url in (self.worker_database, self.web_database):
            plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
            with suppress(psycopg.OperationalError), psycopg.connect(plain, autocommit=True) as connection:
                rows = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE usename = current_user "
                    "AND datname = current_database() AND pid <> pg_backend_pid()"
                ).fetchall()
                for (pid,) in rows:
                    if random.random() < 0.5:
                        connection.execute("SELECT pg_terminate_backend(%s)", [pid])


class OwnStack:
    """Web, two workers of turns and the stand-ins; what dies is started again within a second or two."""

    def __init__(self, clone: TestDatabase, folder: Path) -> None:
        (folder / "answers").mkdir(parents=True)
        self._folder = folder
        web, assistant, actions = (free_port(number) for number in (18_200, 18_300, 18_400))
        portal = {
            "SECRET_KEY": "k" * 48,
            "SERVICE_TOKEN": "s" * 32,
            "RASA_TOKEN": "r" * 32,
            "RASA_URL": f"http://127.0.0.1:{assistant}",
            "INDEX_URL": "http://127.0.0.1:9",
            "RASA_TIMEOUT_SECONDS": "15",
            "VAR_DIR": str(folder),
            "LOG_LEVEL": "WARNING",
        }
        python = sys.executable
        worker = ([python, "-c", "from portal.worker import run_worker; run_worker('turns')"], "worker")
        self._specs: dict[str, tuple[list[str], dict[str, str]]] = {
            "web": (
                [
                    python, "-m", "gunicorn", "portal.wsgi:app", "--config", "python:portal.web.server",
                    "--bind", f"127.0.0.1:{web}", "--worker-class", "gevent", "--workers", "1",
                    "--worker-connections", "1000", "--graceful-timeout", "3", "--no-control-socket",
                ],
                portal | {"DATABASE_URL": clone.url("web")},
            ),
            "worker-1": (worker[0], portal | {"DATABASE_URL": clone.url("worker")}),
            "worker-2": (worker[0], portal | {"DATABASE_URL": clone.url("worker")}),
            "actions": (
                [python, "-m", "tests.full.stand_ins", "actions", str(actions), f"http://127.0.0.1:{web}", "s" * 32],
                {},
            ),
            "assistant": (
                [
                    python, "-m", "tests.full.stand_ins", "assistant", str(assistant), str(folder / "answers"),
                    f"http://127.0.0.1:{actions}", "r" * 32,
                ],
                {},
            ),
        }  # fmt: skip
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._log = (folder / "stack.log").open("ab")
        self._stopped = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._random = Random(7)
        for name in self._specs:
            self._start(name)
        _wait_ready(f"http://127.0.0.1:{web}/readyz", self._folder / "stack.log")
        self._keeper.start()
        self.stack = Stack(
            web_url=f"http://127.0.0.1:{web}",
            worker_database=clone.url("worker"),
            web_database=clone.url("web"),
            kinds=("assistant", "actions", "worker", "worker", "connections", "connections"),
            pause=(1.5, 5.0),
            exact=True,
            find=self._find,
            end=self._end,
            log=self._folder / "stack.log",
        )

    def _start(self, name: str) -> None:
        command, environment = self._specs[name]
        self._running[name] = subprocess.Popen(
            command,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            cwd=ROOT,
            stdout=self._log,
            stderr=self._log,
        )

    def _find(self, kind: str) -> list[int]:
        return [
            process.pid for name, process in self._running.items() if name.startswith(kind) and process.poll() is None
        ]

    def _keep(self) -> None:
        while not self._stopped.wait(0.3):
            for name, process in list(self._running.items()):
                if process.poll() is not None and not self._stopped.wait(self._random.uniform(0.2, 2.0)):
                    self._start(name)

    def _end(self) -> None:
        self._stopped.set()
        self._keeper.join(10)
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)
        self._log.close()


def real_stack(folder: Path, models: Path) -> Stack:
    """The whole product under its supervisor in a folder of its own, with the models that were built."""
    folder.mkdir(parents=True)
    (folder / "models").symlink_to(models.resolve())
    log = folder / "run.log"
    # Away from the usual ones, which another installation may take while a process of ours is down.
    ports = {name: str(free_port(21_000 + 20 * place)) for place, name in enumerate(settings_file.PORTS)}
    with log.open("ab") as output:
        supervisor = subprocess.Popen(
            [str(Path(sys.executable).parent / "portal"), "run"],
            env=os.environ | ports | {"VAR_DIR": str(folder), "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    words = {"assistant": "rasa run", "actions": "rasa_sdk", "worker": "worker turns"}

    def find(kind: str) -> list[int]:
        return [
            child.pid
            for child in psutil.Process(supervisor.pid).children(recursive=True)
            if words[kind] in " ".join(child.cmdline())
        ]

    def end() -> None:
        supervisor.terminate()
        supervisor.wait(60)

    until = time.monotonic() + START_SECONDS
    while b"Prilavok is open" not in log.read_bytes():
        if supervisor.poll() is not None or time.monotonic() > until:
            supervisor.kill()
            raise AssertionError(f"the product did not start: {log.read_text()[-3000:]}")
        time.sleep(0.5)
    values = settings_file.read(Installation(folder).settings_file)
    return Stack(
        web_url=f"http://127.0.0.1:{values['WEB_PORT']}",
        worker_database=values["DATABASE_WORKER_URL"],
        web_database=values["DATABASE_WEB_URL"],
        # The supervisor waits longer each time before it starts a process again, up to half a minute.
        kinds=("assistant", "actions", "worker", "connections", "connections", "connections"),
        pause=(4.0, 10.0),
        exact=False,
        find=find,
        end=end,
        log=log,
    )


def _wait_ready(url: str, log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            if httpx.get(url, timeout=5).status_code == 200:
                return
        time.sleep(0.3)
    raise AssertionError(f"not ready: {log.read_text()[-3000:]}")
