"""The cart page. Every form posts and redirects; a request by htmx gets the same page and swaps its part of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from portal.accounts.pages import safe_next
from portal.cart.errors import EntryNotFound, LineNotFound
from portal.cart.present import present_cart
from portal.cart.present_vocabulary import present_entries
from portal.cart.schemas import MAX_TEXT, TextLines
from portal.cart.service import lines, undoing, vocabulary
from portal.cart.service.files import file_lines
from portal.cart.service.text import read_text
from portal.catalogue.wiring import search_engine
from portal.files.routes import MAX_REQUEST as MAX_UPLOAD
from portal.files.service import storing
from portal.security import web
from portal.shared.errors import Invalid, PortalError
from portal.shared.ids import parse_count, parse_uuid
from portal.shared.texts import text

pages = Blueprint("cart", __name__)
MAX_ASKED = 1_000


@pages.get("/cart")
def cart_page() -> Response:
    """The cart."""
    return _show()


@pages.post("/cart/lines")
def add_line() -> Response:
    """Add a product, from wherever on the site."""
    return _change(
        lambda: lines.add_line(
            web.session(), web.actor(), request.form.get("sku", "")[:100], _quantity(request.form.get("quantity"))
        ),
        done=gettext("Added to the cart"),
        back=_back(),
    )


@pages.post("/cart/lines/<line_id>")
def change_line(line_id: str) -> Response:
    """Set a line's quantity, or remove it."""
    if request.form.get("remove"):
        return _change(lambda: lines.remove_line(web.session(), web.actor(), _line_id(line_id)))
    return _change(
        lambda: lines.set_quantity(
            web.session(), web.actor(), _line_id(line_id), _quantity(request.form.get("quantity"))
        )
    )


@pages.post("/cart/clear")
def clear_cart() -> Response:
    """Empty the cart."""
    return _change(lambda: lines.clear(web.session(), web.actor()), done=gettext("The cart is empty."))


@pages.post("/cart/undo")
@pages.post("/cart/restore", endpoint="restore_cart")
def undo() -> Response:
    """Take the last change back, unless the cart changed since the page was shown."""
    version = parse_count(request.form.get("version"))
    return _change(
        lambda: undoing.undo(web.session(), web.actor(), version),
        done=gettext("The last change is taken back."),
    )


@pages.post("/cart/text")
@web.takes_up_to(MAX_UPLOAD)
def paste_list() -> Response:
    """Read a pasted list, or a file with one, and show what was understood."""
    form = {"text": request.form.get("text", "")[:MAX_TEXT]}
    try:
        form |= _uploaded()
        found = _read(form, {}, apply=False)
    except PortalError as error:
        return _refuse(error, form={"text": form["text"]})
    return _show(text_result=found, form=form)


def _uploaded() -> dict[str, str]:
    """The chosen file, kept until the list is added. Raises what storing a file raises."""
    given = request.files.get("file")
    if given is None or not given.filename:
        return {}
    content = given.read(storing.MAX_BYTES + 1)
    stored = storing.store(web.session(), web.actor(), name=given.filename, content=content)
    return {"file_id": str(stored.id), "file_name": stored.name}


@pages.post("/cart/text/add")
def add_list() -> Response:
    """Add the lines of a pasted list: the sure ones, and those a product was picked for."""
    form = {"text": request.form.get("text", "")[:MAX_TEXT], "file_id": request.form.get("file_id", "")}
    choices = {
        position: value[:100]
        for key, value in request.form.items()
        if key.startswith("choice-") and (position := parse_count(key.removeprefix("choice-"))) is not None
    }
    try:
        found = _read(form, choices, apply=True)
    except PortalError as error:
        return _refuse(error, form={"text": form["text"]})
    return _done(ngettext("%(num)s line is in the cart.", "%(num)s lines are in the cart.", found.added))


def _read(form: dict[str, str], choices: dict[int, str], *, apply: bool) -> TextLines:
    """The lines of the form's file where there is one, else of its text."""
    file_id = parse_uuid(form.get("file_id"))
    given = file_lines(web.session(), web.actor(), file_id) if file_id else form["text"]
    return read_text(
        web.session(),
        web.actor(),
        search_engine(),
        web.port("purchases"),
        given,
        choices=choices,
        apply=apply,
        learn=_asked(),
    )


def _asked() -> set[int]:
    """The positions of the lines that the page asked about: what it chose by itself teaches nothing."""
    return {position for given in request.form.getlist("asked")[:MAX_ASKED] if (position := parse_count(given))}


@pages.get("/account/names")
def names_page() -> str:
    """All names, by alphabet."""
    return render_template("cart/names.html", entries=present_entries(web.session(), web.actor()))


@pages.post("/account/names/<entry_id>/forget")
def forget_name(entry_id: str) -> Response:
    """Take a name back; one that is gone already is as good as taken back."""
    found = parse_uuid(entry_id)
    try:
        if found is not None:
            vocabulary.forget(web.session(), web.actor(), found)
    except EntryNotFound:
        flash(gettext("This name is not kept any more."), "error")
        return redirect("/account/names", 303)
    flash(gettext("Forgotten. We ask again next time."))
    return redirect("/account/names", 303)


def _quantity(given: str | None) -> Decimal:
    """A quantity as people type it. Raises Invalid."""
    plain = (given or "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise Invalid(gettext("Type the quantity as a number."), fields={"quantity": "not a number"}) from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 10:
        raise Invalid(gettext("Type the quantity as a number."), fields={"quantity": "not a number"})
    return value


def _line_id(given: str) -> UUID:
    found = parse_uuid(given)
    if found is None:
        raise LineNotFound
    return found


def _back() -> str:
    """Where a product was added from: the same page again, or the cart."""
    return safe_next(request.form.get("next"), "/cart")


def _by_htmx() -> bool:
    return request.headers.get("HX-Request") == "true"


def _change(action: Callable[[], object], *, done: str = "", back: str = "/cart") -> Response:
    try:
        action()
    except PortalError as error:
        return _refuse(error)
    return _done(done, back)


def _done(message: str, target: str = "/cart") -> Response:
    """Says what was done: to htmx with the page, else after leading on (303, so that a reload posts nothing again)."""
    if _by_htmx():
        return _show(toast=message)
    if message:
        flash(message)
    return redirect(target, 303)


def _refuse(error: PortalError, form: dict[str, str] | None = None) -> Response:
    """The cart as it is, and what was wrong; login and rights are answered by the one handler."""
    if error.status in {401, 403}:
        raise error
    web.session().rollback()
    message = text(web.actor().locale, error.detail)
    if _by_htmx():
        return _show(form=form, toast=message, tone="bad")
    if form is None:
        flash(message, "error")
        return redirect("/cart", 303)
    flash(message, "error")
    return _show(form=form, status=error.status)


def _show(
    *,
    text_result: TextLines | None = None,
    form: dict[str, str] | None = None,
    toast: str = "",
    tone: str = "",
    status: int = 200,
) -> Response:
    cart = present_cart(web.session(), web.actor())
    page = render_template(
        "cart/cart.html",
        cart=cart,
        foresight=web.port("foresight")(web.session(), web.actor()) if cart.lines else None,
        text_result=text_result,
        form=form or {},
    )
    response = make_response(page, status)
    if toast:
        event: dict[str, Any] = {"toast": {"text": toast, **({"tone": tone} if tone else {})}}
        response.headers["HX-Trigger"] = json.dumps(event)
    return response
