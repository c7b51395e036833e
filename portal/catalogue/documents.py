"""Search documents: what the index process knows of each product.

They are written in the transaction that changes the product, its price or its stock, so that the index can
never miss a change; NOTIFY wakes it at the commit. A document that stays the same is not touched: refreshing
too much costs little.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from portal.catalogue import queries
from portal.catalogue.models import Category, Product, StockLevel
from portal.pricing import queries as pricing
from portal.pricing.models import PriceList
from portal.shared.database import notify

CHANNEL = "search_documents"
BATCH = 1_000

_COLUMNS = (
    Product.id,
    Product.sku,
    Product.mpn,
    Product.eans,
    Product.brand,
    Product.category_id,
    Product.names,
    Product.descriptions,
    Product.synonyms,
    Product.attributes,
)
_UPSERT = text(
    """
    INSERT INTO search_documents (product_id, document, content_hash)
    SELECT product_id, document, content_hash
      FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(product_id bigint, document jsonb, content_hash text)
    ON CONFLICT (product_id) DO UPDATE
       SET document = excluded.document, content_hash = excluded.content_hash, deleted = false,
           changed_xid = pg_current_xact_id(), changed_at = now()
     WHERE search_documents.document IS DISTINCT FROM excluded.document OR search_documents.deleted
    RETURNING product_id
    """
)
_MARK_DELETED = text(
    """
    UPDATE search_documents SET deleted = true, changed_xid = pg_current_xact_id(), changed_at = now()
     WHERE product_id = ANY(:ids) AND NOT deleted
    RETURNING product_id
    """
)
_GONE = text(
    """
    SELECT product_id FROM search_documents d
     WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM products p WHERE p.id = d.product_id AND p.active)
     ORDER BY product_id
    """
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for every document."""

    categories: Mapping[int, Category]
    by_code: Mapping[str, Category]
    price_list: PriceList | None


def refresh_search_documents(session: Session, product_ids: Iterable[int]) -> int:
    """Bring the documents of these products up to date; returns how many changed.

    Call it in the transaction of any change to a product, its default price or its stock. Products that are
    inactive or gone lose theirs.
    """
    session.flush()
    ids = iter(product_ids)
    context: _Context | None = None
    changed = 0
    while batch := list(islice(ids, BATCH)):
        context = context or _context(session)
        changed += _refresh(session, context, batch)
    if changed:
        notify(session, CHANNEL, "")
    return changed


def refresh_all(session: Session) -> int:
    """Bring every document up to date, in constant memory; returns how many changed."""
    session.flush()
    context = _context(session)
    changed = sum(_refresh(session, context, batch) for batch in _active_ids(session))
    gone = iter(session.scalars(_GONE).all())
    while batch := list(islice(gone, BATCH)):
        changed += _delete(session, batch)
    if changed:
        notify(session, CHANNEL, "")
    return changed


def _active_ids(session: Session) -> Iterator[list[int]]:
    last = 0
    while True:
        batch = list(
            session.scalars(
                select(Product.id).where(Product.active, Product.id > last).order_by(Product.id).limit(BATCH)
            )
        )
        if not batch:
            return
        last = batch[-1]
        yield batch


def _context(session: Session) -> _Context:
    nodes = queries.categories(session)
    return _Context(
        {node.id: node for node in nodes},
        {node.code: node for node in nodes},
        pricing.default_list(session),
    )


def _refresh(session: Session, context: _Context, ids: Sequence[int]) -> int:
    rows = session.execute(select(*_COLUMNS).where(Product.id.in_(ids), Product.active)).all()
    active = [row.id for row in rows]
    stock = _in_stock(session, active)
    prices = _prices(session, context, active)
    documents = []
    for row in rows:
        document = _document(row, context, price=prices.get(row.id), in_stock=row.id in stock)
        documents.append({"product_id": row.id, "document": document, "content_hash": content_hash(document)})
    changed = 0
    if documents:
        payload = json.dumps(documents, ensure_ascii=False)
        changed = len(session.execute(_UPSERT, {"rows": payload}).all())
    gone = set(ids) - set(active)
    return changed + (_delete(session, sorted(gone)) if gone else 0)


def _delete(session: Session, ids: Sequence[int]) -> int:
    return len(session.execute(_MARK_DELETED, {"ids": list(ids)}).all())


def _in_stock(session: Session, ids: Sequence[int]) -> set[int]:
    rows = session.scalars(
        select(StockLevel.product_id)
        .where(StockLevel.product_id.in_(ids))
        .group_by(StockLevel.product_id)
        .having(func.sum(StockLevel.quantity) > 0)
    )
    return set(rows)


def _prices(session: Session, context: _Context, ids: Sequence[int]) -> dict[int, Decimal]:
    if context.price_list is None or not ids:
        return {}
    first: dict[int, Decimal] = {}
    for product_id, _quantity, amount in pricing.list_tiers(session, context.price_list.id, ids):
        first.setdefault(product_id, amount)
    return first


def _document(row: Row[Any], context: _Context, *, price: Decimal | None, in_stock: bool) -> dict[str, Any]:
    category = context.categories.get(row.category_id)
    path = [context.by_code[code] for code in category.path if code in context.by_code] if category else []
    return {
        "id": row.id,
        "sku": row.sku,
        "mpn": row.mpn,
        "eans": row.eans,
        "brand": row.brand,
        "names": row.names,
        "descriptions": row.descriptions,
        "synonyms": sorted({word for words in row.synonyms.values() for word in words}),
        "categories": [said for node in path for said in dict.fromkeys((node.code, *node.names.values()))],
        "category_ids": [node.id for node in path],
        "attributes": {code: value["value"] for code, value in row.attributes.items()},
        "price": None if price is None else float(price),
        "in_stock": in_stock,
    }


def content_hash(document: Mapping[str, Any]) -> str:
    """A digest of what the document says; price and stock change often and mean nothing to an embedding."""
    said = {key: value for key, value in document.items() if key not in {"price", "in_stock"}}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
