"""Search without the index, used while that is down: exact numbers first, then every word somewhere."""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from portal.catalogue import queries
from portal.catalogue.models import Product
from portal.catalogue.search import Found, Hit

MAX_WORDS = 8


def plain_search(session: Session, q: str, condition: ColumnElement[bool], *, limit: int, offset: int = 0) -> Found:
    """Active products that fulfil `condition` and hold every word of `q`, those whose number it is first."""
    number = queries.plain_number(q)
    by_number = or_(
        queries.plain(Product.sku) == number,
        Product.eans.contains([number]),
        queries.plain(Product.mpn) == number,
    )
    begins = queries.plain(Product.sku).startswith(number, autoescape=True)
    words = and_(*(_somewhere(word) for word in q.split()[:MAX_WORDS]))
    rank = case((by_number, 3), (begins, 2), else_=1)
    fits = and_(Product.active, condition, or_(by_number, begins, words))
    rows = session.execute(
        select(Product.id, rank.label("rank"), func.count().over().label("total"))
        .where(fits)
        .order_by(rank.desc(), Product.sku)
        .limit(limit)
        .offset(offset)
    ).all()
    return Found([Hit(row.id, float(row.rank)) for row in rows], rows[0].total if rows else 0, degraded=True)


def _somewhere(word: str) -> ColumnElement[bool]:
    fields: tuple[ColumnElement[str], ...] = (
        cast(Product.names, String),
        cast(Product.synonyms, String),
        Product.brand.expression,
        Product.mpn.expression,
        Product.sku.expression,
    )
    return or_(*(field.icontains(word, autoescape=True) for field in fields))
