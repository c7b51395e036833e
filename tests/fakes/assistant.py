"""A stand-in for Rasa's channel, spoken to over real HTTP: it echoes, remembers message ids, and can be told to fail.

It keeps the contract of the gateway: a repeated message_id gets the former answer and is not acted upon again.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = dict[str, Any]
Behaviour = Callable[[dict[str, Any]], Answer]


def echo(asked: dict[str, Any]) -> Answer:
    """Says what it was told."""
    return {
        "messages": [{"text": f"echo: {asked['message']}", "cards": [], "buttons": []}],
        "nlu": {"intent": "echo", "confidence": 1.0, "entities": [], "language": "en"},
    }


class FakeAssistant:
    """`behaviour` makes the answers, `status` other than 200 refuses, `delay` in seconds, `asked` is what came in."""

    def __init__(self, port: int = 0, token: str = "r" * 32) -> None:
        self.behaviour: Behaviour = echo
        self.status = 200
        self.delay = 0.0
        self.asked: list[dict[str, Any]] = []
        self.acted: list[str] = []
        self._token = token
        self._answers: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def drop_connections(self) -> None:
        """Cut what clients keep open, as the end of a process does."""
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def answer(self, asked: dict[str, Any]) -> Answer:
        with self._lock:
            self.asked.append(asked)
            known = self._answers.get(asked["message_id"])
        if known is not None:
            return known
        made = self.behaviour(asked)
        with self._lock:
            self.acted.append(asked["message_id"])
            self._answers[asked["message_id"]] = made
        return made

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                fake._open.append(self.connection)

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                assert self.path == "/webhooks/portal/webhook"
                if self.headers["Authorization"] != f"Bearer {fake._token}":
                    self._send(401, {})
                    return
                time.sleep(fake.delay)
                if fake.status != 200:
                    fake.asked.append(asked)
                    self._send(fake.status, {})
                    return
                self._send(200, fake.answer(asked))

            def _send(self, status: int, body: Answer) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler


@contextmanager
def running(port: int = 0) -> Iterator[FakeAssistant]:
    """A stand-in for the length of a block."""
    fake = FakeAssistant(port)
    try:
        yield fake
    finally:
        fake.stop()
