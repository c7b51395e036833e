"""What was taken out of the cart, so that it can be put back by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions.turn import Turn

Json = dict[str, Any]
MOST = 12


def remember_removed(turn: Turn, lines: Iterable[Json], cart: Json) -> None:
    """Keep ``lines`` in mind that are no longer in ``cart``: names and quantities, never prices."""
    gone = [
        {
            "sku": line["sku"],
            "name": line["name"],
            "unit": line.get("unit"),
            "quantity": str(line["quantity"]),
            "version": cart.get("version"),
        }
        for line in lines
    ]
    shown = turn.shown
    turn.remember("shown", {**shown, "removed": [*(shown.get("removed") or []), *gone][-MOST:]})


def removed_lines(turn: Turn) -> list[Json]:
    """What was taken out, the latest last."""
    return list(turn.shown.get("removed") or [])
