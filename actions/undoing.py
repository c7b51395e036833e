"""Emptying the cart, and taking back what was done to it: "undo", "верни как было", "cofnij"."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from typing import Any

from actions.api.errors import RefusedError
from actions.base import BuyerAction
from actions.before import reads_first
from actions.buttons import button, yes_no
from actions.cart import show_cart, undo_button
from actions.cart_changes import ActionChangeCart
from actions.checkout import is_ordering, summarise
from actions.picking import all_but
from actions.steps import carry_out, step
from actions.turn import Turn

Json = dict[str, Any]

_LAST = r"(?:last|останн\w*|последн\w*|ostatni\w*)"
_THAT = r"(?:it|that|this|те,? що було|то,? що було|це|те|все|усе|это|то|всё|to,? co by[łl]o|то,? что было|what (?:it|there) was|to|wszystko|the|change|one|step|змін\w*|дію|изменени\w*|действи\w*|zmian\w*|jak było|як було|как было)"
_UNDO = re.compile(
    r"\W*(?:(?:no|oh|oops|damn|shit|please|wait|sorry|ні|ой|блін|нет|блин|nie|ups|ojej|o|kurde|kurczę|cholera|jednak|будь ласка|пожалуйста|proszę)\W+)*"
    r"(?:"
    rf"(?:undo|revert|roll\s?back|take (?:it|that) back|put (?:it|that|everything|them) back(?: how it was| as it was)?|"
    rf"bring (?:it|that|them|everything) back|go back|change (?:it|that) back)(?:\W+(?:{_THAT}|{_LAST}))*"
    rf"|(?:скасу\w*|відмін\w*|отмен\w*|anuluj|cofn\w*|wycofaj)\W+(?:{_THAT}\W+)*{_LAST}(?:\W+{_THAT})*"
    rf"|(?:поверн\w+|верн\w+|откат\w+|відкот\w+|cofnij|cofnąć|cofnac|przywr\w+)(?:\W+(?:{_THAT}|{_LAST}|назад|z powrotem))*"
    r"|як було|как было|jak było"
    r")(?:\W+(?:too|as well|also|теж|також|тоже|też|tez))?(?:\W+(?:please|будь ласка|пожалуйста|proszę))?\W*",
    re.IGNORECASE,
)


def asks_to_undo(text: str) -> bool:
    """Whether ``text`` asks to take the last change back, and says nothing else."""
    return _UNDO.fullmatch(text) is not None


@reads_first
async def undo_asked(turn: Turn) -> bool:
    """Take the last change of the cart back; an order, a request or a question just shown is none."""
    if not asks_to_undo(turn.text) or turn.shown["kind"] in {"orders", "rfqs"}:
        return False
    await carry_out(turn, "undo_cart", {})
    return True


@step("undo_cart")
async def undo_cart(turn: Turn, arguments: Json) -> None:
    """Take the last change back; that of a button only where nothing happened since."""
    version = arguments.get("version")
    _ = turn.texts._
    try:
        cart = await turn.portal.cart.undo(int(version) if version is not None else None)
    except RefusedError as error:
        if error.code != "cart_changed":
            raise
        turn.say(
            _("The cart has changed since then. I can take back its last change instead."),
            buttons=[button(_("Undo"), "undo_cart"), button(_("Show cart"), "view_cart")],
        )
        return
    text = _("Taken back. Your cart is as it was before.")
    more = [undo_button(turn, cart)] if cart.get("can_restore") else []
    if cart["lines"] and is_ordering(turn):
        turn.say(text, buttons=more)
        await summarise(turn, (turn.slot_before("pending") or {}).get("args") or {})
    elif cart["lines"]:
        show_cart(turn, cart, text, extra=more)
    else:
        turn.show("cart", [])
        empty = _("Your cart is empty now.")
        turn.say(f"{text} {empty}", buttons=more)


@step("restore_cart")
async def restore_cart(turn: Turn, arguments: Json) -> None:
    """The button of messages from before every change could be taken back."""
    await undo_cart(turn, arguments)


class ActionClearCart(BuyerAction):
    """Empties the cart: asks first."""

    called = "action_clear_cart"

    async def act(self, turn: Turn) -> None:
        """Ask. "Remove everything but the gloves" is a change of it."""
        if not turn.is_button and all_but(turn.text):
            await ActionChangeCart().act(turn)
            return
        cart = await turn.portal.cart.get()
        _, n_ = turn.texts._, turn.texts.n_
        if not cart["lines"]:
            turn.say(_("Your cart is already empty."))
            return
        turn.ask_to_confirm("confirm_clear_cart")
        text = n_(
            "Shall I remove the only line of your cart?",
            "Shall I remove all {n} lines of your cart?",
            len(cart["lines"]),
        )
        turn.say(text, buttons=yes_no(turn, _("Yes, empty it"), "confirm_clear_cart"))


@step("confirm_clear_cart")
async def confirm_clear_cart(turn: Turn, arguments: Json) -> None:  # noqa: ARG001 - every step takes arguments
    """Empty the cart and offer to bring it back."""
    cart = await turn.portal.cart.clear()
    turn.show("emptied_cart", [])
    turn.say(turn.texts._("Your cart is empty now."), buttons=[undo_button(turn, cart)])
