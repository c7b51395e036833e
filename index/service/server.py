"""Starts everything: model, snapshot, follower, HTTP."""

import logging
import os
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from index.encoder import Encoder
from index.engine import SearchEngine
from index.follower import Follower
from index.service.app import Parts, create_app
from index.settings import Settings
from index.snapshot import SnapshotFolder
from index.sources.port import SearchSource
from index.sources.postgres import PostgresSource

log = logging.getLogger(__name__)

SNAPSHOTS = "index"
STOP_SECONDS = 15


def assemble(settings: Settings, source: SearchSource | None = None, encoder: Encoder | None = None) -> Parts:
    """Load the model and the snapshot; nothing follows changes yet."""
    encoder = encoder or Encoder()
    source = source or PostgresSource(settings.database_url)
    snapshots = SnapshotFolder(settings.var_dir / SNAPSHOTS, encoder.fingerprint, encoder.dimension)
    state = snapshots.restore()
    engine = SearchEngine(encoder, state.lexical, state.dense)
    follower = Follower(engine, source, encoder, records=state.records, cursor=state.cursor, snapshots=snapshots)
    log.info("%d products from the snapshot, model %s", len(state.records), encoder.model.name)
    return Parts(engine, encoder, follower, source)


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

    def load(self) -> Flask:
        """Called in the worker."""
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
