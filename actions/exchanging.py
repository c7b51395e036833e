"""One product of the cart in place of another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from actions import formats
from actions.api.errors import RefusedError
from actions.base import explain
from actions.cart import show_change
from actions.steps import step
from actions.topic import set_topic
from actions.turn import Turn

Json = dict[str, Any]


@step("exchange_line")
async def exchange_line(turn: Turn, arguments: Json) -> None:
    """Exchange the line of the button, or of the words."""
    line_id, sku = str(arguments.get("line_id", "")), str(arguments.get("sku", ""))
    await exchange(turn, line_id, sku, str(arguments.get("quantity") or "1"))


async def exchange(turn: Turn, line_id: str, sku: str, quantity: str) -> bool:
    """Put ``quantity`` of ``sku`` into the cart in place of as much of a line; False where the portal refuses.

    Both happen or neither: where the new one cannot be had, the old one stays.
    """
    _ = turn.texts._
    before = await turn.portal.cart.get()
    old = next((line for line in before["lines"] if str(line["id"]) == line_id), None)
    if old is None:
        turn.say(_("This line is no longer in your cart."))
        return False
    left = max(Decimal(str(old["quantity"])) - Decimal(quantity), Decimal(0))
    try:
        cart = await turn.portal.cart.change_together(
            {line_id: f"{left:f}"}, [(sku, quantity)], version=before["version"]
        )
    except RefusedError as error:
        explain(turn, error)
        return False
    new = next((line for line in cart["lines"] if line["sku"] == sku), None)
    name = new["name"] if new else sku
    shown = formats.quantity(quantity, new.get("unit") if new else None, turn.texts)
    if new:
        set_topic(turn, new, quantity=quantity, added=True)
    text = _("Exchanged: {quantity} {new} instead of {old}.", quantity=shown, new=name, old=old["name"])
    await show_change(turn, cart, text)
    return True
