"""Notices over JSON."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from portal.catalogue.models import Product
from portal.notices.schemas import NoticesIn, NoticesOut, WatchOut, WatchPath
from portal.notices.service import choosing, watching
from portal.security import web
from portal.shared.i18n import pick

api = APIBlueprint(
    "notices_api",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="Notices", description="What the assistant tells unasked")],
)


@api.get("/me/notices", responses={200: NoticesOut})
def get_notices() -> Response:
    """Which kinds of notices the caller has switched on."""
    return web.reply(choosing.present(web.session(), web.actor()))


@api.put("/me/notices", responses={200: NoticesOut})
@web.idempotent
def put_notices(body: NoticesIn) -> Response:
    """Switch kinds on or off; one that is not named stays as it is."""
    choosing.choose(web.session(), web.actor(), body.kinds.wishes())
    return web.reply(choosing.present(web.session(), web.actor()))


@api.post("/products/<path:sku>/watch", responses={201: WatchOut})
@web.idempotent
def watch_product(path: WatchPath) -> Response:
    """Tell the caller once when the product is in stock again."""
    return web.reply(_watch(watching.watch(web.session(), web.actor(), path.sku), watching=True), 201)


@api.delete("/products/<path:sku>/watch", responses={200: WatchOut})
@web.idempotent
def unwatch_product(path: WatchPath) -> Response:
    """Wait for it no longer."""
    return web.reply(_watch(watching.unwatch(web.session(), web.actor(), path.sku), watching=False))


def _watch(product: Product, *, watching: bool) -> WatchOut:
    return WatchOut(sku=product.sku, name=pick(product.names, web.actor().locale), watching=watching)
