"""Repeating an order, and taking one back. Each asks first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from actions import formats
from actions.api.errors import RefusedError
from actions.base import BuyerAction
from actions.buttons import talk_button, yes_no
from actions.cards import cart_card, order_card
from actions.cart import undo_button
from actions.order_words import goods_in
from actions.orders import found_number, is_bare_number, latest_number, meant_number, orders_with, show_order, today
from actions.packet import packet
from actions.steps import step
from actions.turn import Turn

Json = dict[str, Any]
MOST_CHANGES = 8


async def _meant(turn: Turn) -> str | None:
    """The order named by number, PO number or goods, else the newest."""
    number = await found_number(turn)
    words = "" if number or turn.is_button else goods_in(turn.text, today())
    if words:
        items = (await turn.portal.orders.latest(limit=1, product=words))["items"]
        number = str(items[0]["number"]) if items else None
    return number or await latest_number(turn)


class ActionReorder(BuyerAction):
    """Repeats an order: asks first."""

    called = "action_reorder"

    async def act(self, turn: Turn) -> None:
        """Show what would be put into the cart and what has changed since. A bare number asks where that order is."""
        if not turn.is_button and is_bare_number(turn):
            await show_order(turn, str(meant_number(turn)))
            return
        number = await _meant(turn)
        if number is None:
            return
        order = await turn.portal.orders.get(number)
        preview = await turn.portal.orders.preview_reorder(order["number"])
        turn.show("orders", [order["number"]])
        _, n_ = turn.texts._, turn.texts.n_
        date = formats.day(order.get("placed_at"), turn.texts)
        if not preview["lines"]:
            text = _("Nothing of order {number} of {date} can be had any more.", number=order["number"], date=date)
            turn.say("\n".join([text, *_left_out(turn, preview)]), cards=[order_card(turn, order, details=False)])
            return
        said = [
            n_(
                "Order {number} of {date}: {n} line can go into the cart, {total} at today's prices without tax.",
                "Order {number} of {date}: {n} lines can go into the cart, {total} at today's prices without tax.",
                len(preview["lines"]),
                number=order["number"],
                date=date,
                total=formats.money(preview["total"], turn.texts),
            ),
            *_changes(turn, preview),
            *_left_out(turn, preview),
            _("Shall I put them into the cart?"),
        ]
        turn.ask_to_confirm("confirm_reorder", order_number=order["number"])
        buttons = yes_no(turn, _("Yes, into the cart"), "confirm_reorder", order_number=order["number"])
        turn.say("\n".join(said), cards=[{**order_card(turn, order), "buttons": []}], buttons=buttons)


def _changes(turn: Turn, preview: Json) -> list[str]:
    """Lines whose price or quantity is not what it was."""
    _ = turn.texts._
    said = []
    for line in preview["lines"]:
        then, now = line["price_then"], line.get("price")
        if line.get("note"):
            said.append(f"• {line['name']}: {line['note']}")
        if now is None:
            said.append(_("• {name}: price on request now", name=line["name"]))
        elif then["currency"] == now["currency"] and Decimal(str(then["amount"])) != Decimal(str(now["amount"])):
            old, new = formats.money(then, turn.texts), formats.money(now, turn.texts)
            said.append(_("• {name}: {new} instead of {old}", name=line["name"], new=new, old=old))
    return [_("What has changed:"), *said[:MOST_CHANGES]] if said else [_("Prices are as they were.")]


def _left_out(turn: Turn, preview: Json) -> list[str]:
    if not preview["skipped"]:
        return []
    names = "; ".join(f"{line['name']} ({line['reason']})" for line in preview["skipped"][:10])
    return [turn.texts._("Left out: {names}.", names=names)]


@step("confirm_reorder")
async def confirm_reorder(turn: Turn, arguments: Json) -> None:
    """Put the order's lines into the cart and name those that cannot be had."""
    answer = await turn.portal.orders.reorder(str(arguments.get("order_number", "")))
    n_ = turn.texts.n_
    added = len(answer["added"])
    said = [
        n_("I put {n} line of the order into the cart.", "I put {n} lines of the order into the cart.", added),
        *_left_out(turn, answer),
    ]
    turn.show("cart", [line["id"] for line in answer["cart"]["lines"]])
    undo = [undo_button(turn, answer["cart"])] if added else []
    turn.say(" ".join(said), cards=[cart_card(turn, answer["cart"])], buttons=undo)


