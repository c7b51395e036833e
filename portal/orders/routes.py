"""Orders over JSON: checking out, lists, repeating, and the supplier's moves."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.orders import queries
from portal.orders.finding import named
from portal.orders.schemas import (
    CancelIn,
    CheckoutIn,
    CheckoutQuery,
    ForesightOut,
    OrderList,
    OrderOut,
    OrderPath,
    OrderQuery,
    ReorderOut,
    RepeatOut,
    StatusIn,
)
from portal.orders.service import changing, foresight, placing, reordering
from portal.orders.service.checks import placing_warnings
from portal.orders.service.present import find_order, present_order, present_orders
from portal.orders.statuses import OPEN
from portal.security import web
from portal.security.permissions import Permission

api = APIBlueprint("orders_api", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="Orders")])


@api.post("/cart/checkout", responses={201: OrderOut})
@web.idempotent
def checkout(body: CheckoutIn) -> Response:
    """Order what is in the cart."""
    session, actor = web.session(), web.actor()
    order = placing.place_from_cart(
        session,
        actor,
        po_number=body.po_number,
        note=body.note,
        expected_version=body.expected_version,
        expected_total=body.expected_total,
        address=body.address,
        requested_for=body.requested_for,
    )
    shown = present_order(session, actor, order)
    shown.warnings = placing_warnings(session, actor, order)
    return web.reply(shown, 201)


@api.get("/cart/checkout", responses={200: ForesightOut})
def foresee(query: CheckoutQuery) -> Response:
    """What checking out would do now: sums, credit, limits, days, address; changes nothing."""
    wish = foresight.Wish(query.po_number, query.address, query.requested_for)
    return web.reply(foresight.foresee(web.session(), web.actor(), wish))


@api.get("/orders", responses={200: OrderList})
def list_orders(query: OrderQuery) -> Response:
    """The company's orders, newest first, without lines."""
    session, actor = web.session(), web.actor()
    actor.require(Permission.ORDER_VIEW)
    company_id = actor.require_company()
    page = queries.page(
        session,
        company_id,
        statuses=statuses_of(query.status),
        product_ids=named(queries.purchases(session, company_id), query.product) if query.product else None,
        po_number=query.po_number,
        since=query.since,
        until=query.until,
        limit=query.limit,
        cursor=query.cursor,
    )
    return web.reply(OrderList(items=present_orders(session, actor, page.items), next=page.next))


def statuses_of(status: str | None) -> tuple[str, ...] | None:
    """The states a filter means."""
    if status is None:
        return None
    return OPEN if status == "open" else (status,)


@api.get("/orders/<number>", responses={200: OrderOut})
def get_order(path: OrderPath) -> Response:
    """One order, by any spelling of its number."""
    session, actor = web.session(), web.actor()
    return web.reply(present_order(session, actor, find_order(session, actor, path.number)))


@api.get("/orders/<number>/reorder", responses={200: RepeatOut})
def preview_reorder(path: OrderPath) -> Response:
    """What repeating the order would put into the cart, at what prices; changes nothing."""
    return web.reply(reordering.preview(web.session(), web.actor(), path.number))


@api.post("/orders/<number>/reorder", responses={201: ReorderOut})
@web.idempotent
def reorder(path: OrderPath) -> Response:
    """Put the order's lines into the cart again."""
    return web.reply(reordering.reorder(web.session(), web.actor(), path.number), 201)


@api.post("/orders/<number>/cancel", responses={200: OrderOut})
@web.idempotent
def cancel_order(path: OrderPath, body: CancelIn) -> Response:
    """Take an order back while nobody works on it yet."""
    session, actor = web.session(), web.actor()
    order = changing.cancel(session, actor, path.number, body.reason)
    return web.reply(present_order(session, actor, order))


@api.get("/staff/orders", responses={200: OrderList})
def staff_list(query: OrderQuery) -> Response:
    """Every customer's orders, newest first."""
    session, actor = web.session(), web.actor()
    actor.require(Permission.STAFF_CUSTOMERS)
    page = queries.page(session, None, statuses=statuses_of(query.status), limit=query.limit, cursor=query.cursor)
    return web.reply(OrderList(items=present_orders(session, actor, page.items), next=page.next))


@api.post("/staff/orders/<number>/status", responses={200: OrderOut})
@web.idempotent
def staff_status(path: OrderPath, body: StatusIn) -> Response:
    """Move an order on; shipping writes a shipment."""
    session, actor = web.session(), web.actor()
    order = changing.advance(session, actor, path.number, body)
    return web.reply(present_order(session, actor, order))
