"""Emptying the cart, and taking back what was done to it: "undo", "верни как было", "cofnij"."""

from __future__ import annotations

from typing import Any

from actions import formats
from actions.api.errors import RefusedError
from actions.base import BuyerAction
from actions.before import reads_first
from actions.buttons import button, yes_no
from actions.cart import show_cart, show_change, undo_button
from actions.cart_changes import ActionChangeCart
from actions.checkout import is_ordering, summarise
from actions.picking import all_but
from actions.removed import remember_removed, removed_lines
from actions.steps import carry_out, step
from actions.turn import Turn
from nlu.reading.inflection import named
from nlu.reading.taking_back import asks_to_undo, put_back

Json = dict[str, Any]


@reads_first
async def undo_asked(turn: Turn) -> bool:
    """Take the last change of the cart back; an order, a request or a question just shown is none."""
    if not asks_to_undo(turn.text) or turn.shown["kind"] in {"orders", "rfqs"}:
        return False
    await carry_out(turn, "undo_cart", {})
    return True


@reads_first
async def put_back_asked(turn: Turn) -> bool:
    """Put goods back that were taken out, by their name: "поверни рукавиці назад"."""
    goods = put_back(turn.text)
    removed = removed_lines(turn)
    found = named([f"{one['name']} {one['sku']}" for one in removed], goods) if goods else []
    if not found:
        return False
    last = max(removed[place]["version"] or 0 for place in found)
    meant = [removed[place] for place in found if (removed[place]["version"] or 0) == last]
    cart = await turn.portal.cart.get()
    if [one for one in removed if one["version"] == cart["version"]] == meant:
        await carry_out(turn, "undo_cart", {})  # nothing happened since, so that it comes back exactly as it was
        return True
    added = [(str(one["sku"]), str(one["quantity"])) for one in meant]
    cart = await turn.portal.cart.change_together({}, added, version=cart["version"])
    turn.remember("shown", {**turn.shown, "removed": [one for one in removed if one not in meant]})
    names = "; ".join(f"{formats.quantity(one['quantity'], one['unit'], turn.texts)} {one['name']}" for one in meant)
    await show_change(turn, cart, turn.texts._("Added: {lines}.", lines=names))
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
    before = await turn.portal.cart.get()
    cart = await turn.portal.cart.clear()
    turn.show("emptied_cart", [])
    remember_removed(turn, before["lines"], cart)
    turn.say(turn.texts._("Your cart is empty now."), buttons=[undo_button(turn, cart)])
