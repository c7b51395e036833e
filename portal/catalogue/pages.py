"""The catalogue's pages."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.catalogue import detail, listing, service
from portal.catalogue.ports import LastOrdered, LastOrderedPort
from portal.catalogue.present import crumbs
from portal.catalogue.schemas import ATTRIBUTE_PREFIX, MAX_PRICE, CategoryOut, ProductFilter, ProductList
from portal.catalogue.wiring import filters_from, search_engine
from portal.security import web

pages = Blueprint("catalogue_pages", __name__)

PAGE_SIZE = 24
MAX_PAGES = 200


@pages.get("/catalogue")
def catalogue() -> str | BaseResponse:
    """The roots of the tree, or the hits of a search."""
    return _listing(None)


@pages.get("/catalogue/<code>")
def category(code: str) -> str | BaseResponse:
    """A category: its sub-categories and its products."""
    return _listing(code)


@pages.get("/product/<path:sku>")
def product(sku: str) -> str | BaseResponse:
    """One product; any other spelling of its number leads to its own address."""
    session, actor = web.session(), web.actor()
    shown = detail.product_detail(session, actor, search_engine(), sku)
    if shown.sku != sku:
        return redirect(url_for("catalogue_pages.product", sku=shown.sku), 302)
    return render_template(
        "catalogue/product.html",
        product=shown,
        breadcrumbs=shown.categories,
        tiers=shown.price_tiers if len(shown.price_tiers) > 1 else [],
        trace=shown.price_trace,
        stock=[{"warehouse": place.name, "quantity": place.quantity} for place in shown.stock],
        similar=shown.substitutes,
        history=_history(shown.sku),
    )


def _listing(code: str | None) -> str | BaseResponse:
    session, actor = web.session(), web.actor()
    query = _read_query(code)
    selected = _selected(query)
    page = _page()
    node = service.get_category(session, actor, code) if code else None
    tree = service.category_tree(session, actor)
    found = ProductList(items=[], total=0)
    # The front page of the catalogue shows the tree; products come with a category, a search or a filter.
    if node is not None or query.q or selected:
        wanted = listing.ListQuery(
            q=query.q,
            filters=filters_from(query, request.args),
            limit=PAGE_SIZE,
            offset=(page - 1) * PAGE_SIZE,
        )
        found = listing.list_products(session, actor, search_engine(), wanted)
    way = crumbs(session, node, actor.locale)
    return render_template(
        "catalogue/list.html",
        q=query.q,
        category=way[-1] if way else None,
        breadcrumbs=way,
        categories=_level(tree, code),
        products=found.items,
        facets=found.facets,
        selected=selected,
        total=found.total,
        relaxed=found.relaxed,
        degraded=found.degraded,
        page=page,
        pages=min(MAX_PAGES, math.ceil(found.total / PAGE_SIZE)),
    )


def _read_query(code: str | None) -> ProductFilter:
    """The filters of a page's address. What cannot be read is left out: people edit addresses and share them."""
    given = request.args
    return ProductFilter(
        q=given.get("q", "").strip()[:500],
        category=code,
        in_stock=True if given.get("in_stock") in {"1", "true", "on"} else None,
        price_min=_price(given.get("price_min")),
        price_max=_price(given.get("price_max")),
    )


def _price(text: str | None) -> Decimal | None:
    try:
        value = Decimal((text or "").replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value < MAX_PRICE else None


def _page() -> int:
    text = request.args.get("page", "1")
    return min(max(int(text), 1), MAX_PAGES) if text.isdecimal() and len(text) < 6 else 1


def _selected(query: ProductFilter) -> dict[str, Any]:
    chosen: dict[str, Any] = {
        name: value for name in ("in_stock", "price_min", "price_max") if (value := getattr(query, name)) is not None
    }
    for key in list(request.args)[:100]:
        values = [value for value in request.args.getlist(key) if value]
        if key.startswith(ATTRIBUTE_PREFIX) and values:
            chosen[key] = values
    return chosen


def _level(tree: list[CategoryOut], code: str | None) -> list[CategoryOut]:
    """The nodes directly below a category; the roots for None."""
    if code is None:
        return tree
    waiting = list(tree)
    while waiting:
        node = waiting.pop()
        if node.code == code:
            return node.children
        waiting.extend(node.children)
    return []


def _history(sku: str) -> LastOrdered | None:
    port: LastOrderedPort | None = current_app.extensions.get("prilavok.last_ordered")
    session, actor = web.session(), web.actor()
    if port is None or actor.company_id is None:
        return None
    found = service.find_product(session, actor, sku)
    return port(session, actor, found.id) if found else None
