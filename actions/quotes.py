"""Requests for quotation: which is meant, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions import formats
from actions.base import BuyerAction
from actions.cards import rfq_card
from actions.references import choose
from actions.turn import Turn

Json = dict[str, Any]
PAGE = 5
MOST_LINES = 12


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
        text += " " + offer(turn, quote)
    if rfq.get("order_number"):
        text += " " + _("It became order {number}.", number=rfq["order_number"])
    said = [text, *(numbered(turn, rfq) if rfq["status"] == "quoted" else [])]
    turn.say("\n".join(said), cards=[rfq_card(turn, rfq)])


def names_of(rfq: Json) -> list[str]:
    """What each quoted line is called, for those who name it."""
    words = {line["id"]: f"{line.get('description') or ''} {line.get('sku') or ''}" for line in rfq.get("lines") or []}
    return [f"{line.get('name') or ''} {words.get(line['line_id'], '')}".strip() for line in rfq["quote"]["lines"]]


def numbered(turn: Turn, rfq: Json, taken: Sequence[int] | None = None) -> list[str]:
    """The quoted lines with their numbers, or the ``taken`` ones of them; none where there is nothing to tell apart."""
    lines = rfq["quote"]["lines"]
    shown = range(len(lines)) if taken is None else taken
    if len(lines) < 2 or len(shown) > MOST_LINES:
        return []
    return [_numbered(turn, position + 1, lines[position]) for position in shown]


def _numbered(turn: Turn, number: int, line: Json) -> str:
    _ = turn.texts._
    if not line.get("available", True):
        missing = _("not available")
        return f"{number}. {line.get('name') or ''} — {missing}"
    quantity = formats.quantity(line["quantity"], line.get("unit"), turn.texts)
    return f"{number}. {line.get('name') or ''} — {quantity} × {formats.money(line['unit_price'], turn.texts)}"


def offer(turn: Turn, quote: Json) -> str:
    """Sum and last day of a quote."""
    _ = turn.texts._
    total = formats.money(quote["total"], turn.texts)
    return _(
        "Our offer: {total} in all, valid until {date}.",
        total=total,
        date=formats.day(quote.get("valid_until"), turn.texts),
    )


async def quoted(turn: Turn) -> Json | None:
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
