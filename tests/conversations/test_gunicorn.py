"""Streams as they are served: gunicorn with a gevent worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from portal.installation.ports import free_port
from tests.conftest import TestDatabase
from tests.conversations.conftest import Desk
from tests.factories import Factory

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """A web process."""

    def __init__(self, clone: TestDatabase, log: Path) -> None:
        self.port = free_port(18_100)
        self.url = f"http://127.0.0.1:{self.port}/api/v1"
        environment = os.environ | {
            "DATABASE_URL": clone.url("web"),
            "SECRET_KEY": "k" * 48,
            "SERVICE_TOKEN": "s" * 32,
            "PYTHONPATH": str(ROOT),
        }
        command = [
            sys.executable, "-m", "gunicorn", "portal.wsgi:app", "--config", "python:portal.web.server",
            "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gevent", "--workers", "1",
            "--worker-connections", "1000", "--graceful-timeout", "3", "--no-control-socket",
        ]  # fmt: skip
        self.log = log.open("ab")
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=self.log, stderr=self.log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        raise AssertionError(f"the web process did not start: {log.read_text()[-2000:]}")

    def stop(self) -> float:
        """SIGTERM; returns how long it took to end, in seconds."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.log.close()
        return time.monotonic() - began


@pytest.fixture
def server(clone: TestDatabase, tmp_path: Path) -> Iterator[Server]:
    started = Server(clone, tmp_path / "web.log")
    yield started
    if started.process.poll() is None:
        started.stop()


class Reader(threading.Thread):
    """Reads a stream until it ends; remembers messages and when they came."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self._url = url
        self._headers = headers
        self.lines: list[str] = []
        self.opened = threading.Event()

    def run(self) -> None:
        timeout = httpx.Timeout(30.0)
        with httpx.stream("GET", self._url, headers=self._headers, timeout=timeout, trust_env=False) as response:
            for line in response.iter_lines():
                self.lines.append(line)
                if line == "event: conversation":
                    self.opened.set()

    def messages(self) -> int:
        return self.lines.count("event: message")


def login(server: Server, email: str) -> dict[str, str]:
    body = {"email": email, "password": Factory.PASSWORD}
    answer: dict[str, Any] = httpx.post(f"{server.url}/tokens", json=body, timeout=10).json()
    return {"Authorization": f"Bearer {answer['access_token']}"}


def test_a_hundred_streams_hear_a_message_share_one_listener_and_end_at_once(
    server: Server, desk: Desk, clone: TestDatabase
) -> None:
    headers = login(server, desk.user.email)
    events = f"{server.url}/conversations/{desk.conversation_id}/events"
    readers = [Reader(events, headers) for _ in range(100)]
    for reader in readers:
        reader.start()
    assert all(reader.opened.wait(20) for reader in readers)
    posted = time.monotonic()
    messages = f"{server.url}/conversations/{desk.conversation_id}/messages"
    response = httpx.post(messages, json={"client_id": "1", "text": "to all"}, headers=headers, timeout=10)
    assert response.status_code == 202
    while sum(reader.messages() for reader in readers) < 100 and time.monotonic() - posted < 10:
        time.sleep(0.02)
    assert [reader.messages() for reader in readers] == [1] * 100
    with psycopg.connect(clone.superuser_url()) as connection:
        count = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'prilavok-listen' "
            "AND datname = current_database()"
        ).fetchone()
    assert count == (1,)
    assert server.stop() < 4.5
    for reader in readers:
        reader.join(2)
        assert not reader.is_alive()
