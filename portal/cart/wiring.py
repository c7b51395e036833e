"""What the cart gives to others through ports."""

from __future__ import annotations

from flask import Flask

from portal.cart.present import cart_summary


def init_app(app: Flask) -> None:
    """Hand out the summary of the top bar."""
    app.extensions["prilavok.cart_summary"] = cart_summary
