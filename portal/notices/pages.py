"""The forms of the account's and the product's pages."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from portal.notices.errors import ProductInStock, TooManyWatches
from portal.notices.kinds import Kind, allowed
from portal.notices.service import choosing, watching
from portal.security import web
from portal.shared.texts import text

pages = Blueprint("notices", __name__)


@pages.post("/account/notices")
def save_choice() -> Response:
    """What is ticked is on, the rest is off."""
    session, actor = web.session(), web.actor()
    wishes = {kind: kind.value in request.form.getlist("kinds") for kind in Kind if allowed(actor, kind)}
    choosing.choose(session, actor, wishes)
    flash(gettext("Saved."))
    return redirect("/account#notices", 303)


@pages.post("/product/<path:sku>/watch")
def watch(sku: str) -> Response:
    """Wait for the product, or, with `off`, wait no longer."""
    session, actor = web.session(), web.actor()
    if request.form.get("off"):
        product = watching.unwatch(session, actor, sku)
        flash(gettext("We will not write to you about this article."))
        return redirect(url_for("catalogue_pages.product", sku=product.sku), 303)
    try:
        product = watching.watch(session, actor, sku)
    except (ProductInStock, TooManyWatches) as error:
        flash(text(actor.locale, error.detail), "error")
        return redirect(url_for("catalogue_pages.product", sku=sku), 303)
    flash(gettext("We will write to you in the chat when it is in stock again."))
    return redirect(url_for("catalogue_pages.product", sku=product.sku), 303)
