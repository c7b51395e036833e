"""What is plain from the dialogue although the classifier was not sure: an answer to what was just shown or asked."""

from __future__ import annotations

import re

from actions.candidates import choose_by_position, choose_by_words
from actions.cart_changes import ActionChangeCart
from actions.corrections import removes
from actions.orders import is_bare_number, meant_number, show_order
from actions.turn import Turn

_YES = re.compile(r"[\s!.]*(?:👍|👌|✅|✔️?|🆗)[\s!.🏻🏼🏽🏾🏿👍]*")


def is_thumb(text: str) -> bool:
    """Whether ``text`` is a sign of consent without a word."""
    return _YES.fullmatch(text) is not None


async def rescue(turn: Turn) -> bool:
    """Answer ``turn`` if its meaning is plain; False where it is not."""
    if is_bare_number(turn):
        await show_order(turn, str(meant_number(turn)))
    elif turn.shown["kind"] in {"cart", "cart_line"} and removes(turn.text):
        await ActionChangeCart().act(turn)
    else:
        return await choose_by_words(turn) or await choose_by_position(turn)
    return True
