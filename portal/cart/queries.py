"""Every select of the cart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.cart.models import Cart, CartLine
from portal.catalogue.models import Product
from portal.catalogue.queries import plain_number

_SEPARATORS = " \t-–_./\u00a0"


def open_cart(session: Session, company_id: UUID, user_id: UUID, *, lock: bool = False) -> Cart | None:
    """The person's open cart in a company; with `lock` nobody else changes it until the transaction ends."""
    query = select(Cart).where(Cart.company_id == company_id, Cart.user_id == user_id, Cart.status == "open")
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def create_open_cart(session: Session, company_id: UUID, user_id: UUID, cart_id: UUID) -> None:
    """Insert an open cart unless there is one; waits for somebody who is inserting it right now."""
    session.execute(
        insert(Cart)
        .values(id=cart_id, company_id=company_id, user_id=user_id, status="open", version=1)
        .on_conflict_do_nothing()
    )


def lines(session: Session, cart_id: UUID) -> Sequence[tuple[CartLine, Product]]:
    """The cart's lines with their products, in order."""
    rows = session.execute(
        select(CartLine, Product)
        .join(Product, Product.id == CartLine.product_id)
        .where(CartLine.cart_id == cart_id)
        .order_by(CartLine.position, CartLine.created_at, CartLine.id)
    )
    return [(row[0], row[1]) for row in rows]


def line(session: Session, cart_id: UUID, line_id: UUID) -> CartLine | None:
    """A line of this cart."""
    return session.scalar(select(CartLine).where(CartLine.id == line_id, CartLine.cart_id == cart_id))


def lines_of_products(session: Session, cart_id: UUID, product_ids: Collection[int]) -> dict[int, CartLine]:
    """Lines by product, for the given products."""
    found = session.scalars(select(CartLine).where(CartLine.cart_id == cart_id, CartLine.product_id.in_(product_ids)))
    return {each.product_id: each for each in found}


def shape(session: Session, cart_id: UUID) -> tuple[int, int]:
    """How many lines the cart has, and the last position."""
    row = session.execute(
        select(func.count(), func.coalesce(func.max(CartLine.position), 0)).where(CartLine.cart_id == cart_id)
    ).one()
    return row[0], row[1]


def products_by_codes(session: Session, codes: Collection[str]) -> dict[str, list[Product]]:
    """Active products by code, keyed by the code as compared: SKU first, then EAN, then manufacturer's number.

    A code that names several products of the first kind that knows it maps to all of them.
    """
    wanted = {plain_number(code) for code in codes if plain_number(code)}
    if not wanted:
        return {}
    sku = func.upper(func.translate(Product.sku, _SEPARATORS, ""))
    mpn = func.upper(func.translate(Product.mpn, _SEPARATORS, ""))
    found = session.scalars(
        select(Product).where(Product.active, or_(sku.in_(wanted), mpn.in_(wanted), Product.eans.overlap(list(wanted))))
    ).all()
    result: dict[str, list[Product]] = {}
    for code in wanted:
        for matches in (
            [each for each in found if plain_number(each.sku) == code],
            [each for each in found if code in each.eans],
            [each for each in found if plain_number(each.mpn) == code],
        ):
            if matches:
                result[code] = matches
                break
    return result
