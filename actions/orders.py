"""Orders: which is meant, how far it is, and lists of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import button
from actions.cards import order_card
from actions.order_words import goods_in, period_in, status_in
from actions.references import pointed_at
from actions.turn import Turn

Json = dict[str, Any]
PAGE = 5
MOST_WORDS = 4
_BARE = re.compile(
    r"[\W_]*(?:(?:my |the )?orders?|замовлен\w*|зам|заказ\w*|зак|zam[oó]wieni\w*|zam|so|no|nr|number|номер|numer)?"
    r"[\W_]*(?:so|no|nr|number|номер|numer)?[\W_]*\d[\d \-]{3,10}[\W_]*",
    re.IGNORECASE,
)


_NUMBER_LIKE = re.compile(r"(?<![\w.,])\d[\d-]{3,}(?![\w.,]*\w)")


def today() -> date:
    """The present day in UTC."""
    return datetime.now(UTC).date()


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


async def found_number(turn: Turn) -> str | None:
    """The order that the message names, points at, or whose PO number it tells."""
    number = meant_number(turn)
    if number is None and turn.entity("po_number"):
        items = (await turn.portal.orders.latest(limit=1, po_number=str(turn.entity("po_number"))))["items"]
        number = str(items[0]["number"]) if items else None
    return number


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
    """Where an order is: the one named by number, PO number or goods, else what is under way."""

    called = "action_order_status"

    async def act(self, turn: Turn) -> None:
        """Look it up."""
        number = await found_number(turn)
        if number is not None:
            await show_order(turn, number)
        else:
            await show_meant(turn)


async def show_meant(turn: Turn) -> None:
    """Orders with the goods that the message names; without any, the newest."""
    if await show_orders_with(turn):
        return
    words = "" if turn.is_button else goods_in(turn.text, today())
    if not turn.is_button and _NUMBER_LIKE.search(turn.text) and not words:
        turn.say(turn.texts._("I did not find an order with this number among your company's orders."))
        return
    number = await latest_number(turn)
    if number is not None:
        if words and len(words.split()) <= MOST_WORDS:
            turn.say(turn.texts._("I found no order of yours with “{words}”. This is your newest one:", words=words))
        await show_order(turn, number)


async def show_orders_with(turn: Turn) -> bool:
    """Show the orders with the goods that the message names; False where it names none that were ordered."""
    words = "" if turn.is_button else goods_in(turn.text, today())
    found = await orders_with(turn, words) if words else []
    if found:
        await _show_found(turn, words, found)
    return bool(found)


async def orders_with(turn: Turn, words: str) -> list[Json]:
    """Open orders with these goods, else the newest ones that had them."""
    open_ones: list[Json] = (await turn.portal.orders.latest(limit=PAGE, product=words, status="open"))["items"]
    if open_ones:
        return open_ones
    newest: list[Json] = (await turn.portal.orders.latest(limit=1, product=words))["items"]
    return newest


async def _show_found(turn: Turn, words: str, orders: list[Json]) -> None:
    if len(orders) == 1:
        await show_order(turn, str(orders[0]["number"]))
        return
    turn.show("orders", [order["number"] for order in orders])
    text = turn.texts._("Several open orders have “{words}”:", words=words)
    turn.say(text, cards=[order_card(turn, order) for order in orders])


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
    if order.get("po_number"):
        parts.append(_("Your PO number: {number}", number=order["po_number"]) + ".")
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
    """Orders, the newest first: all, or those of a state, a period or with certain goods."""

    called = "action_list_orders"

    async def act(self, turn: Turn) -> None:
        """The first page."""
        await list_orders(turn, None)


def filters_in(turn: Turn) -> dict[str, str]:
    """What the message narrows the list to."""
    if turn.is_button:
        return {}
    period, status, goods = period_in(turn.text, today()), status_in(turn.text), goods_in(turn.text, today())
    filters: dict[str, str] = {}
    if status:
        filters["status"] = status
    if goods and len(goods.split()) <= MOST_WORDS:
        filters["product"] = goods
    if period:
        filters["since"], filters["until"] = (day.isoformat() for day in period)
    return filters


async def list_orders(turn: Turn, cursor: str | None) -> None:
    """A page of orders as cards; a later page keeps to what the first was narrowed to."""
    _ = turn.texts._
    filters = dict(turn.shown.get("filters") or {}) if cursor else filters_in(turn)
    page = await turn.portal.orders.latest(limit=PAGE, cursor=cursor, **filters)
    orders = page["items"]
    said = []
    if not orders and cursor is None and filters:
        said = [_("I found no such orders."), _("Your latest orders:")]
        filters = {}
        page = await turn.portal.orders.latest(limit=PAGE)
        orders = page["items"]
    if not orders:
        turn.say(_("Your company has no orders yet.") if cursor is None else _("There are no more."))
        return
    turn.show("orders", [order["number"] for order in orders], next=page.get("next"), filters=filters)
    more = [button(_("Show more"), "show_more")] if page.get("next") else []
    if not said:
        said = [_heading(turn, filters) if cursor is None else _("Earlier orders:")]
    turn.say(" ".join(said), cards=[order_card(turn, order) for order in orders], buttons=more)


def _heading(turn: Turn, filters: dict[str, str]) -> str:
    _ = turn.texts._
    parts = []
    if filters.get("status"):
        names = {"open": _("open"), "delivered": _("delivered"), "cancelled": _("cancelled")}
        parts.append(names[filters["status"]])
    if filters.get("product"):
        parts.append(f"“{filters['product']}”")
    if filters.get("since"):
        parts.append(" – ".join(formats.day(filters[end], turn.texts) for end in ("since", "until")))
    return _("Your orders ({which}):", which=", ".join(parts)) if parts else _("Your latest orders:")
