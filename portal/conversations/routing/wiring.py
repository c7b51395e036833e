"""What routing does for the ports of conversations; guests at its door."""

from __future__ import annotations

from flask import Flask

from portal.conversations.routing.service import following


def init_app(app: Flask) -> None:
    """Offer the teams, and let a guest ask to be called back."""
    from portal.conversations.routes import know_the_guest

    app.before_request_funcs.setdefault("routing_api", []).append(know_the_guest)
    app.extensions["prilavok.teams"] = following
