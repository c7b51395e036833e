"""The buyer's first page: what is due, what is on its way, what waits for an answer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from portal.catalogue.present import present_products
from portal.home import queries
from portal.home.styleguide import sample
from portal.orders import queries as orders
from portal.orders.service.present import present_orders
from portal.orders.statuses import OPEN
from portal.recommendations.present import present_proposal
from portal.recommendations.service import current
from portal.rfq import queries as rfqs
from portal.rfq.service.present import present_many
from portal.security import web
from portal.security.actor import ActorKind
from portal.security.permissions import Permission
from portal.shared.clock import now
from portal.shared.errors import NotFound

pages = Blueprint("home", __name__)
SHOWN = 5
OPEN_RFQS = ("submitted", "in_review", "quoted")


@pages.get("/")
def index() -> Response | str:
    """The first page; staff go to their console."""
    actor, session = web.actor(), web.session()
    if actor.kind is not ActorKind.BUYER:
        return redirect("/console" if actor.may(Permission.STAFF_CHAT) else "/staff/rfqs")
    company_id = actor.require_company()
    lately = queries.recently_bought(session, company_id, SHOWN)
    products = present_products(session, actor, lately)
    open_orders = orders.page(session, company_id, statuses=OPEN, limit=SHOWN).items
    open_rfqs = rfqs.page(session, company_id, limit=SHOWN, cursor=None, statuses=OPEN_RFQS).items
    may_order = actor.may(Permission.CART_EDIT)
    proposal = present_proposal(session, actor, current(session, actor)) if may_order else None
    return render_template(
        "home/index.html",
        greeting_name=actor.name.split()[0] if actor.name else "",
        proposal=proposal,
        open_orders=present_orders(session, actor, open_orders),
        open_rfqs=present_many(session, actor, open_rfqs),
        credit=web.port("credit")(session, actor),
        recent_products=[products[product_id] for product_id in lately if product_id in products],
    )


@pages.get("/styleguide")
def styleguide() -> str:
    """Every component on one page, for those who build pages; in demo mode only."""
    if not web.settings().demo:
        raise NotFound
    return render_template("demo/styleguide.html", **sample(now()))
