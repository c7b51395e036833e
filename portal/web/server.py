"""gunicorn's hooks (`--config python:portal.web.server`).

Read by the arbiter before gevent has patched anything: imports nothing that opens sockets or makes locks.
"""

from __future__ import annotations

from typing import Any


def post_worker_init(worker: Any) -> None:
    """Let open streams end when the worker is told to stop; else each would hold it for the graceful timeout."""
    worker.wsgi.extensions["prilavok.live"].end_with(lambda: worker.alive)
