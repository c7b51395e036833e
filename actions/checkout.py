"""Check-out: a summary that foretells what will happen, corrections to it, then the order of the very cart shown."""

# ruff: noqa: E501 - lists of words, a language to a line
from __future__ import annotations

import re
from typing import Any

from actions import formats
from actions.api.errors import RefusedError
from actions.base import BuyerAction
from actions.before import reads_always, reads_first
from actions.buttons import button, talk_button, yes_no
from actions.cards import order_card
from actions.phrases import product_phrase
from actions.references import numbers_in
from actions.steps import step
from actions.turn import Turn

Json = dict[str, Any]
MOST_WORDS = 4
WISHES = ("po_number", "address", "requested_for")

_OTHER = re.compile(
    r"\b(?:(?:the )?other (?:site|address|place|one|warehouse|office)|інш\w+ (?:адрес\w*|об.?[єе]кт\w*|місц\w*|склад\w*)|"
    r"друг\w+ (?:адрес\w*|объект\w*|место|склад\w*)|(?:inny|innego|innej|inną|drugi|drugą|drugiej) (?:adres\w*|budow\w*|miejsc\w*|magazyn\w*|obiekt\w*))",
    re.IGNORECASE,
)
_DELIVER = re.compile(
    r"\b(?:deliver\w*|ship\w*|send|bring|address|site|доставк\w*|доставит\w*|доставте|достав|привез\w*|відправ\w*|отправ\w*|адрес\w*|"
    r"dostaw\w*|dostarcz\w*|wy[śs]l\w*|przywie\w*|adres\w*)\b",
    re.IGNORECASE,
)


class ActionCheckout(BuyerAction):
    """Shows what would be ordered, what will happen then, and asks."""

    called = "action_checkout"

    async def act(self, turn: Turn) -> None:
        """The summary; what the message says of number, address and day is kept for the order."""
        await summarise(turn, wish_before(turn))


def wish_before(turn: Turn) -> Json:
    """What was said of the order before, as long as the question about it is open."""
    pending = turn.slot("pending") or {}
    arguments = pending.get("args") or {}
    return dict(arguments) if pending.get("step") == "confirm_checkout" else {}


def is_ordering(turn: Turn) -> bool:
    """Whether the message came right after the question about an order."""
    pending = turn.slot_before("pending") or {}
    return pending.get("step") == "confirm_checkout" and not pending.get("aside")


async def summarise(turn: Turn, before: Json) -> None:
    """Foretell the order and ask for the yes; a refusal that is certain is said instead of asked about."""
    _ = turn.texts._
    said = {} if turn.is_button else _said(turn)
    pressed = (
        {name: turn.arguments.get(name) for name in WISHES} if turn.is_button and turn.intent == "checkout" else {}
    )
    wish = {name: str(value) for name in WISHES if (value := pressed.get(name) or said.get(name) or before.get(name))}
    try:
        if _OTHER.search(turn.text) and not turn.is_button:
            wish["address"] = await _other_address(turn, before)
        foresight = await turn.portal.cart.foresee(wish)
    except RefusedError as error:
        if error.code != "address_unclear" or not error.choices:
            raise
        _ask_where(turn, error, {name: value for name, value in wish.items() if name != "address"})
        return
    if not foresight["line_count"]:
        turn.remember("pending", None)
        turn.say(
            _("Your cart is empty, so there is nothing to order yet."),
            buttons=[button(_("Fill the cart from history"), "autofill_cart")],
        )
        return
    cart = await turn.portal.cart.get()
    turn.show("cart", [line["id"] for line in cart["lines"]])
    cards = [{"type": "cart", "cart": cart, "buttons": []}]
    if foresight["outcome"] != "placed":
        turn.remember("pending", None)
        ways = [
            button(_("Show cart"), "view_cart"),
            button(_("Request a quotation"), "request_quote"),
            talk_button(turn),
        ]
        turn.say("\n".join(_summary(turn, foresight)), cards=cards, buttons=ways)
        return
    arguments = {"cart_version": foresight["version"], **wish}
    if foresight.get("address") and "address" in wish:
        arguments["address"] = foresight["address"]["code"]
    turn.ask_to_confirm("confirm_checkout", **arguments)
    turn.say(
        "\n".join(_summary(turn, foresight)),
        cards=cards,
        buttons=yes_no(turn, _("Yes, place the order"), "confirm_checkout", **arguments),
    )