class ActionCancelOrder(BuyerAction):
    """Takes an order back while nobody works on it: asks first, saying which."""

    called = "action_cancel_order"

    async def act(self, turn: Turn) -> None:
        """Find the order; where it is too late, say so and offer a person."""
        number = await self._number(turn)
        if number is None:
            return
        order = await turn.portal.orders.get(number)
        turn.show("orders", [order["number"]])
        if order["status"] != "placed":
            too_late(turn, order)
            return
        reason = str(turn.entity("reason") or "")[:300]
        arguments = {"order_number": order["number"], **({"reason": reason} if reason else {})}
        turn.ask_to_confirm("confirm_cancel_order", **arguments)
        _ = turn.texts._
        text = _(
            "Order {number} of {date}, {total} in all, has not been worked on yet. Shall I cancel it?",
            number=order["number"],
            date=formats.day(order.get("placed_at"), turn.texts),
            total=formats.money(order["total"], turn.texts),
        )
        buttons = yes_no(turn, _("Yes, cancel the order"), "confirm_cancel_order", **arguments)
        turn.say(text, cards=[{**order_card(turn, order), "buttons": []}], buttons=buttons)

    async def _number(self, turn: Turn) -> str | None:
        number = await found_number(turn)
        if number is not None:
            return number
        words = "" if turn.is_button else goods_in(turn.text, today())
        found = await orders_with(turn, words) if words else []
        if len(found) > 1:
            turn.show("orders", [order["number"] for order in found])
            text = turn.texts._("Several open orders have “{words}”. Which one shall be cancelled?", words=words)
            turn.say(text, cards=[order_card(turn, order) for order in found])
            return None
        return str(found[0]["number"]) if found else await latest_number(turn)


def too_late(turn: Turn, order: Json) -> None:
    """Say that an order cannot be taken back any more, and offer a person, who may still be able to stop it."""
    _ = turn.texts._
    if order["status"] == "cancelled":
        turn.say(_("Order {number} is cancelled already.", number=order["number"]))
        return
    reason = packet(turn, f"cancel order {order['number']} ({order['status']})")
    text = _(
        "Order {number} is already “{status}”, so I cannot cancel it any more.",
        number=order["number"],
        status=order["status_text"],
    )
    if order["status"] == "delivered":
        ask = _("If something is wrong with it, tell me what, or talk to a colleague.")
        turn.say(f"{text} {ask}", cards=[order_card(turn, order, details=False)], buttons=[talk_button(turn, reason)])
        return
    turn.ask_to_confirm("hand_over", reason=reason)
    ask = _("A colleague may still be able to stop it. Shall I pass it on at once?")
    buttons = yes_no(turn, _("Yes, pass me on"), "hand_over", reason=reason)
    turn.say(f"{text} {ask}", cards=[{**order_card(turn, order), "buttons": []}], buttons=buttons)


@step("confirm_cancel_order")
async def confirm_cancel_order(turn: Turn, arguments: Json) -> None:
    """Cancel it; where somebody has begun to work on it meanwhile, say so."""
    number = str(arguments.get("order_number", ""))
    try:
        order = await turn.portal.orders.cancel(number, str(arguments.get("reason") or "cancelled in the chat"))
    except RefusedError:
        too_late(turn, await turn.portal.orders.get(number))
        return
    turn.show("orders", [order["number"]])
    text = turn.texts._("Order {number} is cancelled. Nothing of it will be delivered or invoiced.", number=number)
    turn.say(text, cards=[order_card(turn, order, details=False)])
