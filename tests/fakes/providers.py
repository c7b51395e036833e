"""Stand-ins for providers, over real HTTP: each checks every call against what the provider has published."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import default as mail_policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import ValidationError


@dataclass
class Request:
    """A call as it came; `form` are the parts of a multipart body, files as bytes."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    form: dict[str, Any] = field(default_factory=dict)

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """What a stand-in answers: JSON, or bytes."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class Provider:
    """Base of the stand-ins. `faults` are answers given first, `broken` what the published schema does not allow."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.faults: list[Reply] = []
        self.broken: list[str] = []
        self.url = ""

    def respond(self, request: Request) -> Reply:
        """The answer to a call that is no fault."""
        raise NotImplementedError

    def handle(self, request: Request) -> Reply:
        self.requests.append(request)
        if self.faults:
            return self.faults.pop(0)
        try:
            return self.respond(request)
        except (ValidationError, AssertionError, KeyError, ValueError) as error:
            self.broken.append(f"{request.path}: {error}")
            return Reply(400, {"ok": False, "error": str(error)})


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """Run a stand-in on a loopback port."""

    class Handler(BaseHTTPRequestHandler):
        def _all(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, body)
            if headers.get("content-type", "").startswith("multipart/form-data"):
                request.form = _parts(headers["content-type"], body)
            reply = provider.handle(request)
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _all  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _parts(content_type: str, body: bytes) -> dict[str, Any]:
    message = BytesParser(policy=mail_policy).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    found: dict[str, Any] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        filename = part.get_filename()
        found[str(name)] = (filename, part.get_content_type(), payload) if filename else payload.decode()
    return found
