"""One more of a list that was shown before something of it was added: "and the first one too, 3", "pierwszy też"."""

from __future__ import annotations

from decimal import Decimal

from actions.before import reads_first
from actions.cart import add_pointed_one
from actions.readings import also_pointed
from actions.references import choose, numbers_in, without_pointers
from actions.topic import topic_of
from actions.turn import Turn


@reads_first
async def also_of_the_list(turn: Turn) -> bool:
    """Add what the message points at in the list from before; in the quantity just added where it says none."""
    listed = turn.shown.get("listed") or []
    if turn.shown["kind"] not in {"cart", "cart_line"} or not listed or not also_pointed(turn.text):
        return False
    chosen = [str(sku) for sku in choose(listed, turn.text)]
    if not chosen:
        return False
    amounts = [amount for amount in numbers_in(without_pointers(turn.text)) if amount > 0]
    topic = topic_of(turn)
    before = Decimal(topic["quantity"]) if topic and topic["added"] and topic["quantity"] else None
    for sku in chosen:
        await add_pointed_one(turn, sku, amounts[0] if amounts else before)
    return True
