"""Taking out and putting in with one message: "прибери рукавиці і додай каски 5", "рукавиці прибери, каски 5 додай"."""

from __future__ import annotations

from typing import Any

from actions.before import reads_first
from actions.cart import add_lines, say_lines, show_change
from actions.cart_changes import ask_which, named_lines
from actions.corrections import goods_in
from actions.readings import PUTS_IN, TAKES_OUT, mixed_in
from actions.references import choose
from actions.removed import remember_removed
from actions.turn import Turn

Json = dict[str, Any]


@reads_first
async def changed_both_ways(turn: Turn) -> bool:
    """Do both; where it is not clear which lines are to be taken out, ask and do nothing yet."""
    mixed = mixed_in(turn.text)
    if mixed is None:
        return False
    words = ", ".join(PUTS_IN.sub(" ", clause).strip() for clause in mixed.new)
    cart = await turn.portal.cart.get()
    if not cart["lines"]:
        await add_lines(turn, words)
        return True
    gone: list[Json] = []
    for clause in mixed.out:
        pointed = choose(cart["lines"], clause) if not goods_in(clause) else []
        found = pointed or named_lines(cart["lines"], TAKES_OUT.sub(" ", clause))
        if len(found) != 1 and not pointed:
            ask_which(turn, {**cart, "lines": found or cart["lines"]})
            return True
        gone += [line for line in found if line not in gone]
    await _exchange(turn, cart, gone, words)
    return True


async def _exchange(turn: Turn, cart: Json, gone: list[Json], words: str) -> None:
    """Make one change, that one undo takes back; new lines that are not sure are asked about as usual."""
    _ = turn.texts._
    removed = [_("Removed: {name}.", name=line["name"]) for line in gone]
    out = {str(line["id"]): "0" for line in gone}
    answer = await turn.portal.cart.read_text(words, apply=False)
    sure = [line for line in answer["lines"] if line["status"] == "sure"]
    added = [(str(line["product"]["sku"]), str(line["quantity"])) for line in sure]
    changed = await turn.portal.cart.change_together(out, added, version=cart["version"])
    if len(sure) == len(answer["lines"]) == 0:
        await show_change(turn, changed, "\n".join(removed))
    else:
        await say_lines(turn, {**answer, "cart": changed}, before=removed)
    remember_removed(turn, gone, changed)
