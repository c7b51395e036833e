"""Taking out and putting in with one message: "прибери рукавиці і додай каски 5", "рукавиці прибери, каски 5 додай"."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from actions.before import reads_first
from actions.cart import add_lines, say_lines, show_change
from actions.cart_changes import ask_which, named_lines
from actions.corrections import goods_in
from actions.phrases import names_product
from actions.references import choose
from actions.removed import remember_removed
from actions.turn import Turn

Json = dict[str, Any]

_CLAUSES = re.compile(
    r"[,;\n]|(?<!\d)\.(?=\s)|\s+(?:and|but|plus|та|і|й|и|а|але|но|oraz|i|ale|a|потім|потом|then|potem)\s+",
    re.IGNORECASE,
)
# Verbs only: "without" may belong to a product's name.
_TAKES_OUT = re.compile(
    r"\b(?:remove|delete|drop|take (?:out|off|away)|take .+ (?:out|off)|cross out|get rid|kick|minus|"
    r"прибер\w*|прибрати|видал\w*|забер\w*|викин\w*|викреслит\w*|мінусу\w*|мінус|"
    r"убер\w*|убрать|удал\w*|выкин\w*|вычеркн\w*|минусу\w*|минус|"
    r"usu[nń]\w*|wyrzu\w*|wywal\w*|zabierz\w*|skasuj\w*|odejmij\w*|wykreśl\w*)\b",
    re.IGNORECASE,
)
_PUTS_IN = re.compile(
    r"\b(?:add|put(?: in)?|throw in|instead|plus|give me|дода\w+|докин\w+|закин\w+|кин(?:ь|ьте)|поклад\w+|натомість|замість них|плюс|дай(?:те)?|"
    r"добав\w+|полож\w+|вместо (?:них|него|неё|этого)|взамен|dodaj\w*|dorzu\w+|wrzu\w+|w[łl][óo][żz]\w*|do[łl][óo][żz]\w*|zamiast (?:tego|nich|niego)|daj|plus)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mixed:
    """The clauses that take lines out, and those that put goods in."""

    out: tuple[str, ...]
    new: tuple[str, ...]


def mixed_in(text: str) -> Mixed | None:
    """Both kinds of clauses of ``text``; None where it does not surely have both.

    A clause without a verb belongs to the verb before it; behind goods to be taken out it puts in only where it has a
    quantity of its own and a word that puts in is somewhere in the message.
    """
    clauses = [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]
    out: list[str] = []
    new: list[str] = []
    for clause in clauses:
        if _TAKES_OUT.search(clause):
            out.append(clause)
        elif _PUTS_IN.search(clause) or (new and new[-1] == clauses[clauses.index(clause) - 1]):
            new.append(clause)
        elif out and not new:
            out.append(clause)
        else:
            return None
    if not out or not new or not any(names_product(_PUTS_IN.sub(" ", clause)) for clause in new):
        return None
    return Mixed(tuple(out), tuple(new))


@reads_first
async def changed_both_ways(turn: Turn) -> bool:
    """Do both; where it is not clear which lines are to be taken out, ask and do nothing yet."""
    mixed = mixed_in(turn.text)
    if mixed is None:
        return False
    words = ", ".join(_PUTS_IN.sub(" ", clause).strip() for clause in mixed.new)
    cart = await turn.portal.cart.get()
    if not cart["lines"]:
        await add_lines(turn, words)
        return True
    gone: list[Json] = []
    for clause in mixed.out:
        pointed = choose(cart["lines"], clause) if not goods_in(clause) else []
        found = pointed or named_lines(cart["lines"], _TAKES_OUT.sub(" ", clause))
        if len(found) != 1 and not pointed:
            ask_which(turn, {**cart, "lines": found or cart["lines"]})
            return True
        gone += [line for line in found if line not in gone]
    await _exchange(turn, cart, gone, words)
    return True


async def _exchange(turn: Turn, cart: Json, gone: list[Json], words: str) -> None:
    """One change, that one undo takes back, where every new line is sure; else the new ones are asked about as usual."""
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
