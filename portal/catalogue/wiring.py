"""What the catalogue's views share: the search engine, and filters as they stand in an address."""

from __future__ import annotations

from typing import cast

from flask import Flask
from werkzeug.datastructures import MultiDict

from portal.catalogue.index_search import IndexSearch
from portal.catalogue.schemas import ATTRIBUTE_PREFIX, ProductFilter
from portal.catalogue.search import Filters, SearchEngine
from portal.security import web

MAX_ATTRIBUTE_FILTERS = 12


def init_app(app: Flask) -> None:
    """Wire the index as the port `search`."""
    app.extensions["prilavok.search"] = IndexSearch.from_settings(app.extensions["prilavok.settings"])


def search_engine() -> SearchEngine:
    """The search of this process."""
    return cast("SearchEngine", web.port("search"))


def filters_from(query: ProductFilter, args: MultiDict[str, str]) -> Filters:
    """The filters of a query; `attr.<code>` may stand several times."""
    attributes = {
        key.removeprefix(ATTRIBUTE_PREFIX): [value for value in args.getlist(key) if value]
        for key in list(args)[:100]
        if key.startswith(ATTRIBUTE_PREFIX)
    }
    chosen = [(code, values) for code, values in attributes.items() if values][:MAX_ATTRIBUTE_FILTERS]
    return Filters(
        category=query.category,
        attributes=dict(chosen),
        in_stock=query.in_stock,
        price_min=query.price_min,
        price_max=query.price_max,
    )
