"""From the quantity and unit that somebody asked for to the unit a product is sold in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from nlu.reading.lines.types import ParsedLine
from nlu.reading.lines.units import CONTAINERS

# Words for one piece of something: a tube of silicone that is sold by the piece.
SINGLE: Final = frozenset({"pcs", "tube", "can", "bag", "set", "roll", "ring", "drum", "sheet", "ream"})
# Units that hold several pieces, so that "100 pieces" of them is not 100 of them.
MULTIPLE: Final = frozenset({"pack", "box", "pallet"})
ONE: Final = Decimal(1)


class Step(StrEnum):
    """What was done to the quantity."""

    SAME = "same"
    PACKS = "packs"
    PAIR = "pair"
    SINGLE = "single"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Converted:
    """`quantity` in the product's unit; UNCLEAR when the asked unit does not lead there for certain."""

    quantity: Decimal
    step: Step


def convert(line: ParsedLine, unit: str, pack_quantity: Decimal) -> Converted:
    """`line`'s quantity in `unit`, of which a pack holds `pack_quantity`."""
    asked = line.unit
    if line.pair_word and unit == "pair":
        return Converted(ONE, Step.PAIR)
    if asked is None or asked == unit:
        return Converted(line.quantity, Step.SAME)
    if asked in CONTAINERS and pack_quantity > ONE:
        step = Step.UNCLEAR if asked == "pallet" else Step.PACKS
        return Converted(line.quantity * pack_quantity, step)
    if asked == "pair" and unit in {"set", "pack"}:
        return Converted(line.quantity, Step.SINGLE)
    if asked in SINGLE and unit in SINGLE | {"pair"}:
        return Converted(line.quantity, Step.SINGLE)
    return Converted(line.quantity, Step.UNCLEAR)
