"""Changing and removing lines of the cart: "no, 20 not 12", "remove the second one"."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from actions import formats
from actions.api.errors import RefusedError
from actions.base import BuyerAction, explain
from actions.buttons import button
from actions.cart import add_lines, show_change
from actions.corrections import goods_in, new_and_old, removes
from actions.moves import more_in
from actions.phrases import product_phrase
from actions.picking import all_but, places_of, times_in
from actions.references import choose, numbers_in
from actions.removed import remember_removed
from actions.steps import step
from actions.topic import set_topic
from actions.turn import Turn
from nlu.reading.inflection import named

Json = dict[str, Any]

_CLAUSES = re.compile(r"[,;\n]|(?<!\d)\.(?=\s)|\s+(?:and|та|і|й|и|oraz|i|a|потім|потом|then|potem)\s+", re.IGNORECASE)


class ActionChangeCart(BuyerAction):
    """Changes the quantity of lines, or removes them; several in one message too."""

    called = "action_change_cart"

    async def act(self, turn: Turn) -> None:
        """Find the lines, then change them; ask where it is not clear."""
        cart = await turn.portal.cart.get()
        _ = turn.texts._
        if not cart["lines"]:
            if numbers_in(turn.text) and goods_in(turn.text) and not removes(turn.text):
                await add_lines(turn, turn.text)  # nothing is there to be changed
            else:
                turn.say(_("Your cart is empty."))
            return
        if await _keep_only(turn, cart) or await _several(turn, cart):
            return
        _new, old = new_and_old(turn.text)
        line = find_line(turn, cart, old)
        if line is None:
            ask_which(turn, cart)
            return
        wanted = wanted_quantity(turn.text, line)
        if wanted is not None:
            await set_quantity(turn, line, wanted)
        else:
            turn.show("cart_line", [line["id"]])
            turn.say(_("How many of “{name}” would you like?", name=line["name"]))


def wanted_quantity(text: str, line: Json) -> Decimal | None:
    """The quantity that ``text`` asks for of the line, none to remove it; None where it says none."""
    new, old = new_and_old(text)
    before = Decimal(str(line["quantity"]))
    more, times = more_in(text), times_in(text)
    if old is None and more is not None:
        return max(before + more, Decimal(0))
    if times is not None:
        return before * times
    if new is not None and (old is not None or not removes(text)):
        return new
    return Decimal(0) if removes(text) else None


async def _keep_only(turn: Turn, cart: Json) -> bool:
    """Take out everything but what is named; an unknown name takes out nothing."""
    kept_words = all_but(turn.text)
    if not kept_words:
        return False
    kept = places_of(kept_words, [line["name"] for line in cart["lines"]])
    if not kept:
        ask_which(turn, cart)
        return True
    gone = [line for place, line in enumerate(cart["lines"]) if place not in kept]
    if not gone:
        turn.say(turn.texts._("There is nothing else in your cart."))
        return True
    changed = await turn.portal.cart.change_together({str(line["id"]): "0" for line in gone}, version=cart["version"])
    n_ = turn.texts.n_
    text = n_("Removed {n} line; the rest stays.", "Removed {n} lines; the rest stays.", len(gone))
    await show_change(turn, changed, text)
    remember_removed(turn, gone, changed)
    return True


async def _several(turn: Turn, cart: Json) -> bool:
    """Several changes in one message, all or none: "remove the second, make the third 40"."""
    clauses = [clause for clause in _CLAUSES.split(turn.text) if clause.strip()]
    if len(clauses) < 2:
        return False
    wanted: dict[str, Decimal] = {}
    lines = {str(line["id"]): line for line in cart["lines"]}
    removing = False
    for clause in clauses:
        line = _named(cart["lines"], clause)
        quantity = wanted_quantity(clause, line) if line else None
        removing = bool(removes(clause)) or (removing and quantity is None)
        if line is not None and quantity is None and removing:
            quantity = Decimal(0)  # "remove the cable and the gloves"
        if line is None or quantity is None:
            return False
        wanted[str(line["id"])] = quantity
    if len(wanted) < 2:
        return False
    try:
        changed = await turn.portal.cart.change_together(
            {line_id: f"{quantity:f}" for line_id, quantity in wanted.items()}, version=cart["version"]
        )
    except RefusedError as error:
        _explain_quantity(turn, error, lines, wanted)
        return True
    said = [said_change(turn, lines[line_id], quantity) for line_id, quantity in wanted.items()]
    await show_change(turn, changed, "\n".join(said))
    remember_removed(turn, [lines[line_id] for line_id, quantity in wanted.items() if quantity == 0], changed)
    return True


def said_change(turn: Turn, line: Json, quantity: Decimal) -> str:
    """What became of ``line``: its new ``quantity``, or that it is gone."""
    _ = turn.texts._
    if quantity == 0:
        return _("Removed: {name}.", name=line["name"])
    unit = line.get("unit")
    return _(
        "Changed: {name}, {quantity} instead of {before}.",
        name=line["name"],
        quantity=formats.quantity(quantity, unit, turn.texts),
        before=formats.quantity(line["quantity"], unit, turn.texts),
    )


def _explain_quantity(turn: Turn, error: RefusedError, lines: dict[str, Json], wanted: dict[str, Decimal]) -> None:
    """A quantity that is not sold: the nearest ones as buttons; nothing of the message was done."""
    refused = [line_id for line_id in wanted if error.sku and lines[line_id]["sku"] == error.sku]
    target = refused[0] if refused else (next(iter(wanted)) if len(wanted) == 1 else None)
    ways = []
    if target is not None:
        unit = lines[target].get("unit")
        ways = [
            button(formats.quantity(each, unit, turn.texts), "change_line", line_id=target, quantity=each)
            for each in error.nearest[:2]
        ]
    explain(turn, error, ways_out=ways)


def _named(lines: list[Json], text: str) -> Json | None:
    """The line that ``text`` points at or names."""
    chosen = choose(lines, text)
    if chosen:
        return chosen[0]
    by_name = named_lines(lines, text)
    if len(by_name) == 1:
        return by_name[0]
    return _by_name(lines, product_phrase(text))


def named_lines(lines: list[Json], text: str) -> list[Json]:
    """The lines whose name ``text`` says, in any case and number: "ножів", "the knives"; all that fit equally."""
    return [lines[place] for place in named([f"{line['name']} {line['sku']}" for line in lines], goods_in(text))]


def find_line(turn: Turn, cart: Json, old: Decimal | None) -> Json | None:
    """The line that is meant: by position, by name, by its old quantity, or the only or latest one."""
    lines: list[Json] = cart["lines"]
    chosen = choose(lines, turn.text)
    if chosen:
        return chosen[0]
    by_name = named_lines(lines, turn.text)
    found = by_name[0] if len(by_name) == 1 else _by_name(lines, product_phrase(turn.text))
    if found is not None:
        return found
    if goods_in(turn.text):
        return None  # goods that are not in the cart: no other line may be changed in their place
    if old is not None:
        same = [line for line in lines if Decimal(str(line["quantity"])) == old]
        return same[-1] if same else None
    shown = turn.shown
    if shown["kind"] == "cart_line":
        return next((line for line in lines if line["id"] == shown["ids"][0]), None)
    return lines[-1]


def _by_name(lines: list[Json], phrase: str) -> Json | None:
    words = [word for word in re.split(r"[\s,;]+", phrase.casefold()) if len(word) > 2]
    scored = [(_likeness(line["name"].casefold(), words), position) for position, line in enumerate(lines)]
    best = max(scored, default=(0.0, 0))
    return lines[best[1]] if best[0] >= 0.6 else None


def _likeness(name: str, words: list[str]) -> float:
    """The best likeness, 0 to 1, of any asked word to any word of the name; inflected endings count little."""
    parts = re.split(r"[\s,;/()]+", name)
    likenesses = [
        1.0 if word in part else SequenceMatcher(None, word, part).ratio() * (0.9 if word[:3] == part[:3] else 0.5)
        for word in words
        for part in parts
        if len(part) > 2
    ]
    return max(likenesses, default=0.0)


def ask_which(turn: Turn, cart: Json) -> None:
    """Ask which of the lines of ``cart`` is meant."""
    turn.show("cart", [line["id"] for line in cart["lines"]])
    _ = turn.texts._
    buttons = [
        button(_("Remove {name}", name=line["name"][:50]), "remove_line", line_id=line["id"])
        for line in cart["lines"][:5]
    ]
    turn.say(_("Which line do you mean? Write for example “the second one, 20”."), buttons=buttons)


async def set_quantity(turn: Turn, line: Json, quantity: Decimal) -> None:
    """Give a line of the cart another quantity; none takes it out. What cannot be had is offered as buttons."""
    if quantity <= 0:
        await remove_line(turn, {"line_id": line["id"]})
        return
    try:
        cart = await turn.portal.cart.change(line["id"], f"{quantity:f}")
    except RefusedError as error:
        turn.show("cart_line", [line["id"]])
        _explain_quantity(turn, error, {str(line["id"]): line}, {str(line["id"]): quantity})
        return
    await show_change(turn, cart, said_change(turn, line, quantity))
    turn.show("cart_line", [line["id"]])
    set_topic(turn, line, quantity=quantity, added=True)


@step("change_line")
async def change_line(turn: Turn, arguments: Json) -> None:
    """Give the line of the button its quantity."""
    wanted = str(arguments.get("line_id", ""))
    line = _line(await turn.portal.cart.get(), wanted)
    if line is None:
        turn.say(turn.texts._("This line is no longer in your cart."))
        return
    await set_quantity(turn, line, Decimal(str(arguments.get("quantity") or "1")))


@step("remove_line")
async def remove_line(turn: Turn, arguments: Json) -> None:
    """Take a line out of the cart."""
    line = _line(await turn.portal.cart.get(), str(arguments.get("line_id", "")))
    _ = turn.texts._
    if line is None:
        turn.say(_("This line is no longer in your cart."))
        return
    cart = await turn.portal.cart.remove(line["id"])
    await show_change(turn, cart, _("Removed: {name}.", name=line["name"]))
    remember_removed(turn, [line], cart)


def _line(cart: Json, line_id: str) -> Json | None:
    return next((line for line in cart["lines"] if str(line["id"]) == line_id), None)
