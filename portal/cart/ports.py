"""What the cart asks of concepts above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session


class Purchase(Protocol):
    """A company's history with one product."""

    @property
    def times(self) -> int:
        """In how many orders it was."""

    @property
    def last_at(self) -> datetime:
        """When it was ordered last."""

    @property
    def last_quantity(self) -> Decimal:
        """How much then."""


class PurchaseHistory(Protocol):
    """The port `purchases`."""

    def __call__(self, session: Session, company_id: UUID, product_ids: Collection[int]) -> Mapping[int, Purchase]:
        """The history of the company with those of the products that it bought before."""
