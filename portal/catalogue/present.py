"""Products as a reader sees them: his language, his company's prices, what is in stock now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from portal.catalogue import queries
from portal.catalogue.models import AttributeDefinition, Category, Product
from portal.catalogue.schemas import AttributeOut, CrumbOut, ProductOut
from portal.pricing.rules import PriceResult
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.shared.i18n import pick

NOTHING = Decimal(0)


def present_products(
    session: Session,
    actor: Actor,
    product_ids: Collection[int],
    locale: str | None = None,
    *,
    book: PriceBook | None = None,
    why: Mapping[int, str] | None = None,
) -> dict[int, ProductOut]:
    """The products by id, for `actor`, in his or the given language; unknown ids are left out.

    A handful of queries however many products. Prices are those at the smallest quantity sold.
    """
    found = queries.products_by_ids(session, product_ids)
    return present(session, list(found.values()), locale or actor.locale, _book(session, actor, book), why=why)


def present(
    session: Session,
    products: Sequence[Product],
    locale: str,
    book: PriceBook,
    *,
    why: Mapping[int, str] | None = None,
) -> dict[int, ProductOut]:
    """As present_products, for products already read."""
    ids = [product.id for product in products]
    prices = book.prices_for(ids, {product.id: product.min_quantity for product in products})
    stock = queries.available(session, ids)
    places = queries.categories_by_ids(session, {p.category_id for p in products if p.category_id is not None})
    meanings = queries.definitions(session, {code for product in products for code in product.attributes})
    reasons = why or {}
    return {
        product.id: product_out(
            product,
            locale,
            price=prices[product.id],
            available=stock.get(product.id, NOTHING),
            category=places.get(product.category_id or 0),
            definitions=meanings,
            why=reasons.get(product.id) or None,
        )
        for product in products
    }


def product_out(
    product: Product,
    locale: str,
    *,
    price: PriceResult,
    available: Decimal,
    category: Category | None,
    definitions: Mapping[str, AttributeDefinition],
    why: str | None = None,
) -> ProductOut:
    """One product from facts already read."""
    return ProductOut.model_validate(
        {
            "sku": product.sku,
            "name": pick(product.names, locale),
            "brand": product.brand,
            "mpn": product.mpn,
            "ean": product.eans[0] if product.eans else None,
            "category": category.code if category else None,
            "unit": product.unit,
            "pack_quantity": product.pack_quantity,
            "min_quantity": product.min_quantity,
            "order_step": product.order_step,
            "price": price.unit_price,
            "available": available,
            "in_stock": available > 0,
            "lead_time_days": product.lead_time_days,
            "attributes": attributes_out(product.attributes, locale, definitions),
            "why": why,
        }
    )


def attributes_out(
    attributes: Mapping[str, Any], locale: str, definitions: Mapping[str, AttributeDefinition]
) -> list[AttributeOut]:
    """The properties in the order they were written."""
    return [
        AttributeOut(
            code=code,
            name=pick(definitions[code].names, locale) if code in definitions else code,
            value=label(value, locale),
        )
        for code, value in attributes.items()
    ]


def label(value: Mapping[str, Any], locale: str) -> str:
    """What people read for an attribute's value."""
    return pick(value.get("labels"), locale) or str(value.get("value", ""))


def crumbs(session: Session, category: Category | None, locale: str) -> list[CrumbOut]:
    """The way from the root to a category."""
    if category is None:
        return []
    by_code = {each.code: each for each in queries.categories(session)}
    return [CrumbOut(code=code, name=pick(by_code[code].names, locale)) for code in category.path if code in by_code]


def _book(session: Session, actor: Actor, book: PriceBook | None) -> PriceBook:
    return book or PriceBook.for_actor(session, actor)
