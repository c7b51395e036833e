"""The buyer's order pages, and checking out."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext, ngettext
from pydantic import ValidationError
from werkzeug.wrappers import Response

from portal.accounts.errors import AddressUnclear
from portal.cart.errors import CartChanged, QuantityInvalid
from portal.cart.present import present_cart
from portal.orders import queries
from portal.orders.errors import CartEmpty, CreditLimitExceeded, DayPast, LinesNotOrderable, OrderLimitExceeded
from portal.orders.routes import statuses_of
from portal.orders.schemas import MAX_ADDRESS, CheckoutIn, OrderQuery
from portal.orders.service import changing, placing, reordering
from portal.orders.service.checks import placing_warnings
from portal.orders.service.present import find_order, present_order, present_orders
from portal.orders.wiring import foresight_of_cart
from portal.security import web
from portal.security.permissions import Permission
from portal.shared.errors import PortalError
from portal.shared.ids import parse_count

pages = Blueprint("orders", __name__)
PAGE = 25
_REFUSALS = (
    AddressUnclear,
    CartChanged,
    CreditLimitExceeded,
    DayPast,
    LinesNotOrderable,
    OrderLimitExceeded,
    QuantityInvalid,
)


@pages.get("/orders")
def order_list() -> str:
    """The company's orders."""
    session, actor = web.session(), web.actor()
    actor.require(Permission.ORDER_VIEW)
    try:
        query = OrderQuery(status=request.args.get("status"), cursor=request.args.get("cursor"), limit=PAGE)
    except ValidationError:
        query = OrderQuery(limit=PAGE)
    page = queries.page(
        session, actor.require_company(), statuses=statuses_of(query.status), limit=PAGE, cursor=query.cursor
    )
    return render_template(
        "orders/list.html", orders=present_orders(session, actor, page.items), next=page.next, status=query.status
    )


@pages.get("/orders/<number>")
def order_page(number: str) -> Response | str:
    """One order; another spelling of the number leads to its own address."""
    session, actor = web.session(), web.actor()
    order = find_order(session, actor, number)
    if order.number != number:
        return redirect(f"/orders/{order.number}")
    shown = present_order(session, actor, order)
    return render_template("orders/order.html", order=shown, history=shown.history)


@pages.post("/orders/<number>/reorder")
def order_again(number: str) -> Response:
    """Put an order's lines into the cart."""
    done = reordering.reorder(web.session(), web.actor(), number)
    if done.added:
        count = len(done.added)
        flash(ngettext("%(num)s line is in the cart.", "%(num)s lines are in the cart.", count))
    for line in done.skipped:
        flash(gettext("Left out: %(name)s (%(reason)s).", name=line.name, reason=line.reason), "warning")
    return redirect("/cart")


@pages.post("/orders/<number>/cancel")
def order_cancel(number: str) -> Response:
    """Take an order back."""
    order = changing.cancel(web.session(), web.actor(), number, request.form.get("reason", "")[:500])
    flash(gettext("Order %(number)s is cancelled.", number=order.number))
    return redirect(f"/orders/{order.number}")


@pages.post("/cart/checkout")
def checkout() -> Response:
    """Place the order; a refusal shows the cart again with what was typed."""
    session, actor = web.session(), web.actor()
    body = CheckoutIn(
        po_number=request.form.get("po_number", "")[:64],
        note=request.form.get("note", "")[:2000],
        expected_version=parse_count(request.form.get("version")),
        address=request.form.get("address", "")[:MAX_ADDRESS],
        requested_for=_day(request.form.get("requested_for", "")),
    )
    try:
        order = placing.place_from_cart(
            session,
            actor,
            po_number=body.po_number,
            note=body.note,
            expected_version=body.expected_version,
            address=body.address,
            requested_for=body.requested_for,
        )
    except CartEmpty as error:
        return _empty(error)
    except _REFUSALS as error:
        return _refused(error, body)
    flash(gettext("Thank you! Your order %(number)s is placed.", number=order.number))
    for warning in placing_warnings(session, actor, order):
        flash(warning.text, "warning")
    return redirect(f"/orders/{order.number}")


def _day(given: str) -> date | None:
    """The day of a date field; the browser sends none that cannot be read, so anything else counts as not given."""
    try:
        return date.fromisoformat(given[:10])
    except ValueError:
        return None


def _empty(error: CartEmpty) -> Response:
    """A second click on the button leads to the order that the first one placed."""
    web.session().rollback()
    placed = error.extra.get("order")
    if placed:
        return redirect(f"/orders/{placed}")
    flash(gettext(error.detail), "warning")
    return redirect("/cart")


def _refused(error: PortalError, body: CheckoutIn) -> Response:
    session = web.session()
    session.rollback()
    flash(gettext(error.detail), "error")
    for line in error.extra.get("lines", []):
        flash(f"{line['name']}: {line['reason']}", "warning")
    page = render_template(
        "cart/cart.html",
        cart=present_cart(session, web.actor()),
        text_result=None,
        foresight=foresight_of_cart(session, web.actor()),
        form={
            "po_number": body.po_number,
            "note": body.note,
            "address": body.address,
            "requested_for": request.form.get("requested_for", "")[:10],
        },
    )
    return make_response(page, error.status)
