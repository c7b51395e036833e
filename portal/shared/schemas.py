"""Shapes that many concepts share. Money travels as text, so that no float ever touches it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from portal.shared.money import Money, plain, round_money


def _amount(value: Decimal) -> str:
    rounded = round_money(value)
    return format(rounded, "f") if rounded == value else plain(value)


Amount = Annotated[Decimal, PlainSerializer(_amount, return_type=str)]
Quantity = Annotated[Decimal, PlainSerializer(lambda value: float(value) if value % 1 else int(value))]


class MoneyOut(BaseModel):
    """`{"amount": "12.50", "currency": "EUR"}`."""

    model_config = ConfigDict(from_attributes=True)

    amount: Amount
    currency: str

    def as_money(self) -> Money:
        """The same as a value to reckon with."""
        return Money(self.amount, self.currency)


def _from_money(value: object) -> object:
    return MoneyOut(amount=value.amount, currency=value.currency) if isinstance(value, Money) else value


MoneyField = Annotated[MoneyOut, BeforeValidator(_from_money)]


class CreditOut(BaseModel):
    """The agreed limit, what is used of it, and what is left."""

    limit: MoneyField
    used: MoneyField
    available: MoneyField


class ErrorOut(BaseModel):
    """Every refusal looks like this."""

    error: str
    detail: str
    fields: dict[str, str] | None = None