def _said(turn: Turn) -> Json:
    """What the message says of the order besides goods."""
    number = turn.entity("po_number")
    return {
        "po_number": str(number)[:64] if number else None,
        "address": turn.entity("address"),
        "requested_for": turn.entity("date"),
    }


async def _other_address(turn: Turn, before: Json) -> str:
    """The code of the other address where the company has two; else the words, which the portal asks back about."""
    known = await turn.portal.cart.foresee({"address": str(before["address"])} if before.get("address") else {})
    others = [each["code"] for each in known["addresses"] if each["code"] != (known.get("address") or {}).get("code")]
    return str(others[0]) if len(others) == 1 else turn.text[:200]


def _ask_where(turn: Turn, error: RefusedError, wish: Json) -> None:
    _ = turn.texts._
    buttons = [
        button(str(choice["text"])[:80], "checkout", address=choice["code"], **wish) for choice in error.choices[:5]
    ]
    turn.say(_("Where shall we deliver? Your company has these addresses:"), buttons=buttons)


def _summary(turn: Turn, foresight: Json) -> list[str]:
    _, n_ = turn.texts._, turn.texts.n_
    said = [
        n_(
            "You are ordering {n} line for {total} including tax.",
            "You are ordering {n} lines for {total} including tax.",
            foresight["line_count"],
            total=formats.money(foresight["total"], turn.texts),
        )
    ]
    said += [str(note["text"]) for note in foresight["notes"]]
    if foresight["outcome"] != "placed":
        return [*said, _("So I ask for no confirmation: change the cart first, or let a colleague help.")]
    if foresight["po_number"]:
        said.append(_("Your purchase order number: {number}.", number=foresight["po_number"]))
    else:
        said.append(_("If you need your purchase order number on it, write for example “PO 4500123”."))
    return [*said, _("Shall I place the order?")]


@reads_first
async def order_corrected(turn: Turn) -> bool:
    """Number, address or day given between the summary and the yes: a new summary."""
    if not wish_before(turn):
        return False
    said = _said(turn)
    where = (said["address"] or _OTHER.search(turn.text)) and (_DELIVER.search(turn.text) or not numbers_in(turn.text))
    rest = turn.text_without("date", "po_number", "address")
    goods = numbers_in(rest) and product_phrase(rest) and not (where or said["po_number"])
    # a day alone may belong to whatever was talked about in between
    if goods or not (said["po_number"] or where or (said["requested_for"] and is_ordering(turn))):
        return False
    await summarise(turn, wish_before(turn))
    return True


@reads_always
async def number_given(turn: Turn) -> bool:
    """Nothing but the buyer's own number after the summary, though it resembles the number of an order."""
    alone = turn.entity("po_number") and not product_phrase(turn.text_without("po_number"))
    return bool(alone) and len(turn.text.split()) <= MOST_WORDS and await order_corrected(turn)


@step("confirm_checkout")
async def confirm_checkout(turn: Turn, arguments: Json) -> None:
    """Place the order, provided the cart is still the one that was shown."""
    version = int(arguments.get("cart_version") or 0)
    wish = {name: str(arguments[name]) for name in WISHES if arguments.get(name)}
    order = await turn.portal.cart.check_out(version, wish)
    _ = turn.texts._
    turn.show("orders", [order["number"]])
    said = [
        _(
            "Thank you! Order {number} is placed, {total} in all.",
            number=order["number"],
            total=formats.money(order["total"], turn.texts),
        )
    ]
    if order.get("eta"):
        said.append(_("Expected on {date}.", date=formats.day(order["eta"], turn.texts)))
    if order.get("address"):
        said.append(_("It goes to: {address}.", address=order["address"]["text"]))
    said += [str(warning["text"]) for warning in order.get("warnings") or []]
    said.append(_("You can follow it under “Orders”, or ask me at any time where it is."))
    turn.say(" ".join(said), cards=[order_card(turn, order)])
