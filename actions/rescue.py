"""What is plain from the dialogue although the classifier was not sure: an answer to what was just shown or asked."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re

from actions.candidates import choose_by_position, choose_by_words
from actions.cart_changes import ActionChangeCart
from actions.catalogue import search
from actions.corrections import removes
from actions.order_words import goods_in
from actions.orders import is_bare_number, meant_number, show_meant, show_order, today
from actions.readings import is_code
from actions.turn import Turn

_YES = re.compile(r"[\s!.]*(?:👍|👌|✅|✔️?|🆗)[\s!.🏻🏼🏽🏾🏿👍]*")


_WHERE = re.compile(
    r"\W*(?:so |and |hi |hello |а |і |и |ну |a )*(?:where(?:'?s| is| are)|when (?:will|do|does)|де|коли (?:приїд\w+|буд\w+|прийд\w+)|где|когда (?:приед\w+|буд\w+|прид\w+)|"
    r"gdzie (?:są|sa|jest)|kiedy (?:będ\w+|bed\w+|przyjd\w+|dotr\w+)) (?:is |are |my |our |the |мо[їєя]\w* |наш\w* |мо[иейя]\w* |moj\w* |nasz\w* )+\S.{2,60}",
    re.IGNORECASE,
)


def is_thumb(text: str) -> bool:
    """Whether ``text`` is a sign of consent without a word."""
    return _YES.fullmatch(text) is not None


async def rescue(turn: Turn) -> bool:
    """Answer ``turn`` if its meaning is plain; False where it is not."""
    if is_bare_number(turn):
        await show_order(turn, str(meant_number(turn)))
    elif _WHERE.fullmatch(turn.text) and goods_in(turn.text, today()):
        await show_meant(turn)  # "where are my gloves?"
    elif turn.shown["kind"] == "orders" and meant_number(turn):
        await show_order(turn, str(meant_number(turn)))  # "the second of them, in detail"
    elif turn.shown["kind"] in {"cart", "cart_line"} and removes(turn.text):
        await ActionChangeCart().act(turn)
    else:
        return await choose_by_words(turn) or await choose_by_position(turn) or await _by_code(turn)
    return True


async def _by_code(turn: Turn) -> bool:
    """Show what a bare article number names."""
    if not is_code(turn.text):
        return False
    await search(turn, turn.text.strip(" .,!"), None)
    return True
