"""Shapes of the invoices API."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from portal.shared.schemas import MoneyField

InvoiceStatus = Literal["open", "overdue", "paid"]


class InvoiceOut(BaseModel):
    """What is owed for an order; `open` is what is not paid yet."""

    number: str
    order_number: str | None
    status: InvoiceStatus
    status_text: str
    issued_on: date
    due_on: date
    paid_on: date | None
    currency: str
    net: MoneyField
    tax: MoneyField
    total: MoneyField
    paid: MoneyField
    open: MoneyField


class OwedOut(BaseModel):
    """Everything unpaid in one currency, and the part that is overdue."""

    open: MoneyField
    overdue: MoneyField
    count: int
    overdue_count: int


class InvoiceList(BaseModel):
    """A page of invoices, newest first; `owed` sums up the whole company whatever the filter."""

    items: list[InvoiceOut]
    next: str | None
    owed: list[OwedOut]


class InvoiceQuery(BaseModel):
    """Filters: `order` and `number` in any spelling; `open` holds the overdue ones too."""

    order: str | None = Field(default=None, max_length=60)
    number: str | None = Field(default=None, max_length=60)
    status: Literal["open", "overdue", "paid", "all"] = "all"
    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = Field(default=None, max_length=500)
