"""The supplier's page for writing the standing answers."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.answers import service
from portal.answers.schemas import LONGEST, TOPICS
from portal.security import web
from portal.security.permissions import Permission
from portal.shared.errors import Invalid
from portal.shared.i18n import LANGUAGE_NAMES

pages = Blueprint("answers", __name__)


@pages.get("/staff/answers")
def answers() -> str:
    """Every text in every language."""
    return _page(service.every_text(web.session(), web.actor()), {})


@pages.post("/staff/answers")
def write() -> Response | str:
    """Keep what was written; what was typed stays when something is wrong."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_ANSWERS)
    typed = {topic: {code: request.form.get(f"{topic}-{code}", "") for code in LANGUAGE_NAMES} for topic in TOPICS}
    try:
        service.write(session, actor, typed)
    except Invalid as error:
        session.rollback()
        return make_response(_page(typed, error.fields or {}), 422)
    flash(gettext("The answers are saved."))
    return redirect("/staff/answers")


def _page(texts: service.Texts, errors: dict[str, str]) -> str:
    titles = {
        "faq_delivery": gettext("Delivery"),
        "faq_payment": gettext("Payment"),
        "faq_warranty": gettext("Warranty and returns"),
    }
    return render_template("answers/answers.html", texts=texts, titles=titles, errors=errors, longest=LONGEST)
