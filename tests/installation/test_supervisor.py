"""The supervisor with real processes of the product: web, one worker and the database."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from portal.installation import settings_file
from portal.installation.embedded_postgres import EmbeddedPostgres
from portal.installation.layout import SOURCES, Installation
from tests.stack import Stack, clean_environment, running_product


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The parts of the product that need no model."""
    with running_product(tmp_path_factory.mktemp("run") / "var", "--only", "web", "--only", "io") as stack:
        yield stack


def until(condition: Callable[[], bool], seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def child_of(stack: Stack, word: str) -> psutil.Process:
    children = psutil.Process(stack.process.pid).children(recursive=False)
    return next(child for child in children if word in " ".join(child.cmdline()))


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def test_every_started_process_is_ready(running: Stack) -> None:
    assert answers(f"{running.url}/readyz")
    assert answers(f"http://127.0.0.1:{running.settings['WORKER_IO_PORT']}/readyz")


def test_processes_have_their_own_database_roles(running: Stack) -> None:
    web, worker = child_of(running, "gunicorn").environ(), child_of(running, "worker io").environ()
    assert web["DATABASE_URL"] == running.settings["DATABASE_WEB_URL"]
    assert worker["DATABASE_URL"] == running.settings["DATABASE_WORKER_URL"]
    for environment in (web, worker):
        assert "DATABASE_OWNER_URL" not in environment


def test_nothing_listens_outside_loopback(running: Stack) -> None:
    family = [*psutil.Process(running.process.pid).children(recursive=True)]
    listening = [
        connection.laddr
        for process in family
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening
    assert {address.ip for address in listening} == {"127.0.0.1"}


def test_a_killed_process_comes_back(running: Stack) -> None:
    killed = child_of(running, "worker io")
    killed.send_signal(signal.SIGKILL)
    killed.wait(timeout=5)
    until(lambda: answers(f"http://127.0.0.1:{running.settings['WORKER_IO_PORT']}/readyz"))
    assert child_of(running, "worker io").pid != killed.pid
    assert any("SIGKILL" in line for line in running.output)


def test_a_killed_database_comes_back_and_the_web_with_it(running: Stack) -> None:
    server = EmbeddedPostgres(running.installation.postgres)
    pid = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    until(lambda: any("PostgreSQL had died" in line for line in running.output))
    until(lambda: answers(f"{running.url}/readyz"))


def test_a_second_supervisor_is_refused(running: Stack) -> None:
    second = subprocess.run(
        [str(SOURCES / "bin" / "with"), "portal", "portal", "run", "--only", "io"],
        env=clean_environment(running.installation),
        check=False,
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert second.returncode == 1
    assert "runs already" in second.stderr


def test_stops_within_seconds_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with running_product(tmp_path / "var", "--only", "web") as stack:
        family = [psutil.Process(stack.process.pid), *psutil.Process(stack.process.pid).children(recursive=True)]
        began = time.monotonic()
        stack.process.send_signal(signal.SIGTERM)
        assert stack.process.wait(timeout=40) == 0
        assert time.monotonic() - began < 20
    assert not [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    assert not EmbeddedPostgres(stack.installation.postgres).is_running()
    assert settings_file.read(stack.installation.settings_file)["WEB_PORT"]


def test_says_what_is_not_built(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    missing = subprocess.run(
        [str(SOURCES / "bin" / "with"), "portal", "portal", "run"],
        env=clean_environment(Installation(tmp_path / "var")),
        check=False,
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert missing.returncode == 1
    assert "a trained Rasa model" in missing.stderr
    assert "make setup" in missing.stderr
