"""What the cart gives to others through ports."""

from __future__ import annotations

from flask import Flask

from portal.cart.credit import credit_view
from portal.cart.present import cart_summary


def init_app(app: Flask) -> None:
    """Hand out the summary of the top bar, and the view of the credit."""
    app.extensions["prilavok.cart_summary"] = cart_summary
    app.extensions["prilavok.credit"] = credit_view
