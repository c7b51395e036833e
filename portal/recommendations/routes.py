"""Proposals over JSON."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.cart.present import present_cart
from portal.cart.schemas import CartOut
from portal.recommendations import service
from portal.recommendations.present import present_proposal
from portal.recommendations.schemas import ApplyIn, ProposalOut, ProposalPath, ProposalQuery
from portal.security import web

api = APIBlueprint("recommendations_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Cart")])


@api.post("/cart/proposals", responses={201: ProposalOut})
@web.idempotent
def create_proposal(query: ProposalQuery) -> Response:
    """Propose what the company's history says is due."""
    session, actor = web.session(), web.actor()
    made = service.propose(session, actor, query.as_of)
    return web.reply(present_proposal(session, actor, made), 201)


@api.get("/cart/proposals/<proposal_id>", responses={200: ProposalOut})
def get_proposal(path: ProposalPath) -> Response:
    """A proposal made before."""
    session, actor = web.session(), web.actor()
    return web.reply(present_proposal(session, actor, service.get_proposal(session, actor, path.proposal_id)))


@api.post("/cart/proposals/<proposal_id>/apply", responses={200: CartOut})
@web.idempotent
def apply_proposal(path: ProposalPath, body: ApplyIn) -> Response:
    """Put its lines, all or the chosen ones, into the cart."""
    session, actor = web.session(), web.actor()
    cart = service.apply(session, actor, path.proposal_id, body.line_ids, body.quantities)
    return web.reply(present_cart(session, actor, cart))
