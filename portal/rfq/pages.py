"""The buyer's request pages and the supplier's RFQ inbox."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.accounts import queries as accounts
from portal.files.pages import MAX_REQUEST, take_files
from portal.files.schemas import FileOut
from portal.rfq import queries
from portal.rfq.errors import RfqInvalid
from portal.rfq.models import Rfq
from portal.rfq.schemas import MAX_LINES, AcceptIn, CounterIn, QuoteIn, RfqIn, RfqOut
from portal.rfq.service import accepting, countering, quoting, raising
from portal.rfq.service.present import present_many, present_one
from portal.rfq.states import MOVES
from portal.security import web
from portal.security.permissions import Permission
from portal.shared.ids import parse_count

pages = Blueprint("rfq", __name__)
FIELDS = ("sku", "description", "quantity", "unit", "target_price", "needed_by", "comment")
HEADER_FIELDS = ("title", "needed_by", "po_number", "note")
TARGET_FIELD = re.compile(r"target_price-(\d{1,18})")
LINE_FIELD = re.compile(r"lines-(\d{1,4})-[a-z_]+")
PAGE = 30
OPEN = ("submitted", "in_review")


def _decimal(value: str) -> str | None:
    """A number as people type it, with a comma or spaces, as one that parses; what cannot be read stays as typed."""
    plain = value.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        return str(Decimal(plain)) if plain else None
    except InvalidOperation:
        return value


def _rows(form: MultiDict[str, str]) -> list[dict[str, str]]:
    """The lines as typed, in the order of their numbers; lines left blank are dropped."""
    numbers = sorted({int(found.group(1)) for name in form if (found := LINE_FIELD.fullmatch(name))})
    rows = [
        {field: form.get(f"lines-{number}-{field}", "").strip() for field in FIELDS} for number in numbers[:MAX_LINES]
    ]
    return [row for row in rows if row["sku"] or row["description"]]


def _parse(form: MultiDict[str, str]) -> tuple[RfqIn | None, dict[str, str]]:
    """The request that the form describes, or its faults by field."""
    lines = [
        {
            "sku": row["sku"] or None,
            "description": row["description"],
            "quantity": _decimal(row["quantity"]) or "1",
            "unit": row["unit"] or None,
            "target_price": _decimal(row["target_price"]),
            "needed_by": row["needed_by"] or None,
            "comment": row["comment"],
        }
        for row in _rows(form)
    ]
    if not lines:
        return None, {"lines": gettext("Add at least one line.")}
    data: dict[str, Any] = {
        "lines": lines,
        "title": form.get("title", ""),
        "needed_by": form.get("needed_by") or None,
        "note": form.get("note", ""),
        "po_number": form.get("po_number", ""),
    }
    try:
        return RfqIn.model_validate(data), {}
    except ValidationError as error:
        faults = {
            ".".join(str(part) for part in fault["loc"]): gettext("Check this value.") for fault in error.errors()
        }
        return None, faults


@pages.get("/rfqs")
def rfq_list() -> str:
    """The company's requests."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.RFQ_VIEW)
    page = queries.page(session, actor.require_company(), limit=PAGE, cursor=request.args.get("cursor"))
    return render_template("rfq/list.html", rfqs=present_many(session, actor, page.items), next=page.next)


