"""Money is a decimal amount and an ISO 4217 code; amounts of different currencies never mix."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
UNIT_PRICE_STEP = Decimal("0.0001")


def round_money(amount: Decimal) -> Decimal:
    """`amount` rounded half up to two places, as invoices are."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """`value` without exponent and trailing zeros: 40, 2.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in a currency. Raises ValueError when currencies mix."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in `currency`."""
        return cls(Decimal(0), currency)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def rounded(self) -> Money:
        """Rounded half up to two places."""
        return Money(round_money(self.amount), self.currency)

    def as_json(self) -> dict[str, Any]:
        """`{"amount": "12.50", "currency": "EUR"}`; unit prices keep up to four places."""
        amount = self.amount if self.amount != round_money(self.amount) else round_money(self.amount)
        return {"amount": format(amount, "f"), "currency": self.currency}

    def _same(self, other: Money) -> None:
        if other.currency != self.currency:
            raise ValueError(f"cannot combine {self.currency} and {other.currency}")
