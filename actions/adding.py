"""Adding to the cart by words, and answering the question about an order that may stand in the same message."""

from __future__ import annotations

from actions.base import BuyerAction
from actions.candidates import choose_by_words
from actions.cart import add_lines, add_pointed, pointed_products
from actions.orders import latest_number, meant_number, show_order
from actions.phrases import names_product
from actions.turn import Turn
from actions.two_wishes import question_after


class ActionAddToCart(BuyerAction):
    """Adds order lines in free text, or what the message points at."""

    called = "action_add_to_cart"

    async def act(self, turn: Turn) -> None:
        """Decide which, and add."""
        text, question = question_after(turn.text)
        if question:
            number = meant_number(turn) or await latest_number(turn)
            if number is not None:
                await show_order(turn, number)
        elif await choose_by_words(turn):
            return
        pointed = pointed_products(turn)
        if pointed and not names_product(text):
            await add_pointed(turn, pointed)
        else:
            await add_lines(turn, text)
