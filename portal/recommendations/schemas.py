"""Shapes of the proposals' API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from portal.shared.schemas import MoneyField, Quantity


class ProposalLineOut(BaseModel):
    """A product that is due; `probability` (0 to 1) is that the company buys it within the horizon."""

    id: UUID
    sku: str
    name: str
    quantity: Quantity
    unit: str
    reason: str
    reason_code: str
    probability: float
    price: MoneyField | None = Field(description="net unit price at this quantity; null: on request")
    last_ordered_on: date | None
    available: Quantity
    in_stock: bool
    min_quantity: Quantity
    order_step: Quantity
    category: str | None = None


class ProposalOut(BaseModel):
    """A cart proposed from history; `total` is net, over the lines with a price."""

    id: UUID
    lines: list[ProposalLineOut]
    total: MoneyField
    note: str


class ProposalQuery(BaseModel):
    """`as_of` judges as on that day, by the orders before it; today when absent."""

    as_of: date | None = Field(default=None, ge=date(1990, 1, 1), le=date(2200, 1, 1))


class ProposalPath(BaseModel):
    """A proposal."""

    proposal_id: UUID


class ApplyIn(BaseModel):
    """Which lines to take (all when absent), and at which quantities when not the proposed ones."""

    line_ids: list[UUID] | None = None
    quantities: dict[UUID, Annotated[Decimal, Field(max_digits=14, decimal_places=4)]] = Field(default_factory=dict)
