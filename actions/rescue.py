"""What is plain from the dialogue although the classifier was not sure: an answer to what was just shown or asked."""

from __future__ import annotations

import re

from actions.candidates import choose_by_position, choose_by_words
from actions.cart_changes import ActionChangeCart, removes
from actions.orders import is_bare_number, meant_number, show_order
from actions.steps import carry_out
from actions.turn import Turn

_YES = re.compile(r"[\s!.]*(?:👍|👌|✅|✔️?|🆗)[\s!.🏻🏼🏽🏾🏿👍]*")


async def rescue(turn: Turn) -> bool:
    """Answer ``turn`` if its meaning is plain; False where it is not."""
    pending = turn.slot("pending")
    if is_bare_number(turn):
        await show_order(turn, str(meant_number(turn)))
    elif pending and _YES.fullmatch(turn.text):
        await carry_out(turn, pending["step"], pending.get("args") or {})
    elif turn.shown["kind"] in {"cart", "cart_line"} and removes(turn.text):
        await ActionChangeCart().act(turn)
    else:
        return await choose_by_words(turn) or await choose_by_position(turn)
    return True
