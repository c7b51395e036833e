"""Orders: status, list, repeating."""

from __future__ import annotations

import re
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button, yes_no
from actions.cards import cart_card, order_card
from actions.references import pointed_at
from actions.steps import step
from actions.turn import Turn

Json = dict[str, Any]
PAGE = 5
_BARE = re.compile(
    r"[\W_]*(?:(?:my |the )?orders?|замовлен\w*|зам|заказ\w*|зак|zam[oó]wieni\w*|zam|so|no|nr|number|номер|numer)?"
    r"[\W_]*(?:so|no|nr|number|номер|numer)?[\W_]*\d[\d \-]{3,10}[\W_]*",
    re.IGNORECASE,
)


def meant_number(turn: Turn) -> str | None:
    """The order that the message names or points at."""
    named = turn.entity("order_number", "number")
    if named:
        return str(named)
    shown = turn.shown
    if shown["kind"] == "orders":
        # "my last order" means the newest one, not the last of the list
        pointed = [position for position in pointed_at(turn.text) if 0 <= position < len(shown["ids"])]
        if pointed:
            return str(shown["ids"][pointed[0]])
    return turn.noticed("shipment")


def is_bare_number(turn: Turn) -> bool:
    """Whether the message is an order's number and no more: "#100045", "зам. 100045"."""
    return turn.entity("order_number") is not None and _BARE.fullmatch(turn.text) is not None


async def latest_number(turn: Turn) -> str | None:
    """The company's newest order; says so where there is none."""
    items = (await turn.portal.orders.latest(limit=1))["items"]
    if not items:
        turn.say(turn.texts._("Your company has no orders yet."))
        return None
    return str(items[0]["number"])


class ActionOrderStatus(BuyerAction):
    """Where an order is: the one named, or the newest."""

    called = "action_order_status"

    async def act(self, turn: Turn) -> None:
        """Look it up."""
        number = meant_number(turn) or await latest_number(turn)
        if number is not None:
            await show_order(turn, number)


async def show_order(turn: Turn, number: str) -> None:
    """Status, delivery and card of one order."""
    order = await turn.portal.orders.get(number)
    turn.show("orders", [order["number"]])
    more = button(turn.texts._("All orders"), "list_orders")
    turn.say(_status_text(turn, order), cards=[order_card(turn, order, details=False)], buttons=[more])


def _status_text(turn: Turn, order: Json) -> str:
    _ = turn.texts._
    placed = formats.day(order.get("placed_at"), turn.texts)
    parts = [_("Order {number} of {date}: {status}.", number=order["number"], date=placed, status=order["status_text"])]
    if order.get("eta") and order["status"] not in {"delivered", "cancelled"}:
        parts.append(_("Expected on {date}.", date=formats.day(order["eta"], turn.texts)))
    sent = [shipment for shipment in order.get("shipments") or [] if shipment.get("tracking")]
    for shipment in sent[:3]:
        carrier = shipment.get("carrier") or ""
        parts += [
            _("{carrier}, tracking number {tracking}.", carrier=carrier, tracking=shipment["tracking"]).strip(", ")
        ]
    return " ".join(parts)


class ActionListOrders(BuyerAction):
    """The newest orders."""

    called = "action_list_orders"

    async def act(self, turn: Turn) -> None:
        """The first page."""
        await list_orders(turn, None)


async def list_orders(turn: Turn, cursor: str | None) -> None:
    """A page of orders as cards."""
    _ = turn.texts._
    page = await turn.portal.orders.latest(limit=PAGE, cursor=cursor)
    orders = page["items"]
    if not orders:
        turn.say(_("Your company has no orders yet.") if cursor is None else _("There are no more."))
        return
    turn.show("orders", [order["number"] for order in orders], next=page.get("next"))
    more = [button(_("Show more"), "show_more")] if page.get("next") else []
    text = _("Your latest orders:") if cursor is None else _("Earlier orders:")
    turn.say(text, cards=[order_card(turn, order) for order in orders], buttons=more)


class ActionReorder(BuyerAction):
    """Repeats an order: asks first."""

    called = "action_reorder"

    async def act(self, turn: Turn) -> None:
        """Show what would be put into the cart. A bare number asks where that order is."""
        if not turn.is_button and is_bare_number(turn):
            await show_order(turn, str(meant_number(turn)))
            return
        number = meant_number(turn) or await latest_number(turn)
        if number is None:
            return
        order = await turn.portal.orders.get(number)
        _, n_ = turn.texts._, turn.texts.n_
        count = len(order.get("lines") or []) or int(order.get("line_count") or 0)
        turn.ask_to_confirm("confirm_reorder", order_number=order["number"])
        turn.show("orders", [order["number"]])
        text = n_(
            "Order {number} of {date} has {n} line. Shall I put it into the cart at today's prices?",
            "Order {number} of {date} has {n} lines. Shall I put them into the cart at today's prices?",
            count,
            number=order["number"],
            date=formats.day(order.get("placed_at"), turn.texts),
        )
        buttons = yes_no(turn, _("Yes, into the cart"), "confirm_reorder", order_number=order["number"])
        turn.say(text, cards=[{**order_card(turn, order), "buttons": []}], buttons=buttons)


@step("confirm_reorder")
async def confirm_reorder(turn: Turn, arguments: Json) -> None:
    """Put the order's lines into the cart and name those that cannot be had."""
    answer = await turn.portal.orders.reorder(str(arguments.get("order_number", "")))
    _, n_ = turn.texts._, turn.texts.n_
    added = len(answer["added"])
    text = n_("I put {n} line of the order into the cart.", "I put {n} lines of the order into the cart.", added)
    if answer["skipped"]:
        names = "; ".join(f"{line['name']} ({line['reason']})" for line in answer["skipped"][:10])
        text += " " + _("Left out: {names}.", names=names)
    turn.show("cart", [line["id"] for line in answer["cart"]["lines"]])
    turn.say(text, cards=[cart_card(turn, answer["cart"])])
