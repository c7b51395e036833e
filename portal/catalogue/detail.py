"""One product with everything a buyer asks about it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.catalogue import queries
from portal.catalogue.errors import SearchUnavailable
from portal.catalogue.models import Product
from portal.catalogue.present import crumbs, present, present_products
from portal.catalogue.schemas import ArrivalOut, ProductDetail, ProductOut, StockOut, TierOut, TraceOut
from portal.catalogue.search import SearchEngine
from portal.catalogue.service import get_product
from portal.pricing.explain import facts_as_text, sentence
from portal.pricing.rules import PriceResult
from portal.pricing.service import PriceBook
from portal.security.actor import Actor
from portal.shared.clock import today
from portal.shared.i18n import pick
from portal.shared.money import Money
from portal.shared.workdays import arrives

SIMILAR = 6


def product_detail(session: Session, actor: Actor, engine: SearchEngine, reference: str) -> ProductDetail:
    """The product with this SKU, EAN or manufacturer's number. Raises ProductNotFound."""
    product = get_product(session, actor, reference)
    book = PriceBook.for_actor(session, actor)
    shown = present(session, [product], actor.locale, book)[product.id]
    result = book.price_of(product.id, product.min_quantity)
    category = queries.categories_by_ids(session, [product.category_id]) if product.category_id else {}
    return ProductDetail(
        **shown.model_dump(),
        description=pick(product.descriptions, actor.locale),
        eans=product.eans,
        categories=crumbs(session, category.get(product.category_id or 0), actor.locale),
        price_tiers=tiers_out(result, book.currency),
        price_trace=trace_out(result, actor.locale),
        tax_percent=book.tax_percent(product.tax_class),
        stock=[
            StockOut(warehouse=place.code, name=pick(place.names, actor.locale) or place.code, quantity=quantity)
            for place, quantity in queries.stock_by_warehouse(session, product.id)
        ],
        arrival=arrival_of(product),
        substitutes=similar(session, actor, engine, product, book=book),
    )


def arrival_of(product: Product) -> ArrivalOut:
    """When the product arrives, ordered today."""
    days = product.lead_time_days
    return ArrivalOut(from_stock=arrives(today(), 0), to_order=arrives(today(), days) if days is not None else None)


def tiers_out(result: PriceResult, currency: str) -> list[TierOut]:
    """The staircase of unit prices."""
    return [
        TierOut.model_validate({"min_quantity": tier.min_quantity, "price": Money(tier.amount, currency)})
        for tier in result.tiers
    ]


def trace_out(result: PriceResult, locale: str) -> list[TraceOut]:
    """Why the price is what it is."""
    return [
        TraceOut(code=step.code.value, text=sentence(step, locale), facts=facts_as_text(step)) for step in result.trace
    ]


def similar(
    session: Session,
    actor: Actor,
    engine: SearchEngine,
    product: Product,
    *,
    limit: int = SIMILAR,
    book: PriceBook | None = None,
) -> list[ProductOut]:
    """Products that could stand in for this one, nearest first; of its family while the index is down."""
    try:
        ids = [hit.product_id for hit in engine.similar(product.id, actor.locale, limit=limit + 2)]
    except SearchUnavailable:
        ids = _same_family(session, product, limit)
    active = {each.id for each in queries.products_by_ids(session, ids).values() if each.active}
    kept = [each for each in ids if each in active and each != product.id][:limit]
    shown = present_products(session, actor, kept, book=book)
    return [shown[each] for each in kept]


def _same_family(session: Session, product: Product, limit: int) -> list[int]:
    same = Product.family == product.family if product.family else Product.category_id == product.category_id
    query = (
        select(Product.id)
        .where(Product.active, Product.id != product.id, same)
        .order_by(func.abs(Product.id - product.id))
        .limit(limit)
    )
    return list(session.scalars(query))
