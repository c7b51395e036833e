"""Which quantities of a product can be ordered. Pure functions; quantities are in the product's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

MAX_QUANTITY = Decimal(1_000_000)
ZERO = Decimal(0)


class Fault(StrEnum):
    """What is wrong with a quantity."""

    NOT_POSITIVE = "not_positive"
    TOO_LARGE = "too_large"
    DECIMALS = "decimals"
    BELOW_MINIMUM = "below_minimum"
    NOT_IN_STEP = "not_in_step"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a product is sold: at least `minimum`, in multiples of `step`, with `decimals` places."""

    minimum: Decimal
    step: Decimal
    decimals: int = 0

    @property
    def least(self) -> Decimal:
        """The smallest quantity that can be ordered: the minimum, rounded up to a whole step."""
        if self.step <= 0:
            return max(self.minimum, ZERO)
        return max(_multiple(self.minimum, self.step, ROUND_CEILING), self.step)

    def up(self, quantity: Decimal) -> Decimal:
        """The smallest valid quantity that is not below `quantity`."""
        if self.step <= 0:
            return max(quantity, self.least)
        return max(self.least, _multiple(quantity, self.step, ROUND_CEILING))

    def down(self, quantity: Decimal) -> Decimal | None:
        """The largest valid quantity that is not above `quantity`, if there is one."""
        lower = quantity if self.step <= 0 else _multiple(quantity, self.step, ROUND_FLOOR)
        return lower if lower >= self.least and lower > 0 else None

    def nearest(self, quantity: Decimal) -> list[Decimal]:
        """The valid quantities below and above, one of them where the other does not exist."""
        around = [self.down(quantity), self.up(max(quantity, ZERO))]
        return sorted({value for value in around if value is not None and value <= MAX_QUANTITY})

    def fault(self, quantity: Decimal) -> Fault | None:
        """What keeps `quantity` from being ordered, or None."""
        if not quantity.is_finite() or quantity <= 0:
            return Fault.NOT_POSITIVE
        if quantity > MAX_QUANTITY:
            return Fault.TOO_LARGE
        if quantity < self.least:
            return Fault.BELOW_MINIMUM
        if self.step > 0 and quantity % self.step != 0:
            return Fault.NOT_IN_STEP
        if quantity != round(quantity, self.decimals):
            return Fault.DECIMALS
        return None


def _multiple(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).to_integral_value(rounding=rounding) * step
