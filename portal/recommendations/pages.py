"""The page of a proposal."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.cart.errors import CartFull, QuantityInvalid
from portal.recommendations import service
from portal.recommendations.errors import ProposalApplied, ProposalNotFound
from portal.recommendations.present import present_proposal
from portal.security import web
from portal.shared.ids import parse_uuid
from portal.shared.texts import text

pages = Blueprint("recommendations", __name__)


@pages.get("/cart/proposal")
def proposal_page() -> str:
    """The proposal asked for by `id`, else the person's fresh one."""
    session, actor = web.session(), web.actor()
    wanted = parse_uuid(request.args.get("id"))
    found = service.get_proposal(session, actor, wanted) if wanted else service.current(session, actor)
    return render_template("cart/proposal.html", proposal=present_proposal(session, actor, found))


@pages.post("/cart/proposal")
def make_proposal() -> Response:
    """Make a new one."""
    made = service.propose(web.session(), web.actor())
    return redirect(f"/cart/proposal?id={made.id}", 303)


@pages.post("/cart/proposal/apply")
def apply_proposal() -> Response:
    """Put the ticked lines into the cart, at the quantities typed."""
    session, actor = web.session(), web.actor()
    proposal_id = parse_uuid(request.form.get("id"))
    if proposal_id is None:
        raise ProposalNotFound
    chosen = {line_id for line_id in map(parse_uuid, request.form.getlist("line_ids")) if line_id is not None}
    try:
        service.apply(session, actor, proposal_id, chosen, _quantities(chosen))
    except (QuantityInvalid, CartFull, ProposalApplied) as error:
        session.rollback()
        flash(text(actor.locale, error.detail), "error")
        target = "/cart" if isinstance(error, ProposalApplied) else f"/cart/proposal?id={proposal_id}"
        return redirect(target, 303)
    flash(ngettext("%(num)s line is in the cart.", "%(num)s lines are in the cart.", len(chosen)))
    return redirect("/cart", 303)


def _quantities(chosen: set[UUID]) -> dict[UUID, Decimal]:
    """The quantities typed for the chosen lines; what is no number counts as zero, which is refused with a reason."""
    found = {}
    for line_id in chosen:
        given = request.form.get(f"quantity-{line_id}", "").replace(" ", "").replace(",", ".")
        if given:
            try:
                found[line_id] = Decimal(given)
            except InvalidOperation:
                found[line_id] = Decimal(0)
    return found
