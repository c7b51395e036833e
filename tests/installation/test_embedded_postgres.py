"""The embedded server for real: created, started, shared, killed, recovered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from portal.installation.embedded_postgres import EmbeddedPostgres
from portal.installation.layout import SOURCES, InstallationError
from portal.installation.ports import free_port, is_free


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server's folder below one that is closed to other users."""
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    return closed / "postgres"


def server_pid(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def ask(server: EmbeddedPostgres, query: str) -> object:
    with psycopg.connect(server.superuser_url(), autocommit=True, connect_timeout=5) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def test_starts_for_the_block_and_stops_after_it(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server.in_use():
        assert server.is_running()
        assert str(ask(server, "SHOW server_version")).startswith("18.")
    assert not server.is_running()
    assert not (server.data / "postmaster.pid").exists()


def test_listens_on_loopback_alone_and_wants_a_password(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server.in_use():
        assert ask(server, "SHOW listen_addresses") == "127.0.0.1"
        assert ask(server, "SHOW unix_socket_directories") == ""
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url("postgres", "guess", "postgres"), connect_timeout=5)
        rules = ask(server, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules")
        assert rules == "scram-sha-256"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_root_runs_it_as_somebody_unprivileged(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server.in_use():
        process = psutil.Process(server_pid(server))
        assert process.uids().effective != 0
        assert process.gids().effective != 0
        assert "SECRET_KEY" not in process.environ()
    assert server.data.stat().st_mode & 0o777 == 0o700


def test_survives_being_killed(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server.in_use():
        ask(server, "CREATE TABLE survivor AS SELECT 42 AS answer")
        os.kill(server_pid(server), signal.SIGKILL)
        deadline = time.monotonic() + 5
        while server.is_running() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert server.ensure_running()
        assert ask(server, "SELECT answer FROM survivor") == 42
        assert not server.ensure_running()


def test_a_pid_file_that_names_a_stranger_does_not_stop_it(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server.in_use():
        owner = server.data.stat()
    stale = server.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{server.data}\n0\n{server.port}\n\n127.0.0.1\n0 0\nready\n")
    os.chown(stale, owner.st_uid, owner.st_gid)
    assert not server.is_running()
    with server.in_use():
        assert server_pid(server) != os.getpid()


def test_moves_to_another_port_when_its_own_is_taken(folder: Path) -> None:
    import socket

    server = EmbeddedPostgres(folder)
    with server.in_use():
        before = server.port
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):  # taken already is as good
            squatter.bind(("127.0.0.1", before))
            squatter.listen()
        with server.in_use():
            assert server.port != before
            assert ask(server, "SELECT 1") == 1


def test_two_commands_share_one_server_and_the_last_stops_it(folder: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom portal.installation.embedded_postgres import EmbeddedPostgres\n"
        "with EmbeddedPostgres(Path(sys.argv[1])).in_use():\n    print('up', flush=True)\n    sys.stdin.readline()\n"
    )
    server = EmbeddedPostgres(folder)
    command = [sys.executable, "-c", code, str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=SOURCES, text=True, **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline() == "up\n"
        pid = server_pid(server)
        with server.in_use():
            assert server_pid(server) == pid
        assert server.is_running(), "the other command still works with it"
        other.communicate("done\n", timeout=30)
    assert not server.is_running()


def test_says_why_it_does_not_start(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    with server.in_use():
        pass
    with (server.data / "postgresql.conf").open("a") as configuration:
        configuration.write("\nno_such_setting = 1\n")
    with pytest.raises(InstallationError, match="no_such_setting"), server.in_use():
        pass


def test_free_port_passes_over_those_in_use() -> None:
    import socket

    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]
        assert not is_free(port)
        assert free_port(port, taken=[port + 1]) > port + 1
