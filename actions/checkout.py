"""Check-out: a summary, then the order, bound to the very cart that was shown."""

from __future__ import annotations

from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button, yes_no
from actions.cards import order_card
from actions.steps import step
from actions.turn import Turn

Json = dict[str, Any]


class ActionCheckout(BuyerAction):
    """Shows what would be ordered and asks."""

    called = "action_checkout"

    async def act(self, turn: Turn) -> None:
        """The summary. A purchase-order number in the message is kept for the order."""
        cart = await turn.portal.cart.get()
        _ = turn.texts._
        if not cart["lines"]:
            turn.say(
                _("Your cart is empty, so there is nothing to order yet."),
                buttons=[button(_("Fill the cart from history"), "autofill_cart")],
            )
            return
        po_number = _po_number(turn)
        arguments = {"cart_version": cart["version"], **({"po_number": po_number} if po_number else {})}
        turn.ask_to_confirm("confirm_checkout", **arguments)
        turn.show("cart", [line["id"] for line in cart["lines"]])
        turn.say(
            "\n".join(_summary(turn, cart, po_number)),
            cards=[{"type": "cart", "cart": cart, "buttons": []}],
            buttons=yes_no(turn, _("Yes, place the order"), "confirm_checkout", **arguments),
        )


def _po_number(turn: Turn) -> str | None:
    named = turn.entity("po_number")
    if named:
        return str(named)[:64]
    pending = turn.slot("pending") or {}
    if pending.get("step") == "confirm_checkout":
        return (pending.get("args") or {}).get("po_number")
    return None


def _summary(turn: Turn, cart: Json, po_number: str | None) -> list[str]:
    _, n_ = turn.texts._, turn.texts.n_
    total = formats.money(cart["total"], turn.texts)
    count = len(cart["lines"])
    said = [
        n_(
            "You are ordering {n} line for {total} including tax.",
            "You are ordering {n} lines for {total} including tax.",
            count,
            total=total,
        )
    ]
    said += [warning["text"] for warning in cart.get("warnings") or []]
    credit = cart.get("credit")
    if credit and credit.get("available"):
        said.append(
            _("Available credit before this order: {amount}.", amount=formats.money(credit["available"], turn.texts))
        )
    if po_number:
        said.append(_("Your purchase order number: {number}.", number=po_number))
    else:
        said.append(_("If you need your purchase order number on it, write for example “PO 4500123”."))
    said.append(_("Shall I place the order?"))
    return said


@step("confirm_checkout")
async def confirm_checkout(turn: Turn, arguments: Json) -> None:
    """Place the order, provided the cart is still the one that was shown."""
    version = int(arguments.get("cart_version") or 0)
    order = await turn.portal.cart.check_out(version, arguments.get("po_number"))
    _ = turn.texts._
    turn.show("orders", [order["number"]])
    text = _(
        "Thank you! Order {number} is placed, {total} in all.",
        number=order["number"],
        total=formats.money(order["total"], turn.texts),
    )
    if order.get("eta"):
        text += " " + _("Expected on {date}.", date=formats.day(order["eta"], turn.texts))
    turn.say(text, cards=[order_card(turn, order)])
