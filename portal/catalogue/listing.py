"""Lists of products: browsing a category, searching, narrowing down, paging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from portal.catalogue.errors import CategoryNotFound, SearchUnavailable
from portal.catalogue.facets import facets_of
from portal.catalogue.models import Category, Product, StockLevel
from portal.catalogue.plain_search import plain_search
from portal.catalogue.present import present_products
from portal.catalogue.queries import category_by_code
from portal.catalogue.schemas import Facets, ProductList, Suggestion, Suggestions
from portal.catalogue.search import Filters, Found, SearchEngine
from portal.catalogue.service import require_view
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.shared.errors import Invalid
from portal.shared.pagination import decode_cursor, encode_cursor
from portal.shared.texts import N_

SEARCH_DEPTH = 200
"""How many hits of a search can be paged through."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What to list. `offset` is for numbered pages; the API pages by `cursor`."""

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    limit: int = 24
    cursor: str | None = None
    offset: int = 0
    with_facets: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    ids: Sequence[int]
    total: int
    next: str | None
    facet_condition: ColumnElement[bool]
    why: Mapping[int, str] = field(default_factory=dict)
    relaxed: bool = False
    degraded: bool = False


def list_products(session: Session, actor: Actor, engine: SearchEngine, query: ListQuery) -> ProductList:
    """A page of products as the actor sees them: search hits by relevance, or a browse by name.

    Raises CategoryNotFound, and Invalid for a cursor that is not one of ours.
    """
    require_view(actor)
    book = PriceBook.for_actor(session, actor)
    category = _category(session, query.filters.category)
    conditions = and_(Product.active, *_conditions(query.filters, book, category))
    if category is not None:
        query = replace(query, filters=replace(query.filters, category_id=category.id))
    if query.q.strip():
        part = _search(session, engine, query, actor.locale, conditions)
    else:
        part = _browse(session, query, actor.locale, conditions)
    shown = present_products(session, actor, part.ids, book=book, why=part.why)
    facets = Facets()
    if query.with_facets:
        searching = bool(query.q.strip()) and category is None
        facets = facets_of(session, part.facet_condition, part.total, category, actor.locale, leaves=searching)
    return ProductList(
        items=[shown[each] for each in part.ids if each in shown],
        next=part.next,
        total=part.total,
        relaxed=part.relaxed,
        degraded=part.degraded,
        facets=facets,
    )


def suggest(session: Session, actor: Actor, engine: SearchEngine, q: str, limit: int = 8) -> Suggestions:
    """Products to jump to while somebody types; nothing for less than two characters."""
    require_view(actor)
    if len(q.strip()) < 2:
        return Suggestions(items=[])
    degraded = False
    try:
        hits = engine.suggest(q.strip(), actor.locale, limit=limit)
    except SearchUnavailable:
        hits, degraded = plain_search(session, q, true(), limit=limit).hits, True
    ids = [hit.product_id for hit in hits]
    shown = present_products(session, actor, ids)
    items = [
        Suggestion(sku=shown[each].sku, name=shown[each].name, category=shown[each].category)
        for each in ids
        if each in shown
    ]
    return Suggestions(items=items, degraded=degraded)


def _category(session: Session, code: str | None) -> Category | None:
    if not code:
        return None
    found = category_by_code(session, code)
    if found is None:
        raise CategoryNotFound
    return found


def _conditions(filters: Filters, book: PriceBook, category: Category | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if category is not None:
        below = select(Category.id).where(Category.path.contains([category.code]))
        conditions.append(Product.category_id.in_(below))
    if filters.in_stock:
        conditions.append(exists().where(StockLevel.product_id == Product.id, StockLevel.quantity > 0))
    for code, values in filters.attributes.items():
        # @> is answered by the GIN index over attributes.
        conditions.append(or_(false(), *(Product.attributes.contains({code: {"value": each}}) for each in values)))
    amount: ColumnElement[Any] = book.amount_seen(Product.id.expression, Product.min_quantity.expression)
    if filters.price_min is not None:
        conditions.append(amount >= filters.price_min)
    if filters.price_max is not None:
        conditions.append(amount <= filters.price_max)
    return conditions


def _browse(session: Session, query: ListQuery, locale: str, condition: ColumnElement[bool]) -> _Part:
    name = func.coalesce(
        Product.names[locale].astext,
        Product.names["en"].astext,
        Product.sku,
    )
    total = session.execute(select(func.count()).select_from(Product).where(condition)).scalar_one()
    rows_query = select(Product.id, name.label("name")).where(condition).order_by(name, Product.id)
    if query.cursor:
        after_name, after_id = _cursor(query.cursor, (str, int))
        rows_query = rows_query.where(tuple_(name, Product.id) > tuple_(after_name, after_id))
    rows = session.execute(rows_query.limit(query.limit + 1).offset(query.offset)).all()
    kept = rows[: query.limit]
    more = encode_cursor([kept[-1].name, kept[-1].id]) if len(rows) > query.limit else None
    return _Part([row.id for row in kept], total, more, condition)


def _search(
    session: Session, engine: SearchEngine, query: ListQuery, locale: str, condition: ColumnElement[bool]
) -> _Part:
    offset = _cursor(query.cursor, (int,))[0] if query.cursor else query.offset
    q = query.q.strip()
    try:
        # The index knows list prices only; this customer's are compared in the database below.
        outside = replace(query.filters, price_min=None, price_max=None)
        found = engine.search(q, locale, limit=SEARCH_DEPTH, filters=outside)
    except SearchUnavailable:
        found = plain_search(session, q, condition, limit=SEARCH_DEPTH)
    ids = _still_fitting(session, q, found, condition)
    page = ids[offset : offset + query.limit]
    more = encode_cursor([offset + query.limit]) if len(ids) > offset + query.limit else None
    return _Part(
        page,
        len(ids),
        more,
        Product.id.in_(ids),
        why={hit.product_id: hit.why for hit in found.hits},
        relaxed=found.relaxed,
        degraded=found.degraded,
    )


def _still_fitting(session: Session, q: str, found: Found, condition: ColumnElement[bool]) -> list[int]:
    """The hits in their order, without those that the index has not yet seen change."""
    hits = found.hits
    if len(q.split()) == 1 and any(hit.exact for hit in hits):
        hits = [hit for hit in hits if hit.exact]  # who types a number means that article, not what is near it
    ids = [hit.product_id for hit in hits]
    if not ids:
        return []
    fitting = set(session.scalars(select(Product.id).where(Product.id.in_(ids), condition)))
    return [each for each in ids if each in fitting]


def _cursor(cursor: str, kinds: tuple[type, ...]) -> list[Any]:
    values = decode_cursor(cursor)
    if len(values) != len(kinds) or any(not isinstance(v, kind) for v, kind in zip(values, kinds, strict=True)):
        raise Invalid(N_("The cursor is not valid; start from the first page."), fields={"cursor": "not valid"})
    return values
