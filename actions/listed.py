"""One more of a list that was shown before something of it was added: "and the first one too, 3", "pierwszy też"."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from decimal import Decimal

from actions.before import reads_first
from actions.cart import add_pointed_one
from actions.corrections import removes
from actions.moves import MOST_WORDS
from actions.phrases import names_product
from actions.references import choose, numbers_in, pointed_at, without_pointers
from actions.topic import topic_of
from actions.turn import Turn

_TOO = re.compile(
    r"\b(?:too|as well|also|теж|також|тоже|также|też|tez|również|rowniez|także|takze)\b|^\W*(?:and|plus|і|й|та|и|oraz|i|plus)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:add|take|give me|дода\w+|докин\w+|візьм\w+|дай\w*|добав\w+|возьм\w+|dodaj\w*|dorzu\w+|we[źz]\w*|daj)\b",
    re.IGNORECASE,
)
_ONES = re.compile(r"\b(?:ones?|of (?:it|them)|шт\w*|штук\w*|szt\w*|pcs)\b", re.IGNORECASE)


def also_pointed(text: str) -> bool:
    """Whether ``text`` asks for more of a list, by place only: no goods are named, nothing is taken away."""
    if len(text.split()) > MOST_WORDS or not pointed_at(text) or removes(text):
        return False
    words = _ONES.sub(" ", _ADDS.sub(" ", _TOO.sub(" ", text)))
    return bool(_TOO.search(text) or _ADDS.search(text)) and not names_product(without_pointers(words))


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
