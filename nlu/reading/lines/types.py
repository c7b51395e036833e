"""What the parser hands out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One wish: `phrase` is what names the product, `text` the words it came from.

    `unit` is a canonical code (see `units.py`) or None when none was named. `quantity` is 1 when none was given;
    `quantity_given` tells. `code` is an identifier that stood in a column of its own. `pair_word` marks "a pair of",
    "пару": two pieces of most things, but one pair of gloves.
    """

    position: int
    text: str
    quantity: Decimal
    unit: str | None
    phrase: str
    quantity_given: bool = True
    code: str | None = None
    pair_word: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found in a segment's words."""

    value: Decimal
    unit: str | None = None
    pair_word: bool = False
    each: bool = False
