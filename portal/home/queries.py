"""Selects of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.catalogue.models import Product
from portal.orders.models import OrderLine


def recently_bought(session: Session, company_id: UUID, limit: int) -> Sequence[int]:
    """Ids of active products the company ordered last, newest first."""
    last = func.max(OrderLine.placed_at)
    rows = session.execute(
        select(OrderLine.product_id)
        .join(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.company_id == company_id, Product.active)
        .group_by(OrderLine.product_id)
        .order_by(last.desc(), OrderLine.product_id)
        .limit(limit)
    )
    return [row[0] for row in rows if row[0] is not None]
