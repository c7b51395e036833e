"""The process's one hub of live updates."""

from __future__ import annotations

from flask import Flask

from portal.conversations.live.hub import Hub


def init_app(app: Flask) -> None:
    """Make the hub; it listens from the first stream on."""
    app.extensions["prilavok.live"] = Hub(app.extensions["prilavok.settings"].database_url.get_secret_value())
