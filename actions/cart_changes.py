"""Changing and removing lines of the cart: "no, 20 not 12", "remove the second one"."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button
from actions.cart import show_cart
from actions.phrases import product_phrase
from actions.references import choose, numbers_in, without_pointers
from actions.steps import step
from actions.topic import set_topic
from actions.turn import Turn

Json = dict[str, Any]

_REMOVE = re.compile(
    r"\b(?:remove|delete|drop|take (?:out|off)|take .+ (?:out|off)|cross out|without|get rid|"
    r"прибер\w*|прибрати|видал\w*|забер\w*|викин\w*|мінусу\w*|без|не треба|не потрібн\w*|"
    r"убер\w*|убрать|удал\w*|забер\w*|выкин\w*|минусу\w*|не над\w*|не нужн\w*|"
    r"usu[nń]\w*|wyrzu\w*|wywal\w*|zabierz\w*|skasuj\w*|odejmij\w*|bez|niepotrzebn\w*)\b|don'?t need",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"\bdouble\b|подво\w+|удво\w+|podwó\w+|podwo\w+", re.IGNORECASE)
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,3})?)"
_NEW_NOT_OLD = re.compile(
    rf"{_NUMBER}\D{{0,14}}?\b(?:not|instead of|а не|не|замість|вместо|a nie|nie|zamiast)\s+{_NUMBER}", re.IGNORECASE
)
_NOT_OLD_NEW = re.compile(
    rf"\b(?:not|не|nie)\s+{_NUMBER}\D{{0,14}}?\b(?:but|а|but to|tylko|lecz|a)\s+{_NUMBER}", re.IGNORECASE
)
_OLD_TO_NEW = re.compile(
    rf"(?:change|from|міня\w+|меня\w+|зміни\w*|zmień|zmieni\w+|з|с|z)\s+{_NUMBER}\s*(?:to|на|na)\s+{_NUMBER}",
    re.IGNORECASE,
)


def new_and_old(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The wanted quantity and the one it replaces, as far as ``text`` says."""
    for pattern, new, old in ((_NOT_OLD_NEW, 2, 1), (_OLD_TO_NEW, 2, 1), (_NEW_NOT_OLD, 1, 2)):
        match = pattern.search(text)
        if match:
            return Decimal(match[new].replace(",", ".")), Decimal(match[old].replace(",", "."))
    found = numbers_in(without_pointers(text))
    return (found[-1] if found else None), None


def removes(text: str) -> bool:
    """Whether ``text`` asks to take something away."""
    return _REMOVE.search(text) is not None


class ActionChangeCart(BuyerAction):
    """Changes the quantity of a line, or removes it."""

    called = "action_change_cart"

    async def act(self, turn: Turn) -> None:
        """Find the line, then change it; ask where it is not clear."""
        cart = await turn.portal.cart.get()
        _ = turn.texts._
        if not cart["lines"]:
            turn.say(_("Your cart is empty."))
            return
        new, old = new_and_old(turn.text)
        line = find_line(turn, cart, old)
        if line is None:
            _ask_which(turn, cart)
        elif _DOUBLE.search(turn.text):
            await set_quantity(turn, line, Decimal(str(line["quantity"])) * 2)
        elif new is not None and (old is not None or not _REMOVE.search(turn.text)):
            await set_quantity(turn, line, new)
        elif _REMOVE.search(turn.text):
            await remove_line(turn, {"line_id": line["id"]})
        else:
            turn.show("cart_line", [line["id"]])
            turn.say(_("How many of “{name}” would you like?", name=line["name"]))


def find_line(turn: Turn, cart: Json, old: Decimal | None) -> Json | None:
    """The line that is meant: by position, by name, by its old quantity, or the only or latest one."""
    lines: list[Json] = cart["lines"]
    chosen = choose(lines, turn.text)
    if chosen:
        return chosen[0]
    named = _by_name(lines, product_phrase(turn.text))
    if named is not None:
        return named
    if old is not None:
        same = [line for line in lines if Decimal(str(line["quantity"])) == old]
        return same[-1] if same else None
    shown = turn.shown
    if shown["kind"] == "cart_line":
        return next((line for line in lines if line["id"] == shown["ids"][0]), None)
    if product_phrase(turn.text) and _REMOVE.search(turn.text) and len(lines) > 1:
        return None
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


def _ask_which(turn: Turn, cart: Json) -> None:
    turn.show("cart", [line["id"] for line in cart["lines"]])
    _ = turn.texts._
    buttons = [
        button(_("Remove {name}", name=line["name"][:50]), "remove_line", line_id=line["id"])
        for line in cart["lines"][:5]
    ]
    turn.say(_("Which line do you mean? Write for example “the second one, 20”."), buttons=buttons)


async def set_quantity(turn: Turn, line: Json, quantity: Decimal) -> None:
    """Give a line of the cart another quantity; none takes it out."""
    if quantity <= 0:
        await remove_line(turn, {"line_id": line["id"]})
        return
    cart = await turn.portal.cart.change(line["id"], str(quantity))
    shown = formats.quantity(quantity, line.get("unit"), turn.texts)
    show_cart(turn, cart, turn.texts._("Changed: {name}, now {quantity}.", name=line["name"], quantity=shown))
    turn.show("cart_line", [line["id"]])
    set_topic(turn, line, quantity=quantity, added=True)


@step("remove_line")
async def remove_line(turn: Turn, arguments: Json) -> None:
    """Take a line out of the cart."""
    wanted = str(arguments.get("line_id", ""))
    before = await turn.portal.cart.get()
    line = next((line for line in before["lines"] if str(line["id"]) == wanted), None)
    _ = turn.texts._
    if line is None:
        turn.say(_("This line is no longer in your cart."))
        return
    cart = await turn.portal.cart.remove(line["id"])
    removed = {"sku": line["sku"], "quantity": str(line["quantity"])}
    back = button(_("Undo"), "add_product", **removed)
    text = _("Removed: {name}.", name=line["name"])
    if cart["lines"]:
        show_cart(turn, cart, text, extra=[back])
    else:
        empty = _("Your cart is empty now.")
        turn.say(f"{text} {empty}", buttons=[back])
    turn.show("cart", [line["id"] for line in cart["lines"]], removed=removed)
