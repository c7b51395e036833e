"""RFQs for buyers, and for the supplier's staff."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.orders.schemas import OrderOut
from portal.orders.service.present import present_order
from portal.rfq import queries
from portal.rfq.schemas import AcceptIn, CounterIn, DeclineIn, QuoteIn, RfqIn, RfqList, RfqOut, RfqPath, RfqQuery
from portal.rfq.service import accepting, countering, quoting, raising
from portal.rfq.service.present import present_many, present_one
from portal.security import web
from portal.security.permissions import Permission

api = APIBlueprint("rfq_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="RFQs")])


@api.get("/rfqs", responses={200: RfqList})
def list_rfqs(query: RfqQuery) -> Response:
    """The company's requests, newest first."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.RFQ_VIEW)
    page = queries.page(
        session,
        actor.require_company(),
        statuses=[query.status] if query.status else [],
        limit=query.limit,
        cursor=query.cursor,
    )
    return web.reply(RfqList(items=present_many(session, actor, page.items), next=page.next))


@api.post("/rfqs", responses={201: RfqOut})
@web.idempotent
def create_rfq(body: RfqIn) -> Response:
    """Raise a request."""
    actor, session = web.actor(), web.session()
    rfq = raising.raise_rfq(session, actor, body, conversation_id=actor.conversation_id, source=actor.via.value)
    return web.reply(present_one(session, actor, rfq), 201)


@api.get("/rfqs/<number>", responses={200: RfqOut})
def get_rfq(path: RfqPath) -> Response:
    """One request with its latest quote."""
    actor, session = web.actor(), web.session()
    return web.reply(present_one(session, actor, raising.own(session, actor, path.number)))


@api.post("/rfqs/<number>/accept", responses={201: OrderOut})
@web.idempotent
def accept_quote(path: RfqPath, body: AcceptIn) -> Response:
    """Accept the quote, or the chosen lines of it: it becomes an order."""
    actor, session = web.actor(), web.session()
    order = accepting.accept(session, actor, path.number, body)
    return web.reply(present_order(session, actor, order), 201)


@api.post("/rfqs/<number>/decline", responses={200: RfqOut})
@web.idempotent
def decline_quote(path: RfqPath, body: DeclineIn) -> Response:
    """Decline the quote."""
    actor, session = web.actor(), web.session()
    rfq = raising.decline(session, actor, path.number, body.reason)
    return web.reply(present_one(session, actor, rfq))


@api.post("/rfqs/<number>/counter", responses={200: RfqOut})
@web.idempotent
def counter_quote(path: RfqPath, body: CounterIn) -> Response:
    """Answer the quote with a counter-offer; sales answer with a new version."""
    actor, session = web.actor(), web.session()
    rfq = countering.counter(session, actor, path.number, body)
    return web.reply(present_one(session, actor, rfq))


@api.get("/staff/rfqs", responses={200: RfqList})
def staff_list(query: RfqQuery) -> Response:
    """Every customer's requests, newest first."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_RFQ_VIEW)
    page = queries.page(
        session, None, statuses=[query.status] if query.status else [], limit=query.limit, cursor=query.cursor
    )
    return web.reply(RfqList(items=present_many(session, actor, page.items), next=page.next))


@api.get("/staff/rfqs/<number>", responses={200: RfqOut})
def staff_get(path: RfqPath) -> Response:
    """One customer's request."""
    actor, session = web.actor(), web.session()
    actor.require(Permission.STAFF_RFQ_VIEW)
    return web.reply(present_one(session, actor, raising.own(session, actor, path.number)))


@api.post("/staff/rfqs/<number>/quote", responses={200: RfqOut})
@web.idempotent
def send_quote(path: RfqPath, body: QuoteIn) -> Response:
    """Answer a request with a quote."""
    actor, session = web.actor(), web.session()
    rfq = quoting.send_quote(session, actor, path.number, body)
    return web.reply(present_one(session, actor, rfq))
