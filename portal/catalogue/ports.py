"""What the catalogue's pages ask of concepts above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TypedDict

from sqlalchemy.orm import Session

from portal.security.actor import Actor


class LastOrdered(TypedDict):
    """When the actor's company last bought a product, and how often so far."""

    ordered_on: datetime
    quantity: Decimal
    order_number: str
    count: int


LastOrderedPort = Callable[[Session, Actor, int], LastOrdered | None]
"""The port `last_ordered`: (session, actor, product id)."""
