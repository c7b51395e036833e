"""The supervisor: one command starts the whole product, watches over it and ends it in order."""

from __future__ import annotations

import fcntl
import json
import signal
import subprocess
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import FrameType

import httpx

from portal.installation import settings_file
from portal.installation.child import Child
from portal.installation.database import running_database
from portal.installation.embedded_postgres import EmbeddedPostgres
from portal.installation.layout import Installation, InstallationError
from portal.installation.merged_log import MergedLog
from portal.installation.processes import (
    PORTAL_BIN,
    ProcessSpec,
    missing_parts,
    portal_environment,
    specifications,
)
from portal.migrations import runner
from portal.teaching.model.serving import Models

READY_SECONDS = 180.0
START_ATTEMPTS = 5
STOP_SECONDS = 9.0
DATABASE_CHECK_SECONDS = 3.0
PROBE_TIMEOUT = 2.0
US = "prilavok"
DEMO_LOADED = "DEMO_LOADED"
DEMO_SUPPLIER = "Amberline Trade"


class Supervisor:
    """Runs one installation until it is told to stop.

    Args:
        installation: Where it lives.
        demo: Load the demo supplier on the first start.
        only: Names of the processes to start; all when empty.
        external_url: See `running_database`.
    """

    def __init__(
        self,
        installation: Installation,
        *,
        demo: bool = False,
        only: Collection[str] = (),
        external_url: str | None = None,
    ) -> None:
        self.installation = installation
        self.demo = demo
        self._only = frozenset(only)
        self._external_url = external_url
        self._stop = threading.Event()
        installation.create_folders()
        self.log = MergedLog(installation.logs)
        self.children: list[Child] = []

    def run(self) -> int:
        """Start everything, wait for the end, stop everything. Returns the exit status.

        Raises:
            InstallationError: Something is not built, runs already, or does not become ready.
        """
        began = time.monotonic()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        with ExitStack() as stack:
            stack.callback(self.log.close)
            stack.enter_context(self._only_one())
            database = running_database(self.installation, self._say, external_url=self._external_url)
            values = self._with_ports(stack.enter_context(database))
            specs = self._specifications(values)
            self._prepare_data(values)
            stack.callback(self._end_children)
            self._choose_model(specs)
            self._start(specs)
            if self._wait_until_ready():
                self._greet(values, time.monotonic() - began)
                self._watch(values)
        self._say("stopped")
        return 0

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._stop.is_set():
            return
        self._stop.set()
        self._say(f"stopping ({signal.Signals(number).name})")

    def _say(self, text: str) -> None:
        self.log.line(US, text)

    @contextmanager
    def _only_one(self) -> Iterator[None]:
        """Two supervisors of one installation would fight over its ports and its jobs."""
        with (self.installation.run / "supervisor.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InstallationError(f"The installation in {self.installation.var_dir} runs already.") from None
            yield

    def _with_ports(self, values: dict[str, str]) -> dict[str, str]:
        values, changed = settings_file.with_free_ports(values)
        if changed:
            settings_file.write(self.installation.settings_file, values)
            for name in changed:
                self._say(f"{name}: another program has the port, using {values[name]} from now on")
        return values | ({"DEMO": "1", "SUPPLIER_NAME": DEMO_SUPPLIER} if self.demo else {})

    def _specifications(self, values: Mapping[str, str]) -> list[ProcessSpec]:
        specs = specifications(self.installation, values)
        if unknown := self._only - {spec.name for spec in specs}:
            raise InstallationError(f"There is no process called {', '.join(sorted(unknown))}.")
        specs = [spec for spec in specs if not self._only or spec.name in self._only]
        if missing := missing_parts(self.installation, specs):
            raise InstallationError(f"Not built yet: {'; '.join(missing)}. Run: make setup")
        return specs

    def _choose_model(self, specs: list[ProcessSpec]) -> None:
        if any(spec.name == "assistant" for spec in specs):
            models = Models(self.installation.var_dir)
            before = models.state()
            served = models.prepare()
            if before is not None and before.served not in {served, before.base}:
                self._say(f"assistant: {served} is newer than what was taught; teach it again: portal nlu retrain")

    def _prepare_data(self, values: Mapping[str, str]) -> None:
        self._say("database: applying migrations")
        runner.upgrade(values["DATABASE_OWNER_URL"])
        if not self.demo or DEMO_LOADED in values or self._stop.is_set():
            return
        self._say("demo: loading the demo supplier (first start only)")
        self._command(values, "demo", "load", shown=True)
        # in the settings, so that a backup knows it too
        saved = settings_file.read(self.installation.settings_file)
        settings_file.write(self.installation.settings_file, saved | {DEMO_LOADED: "1"})

    def _command(self, values: Mapping[str, str], *words: str, shown: bool = False) -> str:
        """Run a command of the portal; its output is shown as ours or returned."""
        process = subprocess.Popen(
            [str(PORTAL_BIN / "portal"), *words],
            env=portal_environment(self.installation, values),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if shown else None,
            text=True,
        )
        lines = []
        with process.stdout as stream:  # type: ignore[union-attr]
            for line in stream:
                lines.append(line)
                if shown and line.strip():
                    self._say(line.rstrip())
        if process.wait() != 0:
            raise InstallationError(f"`portal {' '.join(words)}` failed with status {process.returncode}.")
        return "".join(lines)

    def _start(self, specs: list[ProcessSpec]) -> None:
        for spec in specs:
            child = Child(spec, self.log.line)
            self.children.append(child)
            child.start()

    def _wait_until_ready(self) -> bool:
        """Wait until every process answers; False when told to stop meanwhile.

        Raises:
            InstallationError: One is not ready in time.
        """
        waiting = list(self.children)
        until = time.monotonic() + READY_SECONDS
        told = time.monotonic() + 5.0
        self._say(f"starting {', '.join(child.spec.name for child in waiting)}")
        with httpx.Client(timeout=PROBE_TIMEOUT, trust_env=False) as client:
            while waiting and not self._stop.wait(0.2):
                for child in self.children:
                    child.supervise()
                for child in [child for child in waiting if _is_ready(child, client)]:
                    waiting.remove(child)
                    done = len(self.children) - len(waiting)
                    self._say(f"✓ {child.spec.name} is ready ({done} of {len(self.children)})")
                names = ", ".join(child.spec.name for child in waiting)
                if failing := [child.spec.name for child in waiting if child.restarts >= START_ATTEMPTS]:
                    raise InstallationError(f"{', '.join(failing)} cannot start: see the log above.")
                if time.monotonic() > until:
                    raise InstallationError(f"Not ready after {READY_SECONDS:.0f} s: {names}. See the log above.")
                if waiting and time.monotonic() > told:
                    self._say(f"waiting for {names}")
                    told += 5.0
        return not self._stop.is_set()

    def _greet(self, values: Mapping[str, str], seconds: float) -> None:
        lines = ["", f"  Prilavok is open: {values['WEB_URL']}   (ready in {seconds:.0f} s)", ""]
        if self.demo:
            logins = json.loads(self._command(values, "demo", "logins", "--json"))
            lines += ["  Log in as"]
            lines += [f"    {role:<20} {who['email']:<36} {who['password']}" for role, who in logins.items()]
            lines += [""]
        lines += ["  Stop it with Ctrl-C.", f"  Data and logs: {self.installation.var_dir}", ""]
        self.log.plain("\n".join(lines))

    def _watch(self, values: Mapping[str, str]) -> None:
        """Until told to stop: start again what died, the database server first."""
        embedded = values.get(settings_file.EMBEDDED) == "1"
        server = EmbeddedPostgres(self.installation.postgres)
        next_check = 0.0
        while not self._stop.wait(0.5):
            if embedded and time.monotonic() >= next_check:
                if server.ensure_running(self._say):
                    self._say("✗ PostgreSQL had died; it is running again")
                next_check = time.monotonic() + DATABASE_CHECK_SECONDS
            for child in self.children:
                child.supervise()

    def _end_children(self) -> None:
        for child in self.children:
            child.terminate()
        until = time.monotonic() + STOP_SECONDS
        while time.monotonic() < until and any(child.is_running() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            if child.kill():
                self._say(f"{child.spec.name} did not end within {STOP_SECONDS:.0f} s and was killed")


def _is_ready(child: Child, client: httpx.Client) -> bool:
    """Whether its readiness address answers 200."""
    if not child.is_running():
        return False
    try:
        return client.get(child.spec.ready_url).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False  # not listening yet; asked again until the deadline
