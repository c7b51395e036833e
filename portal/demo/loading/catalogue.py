"""Units, categories, attributes, warehouses, products, stock, price lists and tax rates."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.catalogue.documents import refresh_search_documents
from portal.catalogue.models import AttributeDefinition, Category, Product, StockLevel, Unit, Warehouse
from portal.demo import types
from portal.demo.loading.rows import write
from portal.demo.prices import DEFAULT_LIST
from portal.pricing.models import Price, PriceList, TaxRate


def write_catalogue(session: Session, demo: types.Demo) -> dict[str, int]:
    """Write everything about articles and their list prices; returns the products' ids by SKU."""
    _describing(session, demo)
    categories = _categories(session, demo)
    brands = {brand.code: brand.name for brand in demo.brands}
    write(session, Product, [_product(one, categories[one.category], brands[one.brand]) for one in demo.products])
    ids = {row.sku: row.id for row in session.execute(select(Product.sku, Product.id))}
    levels = [
        {"product_id": ids[one.sku], "warehouse_code": level.warehouse, "quantity": level.quantity}
        for one in demo.products
        for level in one.stock
    ]
    write(session, StockLevel, levels)
    _prices(session, demo, ids)
    refresh_search_documents(session, sorted(ids[one.sku] for one in demo.products))
    return ids


def _describing(session: Session, demo: types.Demo) -> None:
    units = [
        {"code": one.code, "names": one.name.as_dict(), "symbols": one.symbol.as_dict(), "decimals": one.decimals}
        for one in demo.units
    ]
    write(session, Unit, units)
    attributes = [
        {"code": one.code, "names": one.name.as_dict(), "kind": one.kind, "unit": one.unit} for one in demo.attributes
    ]
    write(session, AttributeDefinition, attributes)
    warehouses = [
        {"code": one.code, "names": one.name.as_dict(), "city": one.city, "country": one.country}
        for one in demo.warehouses
    ]
    write(session, Warehouse, warehouses)
    rates = [{"country": one.country, "tax_class": one.tax_class, "percent": one.percent} for one in demo.tax_rates]
    write(session, TaxRate, rates)


def _categories(session: Session, demo: types.Demo) -> dict[str, int]:
    ids: dict[str, int] = {}
    for one in demo.categories:
        row = Category(
            code=one.code,
            parent_id=ids[one.parent] if one.parent else None,
            names=one.name.as_dict(),
            path=[one.parent, one.code] if one.parent else [one.code],
            position=one.position,
        )
        session.add(row)
        session.flush()
        ids[one.code] = row.id
    return ids


def _product(one: types.Product, category_id: int, brand: str) -> dict[str, Any]:
    return {
        "sku": one.sku,
        "mpn": one.mpn,
        "eans": [one.ean],
        "brand": brand,
        "family": one.family,
        "category_id": category_id,
        "names": one.name.as_dict(),
        "descriptions": one.description.as_dict(),
        "synonyms": {locale: list(words) for locale, words in one.synonyms.items()},
        "attributes": {
            value.attribute: {"value": _machine(value), "labels": value.label.as_dict()} for value in one.attributes
        },
        "unit": one.unit,
        "pack_quantity": one.pack_qty,
        "min_quantity": one.moq,
        "order_step": one.order_step,
        "tax_class": one.tax_class,
        "lead_time_days": one.lead_time_days,
    }


def _machine(value: types.AttributeValue) -> str:
    return value.value if isinstance(value.value, str) else f"{value.value:f}"


def _prices(session: Session, demo: types.Demo, ids: dict[str, int]) -> None:
    lists = [
        {
            "code": one.code,
            "names": one.name.as_dict(),
            "currency": one.currency,
            "is_default": one.code == DEFAULT_LIST,
        }
        for one in demo.price_lists
    ]
    write(session, PriceList, lists)
    by_code = {row.code: row.id for row in session.execute(select(PriceList.code, PriceList.id))}
    prices = [
        {
            "price_list_id": by_code[one.price_list],
            "product_id": ids[one.sku],
            "min_quantity": one.min_quantity,
            "amount": one.amount,
        }
        for one in demo.prices
    ]
    write(session, Price, prices)
