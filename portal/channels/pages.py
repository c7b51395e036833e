"""The account's page of messengers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.channels.service import linking, present
from portal.security import web
from portal.shared.errors import NotFound, TooManyRequests
from portal.shared.ids import parse_uuid
from portal.shared.texts import text

pages = Blueprint("channels", __name__)


@pages.get("/account/messengers")
def messengers_page() -> str:
    """Which messengers speak for the buyer."""
    return _page(None)


@pages.post("/account/messengers/code")
def make_code() -> Response | str:
    """Show a code, once: it is nowhere kept in clear, so a reload makes another."""
    session, actor = web.session(), web.actor()
    try:
        return _page(linking.make_code(session, actor))
    except TooManyRequests as error:
        flash(text(actor.locale, error.detail), "error")
        return redirect("/account/messengers", 303)


@pages.post("/account/messengers/<link_id>/unlink")
def unlink(link_id: str) -> Response:
    """End a link."""
    wanted = parse_uuid(link_id)
    if wanted is None:
        raise NotFound
    linking.unlink(web.session(), web.actor(), wanted)
    flash(gettext("The messenger is no longer linked."))
    return redirect("/account/messengers", 303)


def _page(code: linking.NewCode | None) -> str:
    session = web.session()
    found = present.links(session, web.actor())
    chats = present.chats(session, code.code) if code else found.chats
    return render_template(
        "channels/messengers.html", links=found.items, chats=chats, code=code, minutes=linking.MINUTES
    )
