"""The process's one hub of live updates, and guests at the door of files."""

from __future__ import annotations

from flask import Flask

from portal.conversations.live.hub import Hub


def init_app(app: Flask) -> None:
    """Make the hub; it listens from the first stream on. A guest may send files into his conversation and read them."""
    from portal.conversations.routes import know_the_guest

    app.before_request_funcs.setdefault("files_api", []).append(know_the_guest)
    app.extensions["prilavok.live"] = Hub(app.extensions["prilavok.settings"].database_url.get_secret_value())
