"""Runs the service under gunicorn. The parent process imports nothing of the engine, so it stays small."""

import logging
import os
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from index.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from index.service.app import Parts

log = logging.getLogger(__name__)

STOP_SECONDS = 15


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn worker with threads; the engine lives in the worker, so the parent stays small."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._parts: Parts | None = None
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn."""
        settings: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": self._settings.threads + self._settings.queue + 2,
            "timeout": 60,
            "graceful_timeout": STOP_SECONDS,
            "keepalive": 30,
            "worker_exit": self._leave,
            "loglevel": "warning",
            "proc_name": "prilavok-index",
        }
        if "control_socket_disable" in self.cfg.settings:
            settings["control_socket_disable"] = True
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> "Flask":
        """Called in the worker."""
        from index.service.app import create_app
        from index.service.assembly import assemble

        self._parts = assemble(self._settings)
        self._parts.follower.start()
        app = create_app(
            self._parts, token=self._settings.token, threads=self._settings.threads, queue=self._settings.queue
        )
        log.info("listening on %s:%d", self._settings.host, self._settings.port)
        return app

    def _leave(self, _arbiter: object, _worker: object) -> None:
        """Save, then end at once: native libraries abort when the interpreter takes them apart under threads."""
        if self._parts is None:
            return
        self._parts.follower.stop()
        self._parts.engine.lexical.close()
        log.info("stopped")
        logging.shutdown()
        os._exit(0)
