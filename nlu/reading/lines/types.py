"""What the parser hands out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MAX_LINES: Final = 500


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One wish: `phrase` is what names the product, as it was written; `text` the words it came from.

    `unit` is a canonical code (see `units.py`) or None when none was named. `quantity` is 1 when none was given;
    `quantity_given` tells. `code` is an identifier that stood in a column of its own. `pair_word` marks "a pair of",
    "пару": two pieces of most things, but one pair of gloves. `meant` is the phrase with the words that it leaves to
    the line before: "В10" after "автомат С16" means "автомат В10".
    """

    position: int
    text: str
    quantity: Decimal
    unit: str | None
    phrase: str
    quantity_given: bool = True
    code: str | None = None
    pair_word: bool = False
    meant: str = ""

    @property
    def sought(self) -> str:
        """The words to look the product up by."""
        return self.meant or self.phrase


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found among a row's tokens `start` to `end`; `strength` says how sure it is one.

    `place`: "any", or "start" and "end" of a line where it counts only there. `closed`: a unit of counting says that
    it is a quantity and no figure of a product.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    strength: float = 0.0
    place: str = "any"
    closed: bool = False
    worded: bool = False
    pair_word: bool = False
    each: bool = False
