"""Waiting for a product that is not in stock."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.audit import service as audit
from portal.catalogue.models import Product
from portal.catalogue.queries import available
from portal.catalogue.service import get_product
from portal.notices import queries
from portal.notices.errors import ProductInStock, TooManyWatches
from portal.notices.kinds import Kind
from portal.notices.models import ProductWatch
from portal.notices.service import choosing
from portal.security.actor import Actor
from portal.security.permissions import Permission

MOST = 200


def watch(session: Session, actor: Actor, reference: str) -> Product:
    """Tell the actor once when the product can be had again; asking for that switches the kind on.

    Raises LoginRequired, Forbidden, ProductNotFound, ProductInStock, TooManyWatches; asking twice is no change.
    """
    actor.require(Permission.CHAT)
    user_id, company_id = actor.require_user(), actor.require_company()
    product = get_product(session, actor, reference)
    if available(session, [product.id]).get(product.id, 0) > 0:
        raise ProductInStock
    if len(queries.watches(session, user_id, company_id)) >= MOST:
        raise TooManyWatches
    choosing.choose(session, actor, {Kind.STOCK: True})
    made = session.scalar(
        insert(ProductWatch)
        .values(user_id=user_id, company_id=company_id, product_id=product.id)
        .on_conflict_do_nothing()
        .returning(ProductWatch.id)
    )
    if made is not None:
        audit.record(session, actor, "product.watched", "product", product.sku)
    return product


def unwatch(session: Session, actor: Actor, reference: str) -> Product:
    """End the wait; none is no change. Raises LoginRequired, Forbidden, ProductNotFound."""
    actor.require(Permission.CHAT)
    user_id, company_id = actor.require_user(), actor.require_company()
    product = get_product(session, actor, reference)
    ended = session.scalar(
        delete(ProductWatch)
        .where(
            ProductWatch.user_id == user_id,
            ProductWatch.company_id == company_id,
            ProductWatch.product_id == product.id,
        )
        .returning(ProductWatch.id)
    )
    if ended is not None:
        audit.record(session, actor, "product.unwatched", "product", product.sku)
    return product


def is_watched(session: Session, actor: Actor, sku: str) -> bool:
    """Whether the actor waits for the product with exactly this SKU."""
    if actor.user_id is None or actor.company_id is None:
        return False
    return queries.is_watched(session, actor.user_id, actor.company_id, sku)
