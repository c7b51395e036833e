"""Calls of other websites' pages, and visitors at the door of the chat's own calls."""

from __future__ import annotations

from flask import Flask

from portal.widget import cross_origin


def init_app(app: Flask) -> None:
    """Install CORS; a visitor with a conversation's key acts as its guest here too."""
    from portal.conversations.routes import know_the_guest

    cross_origin.init_app(app)
    app.before_request_funcs.setdefault("widget_api", []).append(know_the_guest)
