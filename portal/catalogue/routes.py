"""The catalogue over JSON. Reading it needs no login: visitors see list prices."""

from __future__ import annotations

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from portal.catalogue import detail, listing, service
from portal.catalogue.schemas import (
    CategoryTree,
    ProductDetail,
    ProductFilter,
    ProductList,
    SkuPath,
    Suggestions,
    SuggestQuery,
)
from portal.catalogue.wiring import filters_from, search_engine
from portal.security import web

api = APIBlueprint(
    "catalogue",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="Catalogue", description="Products and prices")],
)


@api.get("/products", responses={200: ProductList}, summary="Search or browse products")
@web.public
def list_products(query: ProductFilter) -> Response:
    """With `q`, hits by relevance; without, the products of a category by name."""
    wanted = listing.ListQuery(
        q=query.q, filters=filters_from(query, request.args), limit=query.limit, cursor=query.cursor
    )
    return web.reply(listing.list_products(web.session(), web.actor(), search_engine(), wanted))


@api.get("/products/suggest", responses={200: Suggestions}, summary="Products while somebody types")
@web.public
def suggest(query: SuggestQuery) -> Response:
    """A few products that fit what was typed so far."""
    return web.reply(listing.suggest(web.session(), web.actor(), search_engine(), query.q, query.limit))


@api.get("/products/<path:sku>", responses={200: ProductDetail}, summary="One product")
@web.public
def product(path: SkuPath) -> Response:
    """By SKU, EAN or manufacturer's number, in any spelling."""
    return web.reply(detail.product_detail(web.session(), web.actor(), search_engine(), path.sku))


@api.get("/categories", responses={200: CategoryTree}, summary="The category tree")
@web.public
def categories() -> Response:
    """Every category that has products, with their number."""
    return web.reply(CategoryTree(items=service.category_tree(web.session(), web.actor())))
