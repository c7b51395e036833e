"""The page on which staff teach the assistant."""

from __future__ import annotations

from typing import get_args
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.security import web
from portal.security.permissions import Permission
from portal.shared.errors import Invalid
from portal.shared.i18n import LANGUAGE_NAMES
from portal.shared.texts import text
from portal.teaching import shipped
from portal.teaching.schemas import ReviewItemOut, ReviewState
from portal.teaching.service import reviewing

pages = Blueprint("teaching", __name__)
SHOWN = 20


@pages.get("/staff/review")
def review() -> str:
    """What the bot failed on."""
    return _page({})


@pages.post("/staff/review/<uuid:item_id>")
def decide(item_id: UUID) -> Response:
    """One decision; what was typed stays when something is wrong."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_TEACH)
    if request.form.get("dismiss"):
        reviewing.dismiss(session, actor, item_id)
        flash(gettext("Dismissed: nothing is learnt from it."))
        return redirect(_address())
    language = request.form.get("language", "")
    try:
        reviewing.teach(
            session,
            actor,
            item_id,
            intent=request.form.get("intent", ""),
            text=request.form.get("text"),
            language=language if language in LANGUAGE_NAMES else None,
        )
    except Invalid as error:
        session.rollback()
        fault = text(actor.locale, error.detail)
        return make_response(_page({str(item_id): {**request.form.to_dict(), "fault": fault}}), 422)
    flash(gettext("Kept. It is learnt at the next retraining."))
    return redirect(_address())


def _state() -> ReviewState:
    wanted = request.args.get("state", "open")
    return wanted if wanted in get_args(ReviewState) else "open"  # type: ignore[return-value]  # looked up above


def _address() -> str:
    return f"/staff/review?state={_state()}"


def _page(typed: dict[str, dict[str, str]]) -> str:
    session, actor = web.session(), web.actor()
    page = reviewing.listing(session, actor, state=_state(), limit=SHOWN, cursor=request.args.get("cursor") or None)
    return render_template(
        "teaching/review.html",
        items=[ReviewItemOut.of(one) for one in page.items],
        next=page.next,
        state=_state(),
        counts=reviewing.counts(session, actor),
        intents=[(name, shipped.example(name, actor.locale)) for name in reviewing.intents(actor)],
        typed=typed,
        reasons={
            "fallback": gettext("Not understood"),
            "rejected": gettext("Taken for something outside the trade"),
            "low_confidence": gettext("Unsure"),
            "handed_over": gettext("Led to a hand-over"),
            "corrected": gettext("Corrected by a colleague"),
        },
    )
