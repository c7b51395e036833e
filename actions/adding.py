"""Adding to the cart by words: order lines, or what the message points at."""

from __future__ import annotations

from actions.attachments import take_files
from actions.base import BuyerAction
from actions.candidates import choose_by_words
from actions.cart import add_lines, add_pointed, pointed_products
from actions.catalogue import search
from actions.phrases import names_product, product_phrase, without_request
from actions.references import numbers_in
from actions.turn import Turn


class ActionAddToCart(BuyerAction):
    """Adds order lines in free text, or what the message points at."""

    called = "action_add_to_cart"

    async def act(self, turn: Turn) -> None:
        """Decide which, and add."""
        if turn.attachments:
            await take_files(turn)
            if not turn.is_button and numbers_in(turn.text) and names_product(turn.text):
                await add_lines(turn, turn.text)  # "this list and 5 more drills"
            return
        if turn.is_guest and not turn.is_button and await _shown_to_guest(turn):
            return
        if await choose_by_words(turn):
            return
        pointed = pointed_products(turn)
        if pointed and not names_product(turn.text):
            await add_pointed(turn, pointed)
        else:
            await add_lines(turn, turn.text)


async def _shown_to_guest(turn: Turn) -> bool:
    """A visitor has no cart, but sees the goods that the message names; False where it names none."""
    query = product_phrase(without_request(turn.text))
    if not query:
        return False
    await search(turn, query, None)
    turn.say(turn.texts._("To put goods into a cart, please log in first."))
    return True
