"""Stand-ins for the assistant and its action server, as processes that can be killed.

`python -m tests.full.stand_ins assistant PORT STATE_FOLDER ACTIONS_URL TOKEN` keeps what it answered on disk, as Rasa
keeps its tracker in the database; `python -m tests.full.stand_ins actions PORT PORTAL_URL SERVICE_TOKEN` writes through
the portal's API with the headers and idempotency keys of the real actions.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import httpx

Json = dict[str, Any]
ADD = re.compile(r"^add (\d+) pcs of (\S+)$")
CONFIRM = "/confirm_checkout"


class FailedError(Exception):
    """The turn could not be answered."""


def actions(portal_url: str, token: str) -> Callable[[str, Json], Json]:
    """{"do": add|checkout|look, …} in a turn -> {"text"} or {"silent": true}."""
    http = httpx.Client(base_url=f"{portal_url}/api/v1", timeout=8.0, trust_env=False)

    def act(_path: str, asked: Json) -> Json:
        meta = asked["metadata"]
        headers = {
            "Authorization": f"Bearer {token}",
            "X-Dialogue-Id": asked["sender"],
            "X-Turn-Id": meta["turn_id"],
            "X-Epoch": str(meta["epoch"]),
            "Idempotency-Key": str(uuid5(UUID(meta["turn_id"]), f"{asked['do']}:{asked['ordinal']}")),
        }
        path = {"add": "/cart/lines", "checkout": "/cart/checkout", "look": "/cart"}[asked["do"]]
        method = "GET" if asked["do"] == "look" else "POST"
        try:
            answer = http.request(method, path, json=asked.get("body"), headers=headers)
        except httpx.HTTPError as error:
            raise FailedError(type(error).__name__) from error
        body = answer.json()
        if answer.status_code >= 500:
            raise FailedError(str(answer.status_code))
        if body.get("error") == "stale_turn":
            return {"silent": True}
        return {"text": body.get("detail") or f"done: {asked['do']}", "status": answer.status_code}

    return act


class Assistant:
    """Answers line by line; the same message id is answered from disk."""

    def __init__(self, state: Path, actions_url: str) -> None:
        self._state = state
        self._actions = httpx.Client(base_url=actions_url, timeout=12.0, trust_env=False)
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def answer(self, _path: str, asked: Json) -> Json:
        with self._locks[asked["sender"]]:
            kept = self._state / asked["message_id"]
            if kept.exists():
                return dict(json.loads(kept.read_text()))
            time.sleep(0.03)
            said: list[Json] = []
            for ordinal, line in enumerate(asked["message"].split("\n")):
                said += self._line(asked, line, ordinal)
            made = {"messages": said, "nlu": {"intent": "stand_in", "confidence": 1.0, "entities": []}}
            fresh = kept.with_suffix(f".{threading.get_ident()}")
            fresh.write_text(json.dumps(made))
            fresh.replace(kept)
            return made

    def _line(self, asked: Json, line: str, ordinal: int) -> list[Json]:
        wanted = ADD.match(line)
        if wanted:
            body = {"sku": wanted[2], "quantity": int(wanted[1])}
            return self._do(asked, "add", ordinal, body)
        if line.startswith(CONFIRM):
            return self._do(asked, "checkout", ordinal, {})
        if line == "checkout":
            said = self._do(asked, "look", ordinal, None)
            return [one | {"buttons": [{"title": "Yes, place the order", "payload": CONFIRM}]} for one in said]
        return [{"text": f"echo: {line}", "cards": [], "buttons": []}]

    def _do(self, asked: Json, do: str, ordinal: int, body: Json | None) -> list[Json]:
        call = {"sender": asked["sender"], "metadata": asked["metadata"], "do": do, "ordinal": ordinal, "body": body}
        try:
            answer = self._actions.post("/act", json=call)
        except httpx.HTTPError as error:
            raise FailedError(type(error).__name__) from error
        if answer.status_code != 200:
            raise FailedError("the action failed")
        done = answer.json()
        return [] if done.get("silent") else [{"text": done["text"], "cards": [], "buttons": []}]


def serve(port: int, answer: Callable[[str, Json], Json], token: str = "") -> None:
    """Answer POSTs with JSON; a failed one is a 500."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._send(200, {"status": "ok"})

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if token and self.headers.get("Authorization") != f"Bearer {token}":
                self._send(401, {})
                return
            try:
                self._send(200, answer(self.path, asked))
            except FailedError as failure:
                self._send(500, {"error": str(failure)})

        def _send(self, status: int, body: Json) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.serve_forever()


if __name__ == "__main__":
    kind, number = sys.argv[1], int(sys.argv[2])
    if kind == "assistant":
        serve(number, Assistant(Path(sys.argv[3]), sys.argv[4]).answer, sys.argv[5])
    else:
        serve(number, actions(sys.argv[3], sys.argv[4]))
