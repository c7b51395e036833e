"""Half, twice or three times of a line: "half of it", "double the gloves", "ножів подвой", "удвой блоки питания"."""

from __future__ import annotations

from typing import Any

from actions.before import reads_first
from actions.cart import show_change
from actions.cart_changes import named_lines, said_change, set_quantity, wanted_quantity
from actions.phrases import product_phrase
from actions.picking import times_in, without_times
from actions.references import choose
from actions.topic import topic_of
from actions.turn import Turn

Json = dict[str, Any]
MOST_WORDS = 8


@reads_first
async def multiplied(turn: Turn) -> bool:
    """Multiply the line that is named or pointed at, else the one just added or changed.

    False where no line is meant: "half of the second page", or goods that are not in the cart.
    """
    if times_in(turn.text) is None or len(turn.text.split()) > MOST_WORDS or turn.shown["kind"] == "proposal":
        return False
    cart = await turn.portal.cart.get()
    rest = without_times(turn.text)
    lines = _meant(turn, cart["lines"], rest)
    wanted = [wanted_quantity(turn.text, line) for line in lines]
    if not lines or None in wanted:
        return False
    if len(lines) > 1:  # "double the gloves" of two sizes
        quantities = {str(line["id"]): f"{quantity:f}" for line, quantity in zip(lines, wanted, strict=True)}
        changed = await turn.portal.cart.change_together(quantities, version=cart["version"])
        said = [said_change(turn, line, quantity) for line, quantity in zip(lines, wanted, strict=True) if quantity]
        await show_change(turn, changed, "\n".join(said))
    elif wanted[0] is not None:
        await set_quantity(turn, lines[0], wanted[0])
    return True


def _meant(turn: Turn, lines: list[Json], rest: str) -> list[Json]:
    in_cart = turn.shown["kind"] in {"cart", "cart_line"}
    if product_phrase(rest):
        return named_lines(lines, rest)
    pointed = choose(lines, rest) if in_cart else []
    if pointed:
        return pointed
    topic = topic_of(turn)
    if not in_cart or not (topic and topic["added"]):
        return []
    return [line for line in lines if line["sku"] == topic["sku"]]
