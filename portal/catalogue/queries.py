"""Selects over products, categories and stock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.catalogue.models import AttributeDefinition, Category, Product, StockLevel, Unit, Warehouse

_SEPARATORS = " \t-–_./\u00a0"


def plain_number(text: str) -> str:
    """A number as it is compared: without spaces and separators, in upper case."""
    return text.translate(str.maketrans("", "", _SEPARATORS)).upper()


def plain(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """`plain_number` of a column."""
    return func.upper(func.translate(column, _SEPARATORS, ""))


def products_by_ids(session: Session, ids: Collection[int]) -> dict[int, Product]:
    """Products by id, also inactive ones."""
    if not ids:
        return {}
    return {each.id: each for each in session.scalars(select(Product).where(Product.id.in_(ids)))}


def products_by_skus(session: Session, skus: Collection[str]) -> dict[str, Product]:
    """Active products by exact SKU."""
    if not skus:
        return {}
    found = session.scalars(select(Product).where(Product.sku.in_(skus), Product.active))
    return {each.sku: each for each in found}


def product_by_number(session: Session, reference: str) -> Product | None:
    """The one active product with this SKU, EAN or manufacturer's number, in any spelling.

    A manufacturer's number that several products share finds nothing: the person has to choose.
    """
    wanted = plain_number(reference)
    if not wanted:
        return None
    active = select(Product).where(Product.active).limit(2)
    for condition in (
        Product.sku == reference.strip(),
        plain(Product.sku) == wanted,
        Product.eans.contains([wanted]),
        plain(Product.mpn) == wanted,
    ):
        found = session.scalars(active.where(condition)).all()
        if found:
            return found[0] if len(found) == 1 else None
    return None


def available(session: Session, ids: Collection[int]) -> dict[int, Decimal]:
    """Free quantity over all warehouses; products without stock are left out."""
    if not ids:
        return {}
    rows = session.execute(
        select(StockLevel.product_id, func.sum(StockLevel.quantity).label("quantity"))
        .where(StockLevel.product_id.in_(ids))
        .group_by(StockLevel.product_id)
    )
    return {row.product_id: row.quantity for row in rows}


def stock_by_warehouse(session: Session, product_id: int) -> Sequence[tuple[Warehouse, Decimal]]:
    """Warehouses that have the product, most first."""
    rows = session.execute(
        select(Warehouse, StockLevel.quantity)
        .join(StockLevel, StockLevel.warehouse_code == Warehouse.code)
        .where(StockLevel.product_id == product_id, StockLevel.quantity > 0)
        .order_by(StockLevel.quantity.desc(), Warehouse.code)
    )
    return [(row[0], row[1]) for row in rows]


def units(session: Session) -> dict[str, Unit]:
    """Every unit of sale by code."""
    return {unit.code: unit for unit in session.scalars(select(Unit))}


def categories(session: Session) -> Sequence[Category]:
    """The whole tree, roots first, in its own order."""
    return session.scalars(
        select(Category).order_by(func.cardinality(Category.path), Category.position, Category.id)
    ).all()


def categories_by_ids(session: Session, ids: Collection[int]) -> dict[int, Category]:
    """Categories by id."""
    if not ids:
        return {}
    return {each.id: each for each in session.scalars(select(Category).where(Category.id.in_(ids)))}


def category_by_code(session: Session, code: str) -> Category | None:
    """The category with this code."""
    return session.scalar(select(Category).where(Category.code == code))


def product_counts(session: Session) -> Mapping[int, int]:
    """Active products by category id, not counting what is below it."""
    rows = session.execute(
        select(Product.category_id, func.count().label("n"))
        .where(Product.active, Product.category_id.is_not(None))
        .group_by(Product.category_id)
    )
    return {row.category_id: row.n for row in rows}


def definitions(session: Session, codes: Collection[str]) -> dict[str, AttributeDefinition]:
    """Attribute definitions by code."""
    if not codes:
        return {}
    found = session.scalars(select(AttributeDefinition).where(AttributeDefinition.code.in_(codes)))
    return {each.code: each for each in found}