@pages.route("/rfqs/new", methods=["GET", "POST"])
@web.takes_up_to(MAX_REQUEST)
def rfq_new() -> Response | str:
    """Raise a request; what was typed is kept when something is wrong."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.RFQ_RAISE)
    if request.method == "GET":
        first = {field: request.args.get(field, "") for field in FIELDS}
        return _new_page({"lines": [first]}, {})
    data, errors = _parse(request.form)
    files = take_files(session, actor, errors)
    if data is not None and not errors:
        data.file_ids = [one.id for one in files]
        try:
            with session.begin_nested():  # files stay when a line has to be corrected: nobody chooses them twice
                rfq = raising.raise_rfq(session, actor, data)
        except RfqInvalid as error:
            errors = dict(error.fields)
        else:
            flash(gettext("Your request %(number)s is with our sales team.", number=rfq.number))
            return redirect(f"/rfqs/{rfq.number}")
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in HEADER_FIELDS}
    typed["files"] = [FileOut.of(one) for one in files]
    return make_response(_new_page(typed | {"lines": _rows(request.form)}, errors), 422)


def _new_page(form: dict[str, Any], errors: dict[str, str]) -> str:
    company = accounts.company(web.session(), web.actor().require_company())
    return render_template("rfq/new.html", form=form, errors=errors, currency=company.currency if company else "")


def _can_accept(rfq: RfqOut) -> bool:
    return rfq.status == "quoted" and web.actor().may(Permission.QUOTE_ACCEPT)


@pages.get("/rfqs/<number>")
def rfq_page(number: str) -> str:
    """One request with its quote."""
    actor, session = web.actor(), web.session()
    shown = present_one(session, actor, raising.own(session, actor, number))
    return render_template("rfq/rfq.html", rfq=shown, can_accept=_can_accept(shown))


@pages.post("/rfqs/<number>/accept")
def rfq_accept(number: str) -> Response:
    """Accept the version that was on the page, or the lines of it that were left ticked."""
    chosen = [int(line_id) for line_id in request.form.getlist("line_ids") if line_id.isascii() and line_id.isdigit()]
    if "by_line" in request.form and not chosen:
        flash(gettext("Tick at least one line."), "error")
        return redirect(f"/rfqs/{number}")
    data = AcceptIn(
        quote_version=parse_count(request.form.get("quote_version")),
        line_ids=chosen or None,
        po_number=request.form.get("po_number", "")[:60],
    )
    order = accepting.accept(web.session(), web.actor(), number, data)
    flash(gettext("Ordered: %(number)s.", number=order.number))
    return redirect(f"/orders/{order.number}")


@pages.post("/rfqs/<number>/counter")
def rfq_counter(number: str) -> Response:
    """Answer the quote with a counter-offer in words and prices."""
    prices = {
        found.group(1): price
        for name, typed in request.form.items()
        if (found := TARGET_FIELD.fullmatch(name)) and (price := _decimal(typed.strip()))
    }
    try:
        data = CounterIn.model_validate(
            {
                "text": request.form.get("text", ""),
                "target_prices": prices,
                "quote_version": parse_count(request.form.get("quote_version")),
            }
        )
        rfq = countering.counter(web.session(), web.actor(), number, data)
    except ValidationError:
        flash(gettext("A price is a number such as 1.25; the text has at most 2000 characters."), "error")
        return redirect(f"/rfqs/{number}")
    except RfqInvalid as error:
        flash(" ".join(error.fields.values()), "error")
        return redirect(f"/rfqs/{number}")
    flash(gettext("Your counter-offer is with our sales team."))
    return redirect(f"/rfqs/{rfq.number}")


@pages.post("/rfqs/<number>/decline")
def rfq_decline(number: str) -> Response:
    """Decline the quote."""
    rfq = raising.decline(web.session(), web.actor(), number, request.form.get("reason", "")[:1000])
    flash(gettext("You declined the quote."))
    return redirect(f"/rfqs/{rfq.number}")


@pages.get("/staff/rfqs")
def staff_list() -> str:
    """The RFQ inbox: what waits for the supplier first."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_RFQ_VIEW)
    wanted = request.args.get("status", "open")
    statuses = OPEN if wanted == "open" else (wanted,) if wanted in MOVES else ()
    page = queries.page(session, None, statuses=statuses, limit=PAGE, cursor=request.args.get("cursor"))
    return render_template(
        "rfq/staff_list.html",
        rfqs=present_many(session, actor, page.items),
        next=page.next,
        status=wanted,
        counts=queries.counts_by_status(session),
    )


@pages.get("/staff/rfqs/<number>")
def staff_rfq(number: str) -> str:
    """One request, with what the seller needs to price it."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_RFQ_VIEW)
    rfq = raising.own(session, actor, number)
    if actor.may(Permission.STAFF_QUOTE):
        rfq = quoting.start_review(session, actor, number)
    return _staff_page(rfq, {}, {})


def _staff_page(rfq: Rfq, form: dict[str, str], errors: dict[str, str]) -> str:
    actor, session = web.actor(), web.session()
    return render_template(
        "rfq/staff_rfq.html",
        rfq=present_one(session, actor, rfq),
        company=accounts.company(session, rfq.company_id),
        guide=quoting.guide(session, actor, rfq),
        form=form,
        errors=errors,
        can_quote=actor.may(Permission.STAFF_QUOTE),
    )


def _parse_quote(form: MultiDict[str, str], rfq: RfqOut) -> tuple[QuoteIn | None, dict[str, str]]:
    lines = [
        {
            "line_id": line.id,
            "unit_price": _decimal(form.get(f"unit_price-{line.id}", "")),
            "lead_time_days": form.get(f"lead_time_days-{line.id}") or None,
            "sku": form.get(f"sku-{line.id}", "").strip() or None,
            "available": f"unavailable-{line.id}" not in form,
        }
        for line in rfq.lines
    ]
    data = {"lines": lines, "valid_until": form.get("valid_until"), "note": form.get("note", "")}
    try:
        return QuoteIn.model_validate(data), {}
    except ValidationError as error:
        faults = {}
        for fault in error.errors():
            place = [str(part) for part in fault["loc"]]
            if place[0] == "lines" and len(place) > 2:
                place = [f"{place[2]}-{rfq.lines[int(place[1])].id}"]
            faults[".".join(place)] = gettext("Check this value.")
        return None, faults


def _form_name(fault: str) -> str:
    """The form's name for a fault's place: lines.7.unit_price is unit_price-7."""
    parts = fault.split(".")
    return f"{parts[2]}-{parts[1]}" if parts[0] == "lines" and len(parts) == 3 else fault


@pages.post("/staff/rfqs/<number>/quote")
def staff_quote(number: str) -> Response | str:
    """Send the quote; what was typed is kept when something is wrong."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_QUOTE)
    rfq = raising.own(session, actor, number)
    data, errors = _parse_quote(request.form, present_one(session, actor, rfq))
    if data is not None:
        try:
            quoting.send_quote(session, actor, number, data)
        except RfqInvalid as error:
            errors = {_form_name(name): fault for name, fault in error.fields.items()}
        else:
            flash(gettext("The quote is sent."))
            return redirect(f"/staff/rfqs/{rfq.number}")
    return make_response(_staff_page(rfq, request.form.to_dict(), errors), 422)
