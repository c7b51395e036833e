"""The operators' page."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal.security import web
from portal.security.permissions import Permission

pages = Blueprint("console", __name__)


@pages.get("/console")
def console() -> str:
    """The desk; everything on it is live through the API."""
    web.actor().require(Permission.STAFF_CHAT)
    return render_template("console/console.html")
