"""Quotations: their status, accepting, declining, and what a person has to negotiate."""

from __future__ import annotations

from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.buttons import talk_button, yes_no
from actions.cards import rfq_card
from actions.references import choose
from actions.steps import step
from actions.turn import Turn

Json = dict[str, Any]
PAGE = 5


def meant_rfq(turn: Turn) -> str | None:
    """The request that the message names or points at."""
    named = turn.entity("rfq_number")
    if named:
        return str(named)
    number = turn.entity("number")
    if number:
        return f"RFQ-{number}"
    shown = turn.shown
    if shown["kind"] == "rfqs":
        chosen = choose(shown["ids"], turn.text)
        if chosen:
            return str(chosen[0])
    told = turn.noticed("quote")
    if told is None and shown["kind"] == "rfqs" and len(shown["ids"]) == 1:
        return str(shown["ids"][0])
    return told


class ActionQuoteStatus(BuyerAction):
    """How far a request for quotation is."""

    called = "action_quote_status"

    async def act(self, turn: Turn) -> None:
        """The one named, or the newest few."""
        number = meant_rfq(turn)
        if number:
            await show_rfq(turn, number)
            return
        rfqs = (await turn.portal.rfqs.latest(limit=PAGE))["items"]
        _ = turn.texts._
        if not rfqs:
            turn.say(_("Your company has no requests for quotation yet."))
            return
        turn.show("rfqs", [rfq["number"] for rfq in rfqs])
        turn.say(_("Your latest requests for quotation:"), cards=[rfq_card(turn, rfq) for rfq in rfqs])


async def show_rfq(turn: Turn, number: str) -> None:
    """One request with its quote."""
    rfq = await turn.portal.rfqs.get(number)
    turn.show("rfqs", [rfq["number"]])
    _ = turn.texts._
    text = _(
        "Request {number} of {date}: {status}.",
        number=rfq["number"],
        date=formats.day(rfq.get("created_at"), turn.texts),
        status=rfq["status_text"],
    )
    quote = rfq.get("quote")
    if quote and rfq["status"] == "quoted":
        text += " " + _offer(turn, quote)
    if rfq.get("order_number"):
        text += " " + _("It became order {number}.", number=rfq["order_number"])
    turn.say(text, cards=[rfq_card(turn, rfq)])


def _offer(turn: Turn, quote: Json) -> str:
    _ = turn.texts._
    total = formats.money(quote["total"], turn.texts)
    return _(
        "Our offer: {total} in all, valid until {date}.",
        total=total,
        date=formats.day(quote.get("valid_until"), turn.texts),
    )


async def _quoted(turn: Turn) -> Json | None:
    """The request whose quote is meant; says what is the matter where none can be accepted or declined."""
    _ = turn.texts._
    number = meant_rfq(turn)
    if number:
        rfq = await turn.portal.rfqs.get(number)
        if rfq["status"] == "quoted" and rfq.get("quote"):
            return rfq
        text = _("Request {number} has no open offer: {status}.", number=rfq["number"], status=rfq["status_text"])
        turn.say(text, cards=[rfq_card(turn, rfq)])
        return None
    open_ones = [rfq for rfq in (await turn.portal.rfqs.latest(limit=20))["items"] if rfq["status"] == "quoted"]
    if len(open_ones) == 1:
        return await turn.portal.rfqs.get(open_ones[0]["number"])
    if not open_ones:
        turn.say(_("There is no open offer for your company at the moment."))
        return None
    turn.show("rfqs", [rfq["number"] for rfq in open_ones])
    turn.say(
        _("Several offers are open. Which one do you mean?"), cards=[rfq_card(turn, rfq) for rfq in open_ones[:PAGE]]
    )
    return None


class ActionAcceptQuote(BuyerAction):
    """Accepts a quote: asks first."""

    called = "action_accept_quote"

    async def act(self, turn: Turn) -> None:
        """Show what would be ordered."""
        rfq = await _quoted(turn)
        if rfq is None:
            return
        _ask_to_accept(turn, rfq)


async def ask_to_accept(turn: Turn, number: str) -> None:
    """Ask once more about the quote of a request, as it is now."""
    rfq = await turn.portal.rfqs.get(number)
    if rfq["status"] == "quoted" and rfq.get("quote"):
        _ask_to_accept(turn, rfq)
    else:
        turn.remember("pending", None)
        await show_rfq(turn, number)


def _ask_to_accept(turn: Turn, rfq: Json) -> None:
    arguments = {"rfq_number": rfq["number"], "quote_version": rfq["quote"]["version"]}
    turn.ask_to_confirm("confirm_accept_quote", **arguments)
    turn.show("rfqs", [rfq["number"]])
    _ = turn.texts._
    ask = _("Shall I accept it? It becomes an order at once.")
    turn.say(
        f"{_offer(turn, rfq['quote'])} {ask}",
        cards=[{**rfq_card(turn, rfq), "buttons": []}],
        buttons=yes_no(turn, _("Yes, accept and order"), "confirm_accept_quote", **arguments),
    )


@step("confirm_accept_quote")
async def confirm_accept_quote(turn: Turn, arguments: Json) -> None:
    """Accept the very version that was shown."""
    number, version = str(arguments.get("rfq_number", "")), int(arguments.get("quote_version") or 0)
    order = await turn.portal.rfqs.accept(number, version)
    turn.show("orders", [order["number"]])
    total = formats.money(order["total"], turn.texts)
    text = turn.texts._(
        "Accepted: request {rfq} is now order {number}, {total} in all.",
        rfq=number,
        number=order["number"],
        total=total,
    )
    turn.say(text, cards=[{"type": "order", "order": order, "buttons": []}])


class ActionDeclineQuote(BuyerAction):
    """Declines a quote: asks first."""

    called = "action_decline_quote"

    async def act(self, turn: Turn) -> None:
        """Ask."""
        rfq = await _quoted(turn)
        if rfq is None:
            return
        turn.ask_to_confirm("confirm_decline_quote", rfq_number=rfq["number"])
        _ = turn.texts._
        text = _("Shall I decline our offer for request {number}?", number=rfq["number"])
        buttons = [
            *yes_no(turn, _("Yes, decline it"), "confirm_decline_quote", rfq_number=rfq["number"]),
            talk_button(turn, "negotiation"),
        ]
        turn.say(text, buttons=buttons)


@step("confirm_decline_quote")
async def confirm_decline_quote(turn: Turn, arguments: Json) -> None:
    """Decline it."""
    rfq = await turn.portal.rfqs.decline(str(arguments.get("rfq_number", "")), "declined in the chat")
    turn.say(turn.texts._("The offer for request {number} is declined.", number=rfq["number"]))


class ActionCounterQuote(BuyerAction):
    """Passes a counter-offer to the person who made the offer."""

    called = "action_counter_quote"

    async def act(self, turn: Turn) -> None:
        """Offer a person, the words of the buyer as the reason."""
        number = meant_rfq(turn) or ""
        reason = f"counter-offer {number}: {turn.text[:300]}"
        turn.ask_to_confirm("hand_over", reason=reason)
        _ = turn.texts._
        turn.say(
            _("I cannot negotiate prices myself. Shall I pass your counter-offer to the sales manager?"),
            buttons=yes_no(turn, _("Yes, pass it on"), "hand_over", reason=reason),
        )
