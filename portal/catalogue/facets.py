"""What a list can be narrowed by, and how much each choice would leave."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal_column, select, true
from sqlalchemy.orm import Session

from portal.catalogue import queries
from portal.catalogue.models import Category, Product
from portal.catalogue.present import label
from portal.catalogue.schemas import AttributeFacet, CategoryFacet, Facets, FacetValue
from portal.catalogue.service import counts_with_children
from portal.shared.i18n import pick

MAX_PRODUCTS = 1_000
"""Above this many products attributes are not counted: the reader picks a category first."""
MAX_CATEGORIES = 14
MAX_ATTRIBUTES = 8
MAX_VALUES = 24


def facets_of(
    session: Session,
    condition: ColumnElement[bool],
    total: int,
    category: Category | None,
    locale: str,
    *,
    leaves: bool = False,
) -> Facets:
    """Facets of the products that fulfil `condition`.

    These are the categories below `category` (with `leaves`, the ones the products are directly in) and the
    attributes that most of the products have.
    """
    if total == 0:
        return Facets()
    attributes = _attributes(session, condition, locale) if total <= MAX_PRODUCTS else []
    return Facets(categories=_categories(session, condition, category, locale, leaves), attributes=attributes)


def _categories(
    session: Session, condition: ColumnElement[bool], category: Category | None, locale: str, leaves: bool
) -> list[CategoryFacet]:
    rows = session.execute(
        select(Product.category_id, func.count().label("n"))
        .where(condition, Product.category_id.is_not(None))
        .group_by(Product.category_id)
    )
    own: dict[int, int] = {row.category_id: row.n for row in rows}
    nodes = queries.categories(session)
    counts = {node.code: own.get(node.id, 0) for node in nodes} if leaves else counts_with_children(nodes, own)
    parent = category.id if category else None
    shown = [node for node in nodes if counts[node.code] and (leaves or node.parent_id == parent)]
    if leaves:
        shown = sorted(shown, key=lambda node: -counts[node.code])[:MAX_CATEGORIES]
    return [CategoryFacet(code=n.code, name=pick(n.names, locale), count=counts[n.code]) for n in shown]


def _attributes(session: Session, condition: ColumnElement[bool], locale: str) -> list[AttributeFacet]:
    pair = func.jsonb_each(Product.attributes).table_valued("key", "value").render_derived()
    value = pair.c.value.op("->>")(literal_column("'value'"))
    rows = session.execute(
        select(
            pair.c.key.label("code"),
            value.label("value"),
            func.count().label("n"),
            func.min(pair.c.value.op("->>")(literal_column("'labels'"))).label("labels"),
        )
        .select_from(Product)
        .join(pair, onclause=true())
        .where(condition, value.is_not(None))
        .group_by(pair.c.key, value)
    )
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.code].append(row)
    # An attribute with one value narrows nothing.
    useful = {code: values for code, values in found.items() if len(values) > 1}
    most = sorted(useful, key=lambda code: -sum(value.n for value in useful[code]))[:MAX_ATTRIBUTES]
    definitions = queries.definitions(session, most)
    return [
        AttributeFacet(
            code=code,
            name=pick(definitions[code].names, locale) if code in definitions else code,
            values=_values(useful[code], locale),
        )
        for code in most
    ]


def _values(rows: list[Row[Any]], locale: str) -> list[FacetValue]:
    """The most frequent values, numbers by size and words by alphabet."""
    kept = sorted(rows, key=lambda row: (-row.n, row.value))[:MAX_VALUES]
    values = [_value(row.value, row.n, row.labels, locale) for row in kept]
    return sorted(values, key=lambda value: (_number(value.value), value.label))


def _value(value: str, count: int, labels: str | None, locale: str) -> FacetValue:
    shown = label({"value": value, "labels": json.loads(labels) if labels else {}}, locale)
    return FacetValue(value=value, label=shown, count=count)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("inf")
